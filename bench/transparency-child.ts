import postgres from 'postgres';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { startTransparency } from '../libs/features/transparency/start-transparency.js';

/** The transparency log in a process of its own, as a projector keeps it: `transparency-child <url> <key file>`. */
const [url = '', keyFile = ''] = process.argv.slice(2);
const store = await openPostgresEventStore({ url });
const sql = postgres(url, { max: 4, onnotice: () => {} });
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
await createStatusTable(sql);
const work = startTransparency({ store, sql, log: silent, keyFile, headEveryMs: 10_000, witnesses: [], mail: null }, stop.signal);
process.send?.('ready');
await work;
await Promise.all([store.close(), sql.end()]);
process.disconnect();
