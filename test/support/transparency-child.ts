import postgres from 'postgres';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { createStatusTable } from '../../libs/event-store/projection-tables.js';
import { startTransparency } from '../../libs/features/transparency/start-transparency.js';

// The program of the tests that kill the keeper of the log: parameters are the database's URL and the key file.
const [, , url = '', keyFile = ''] = process.argv;
const sql = postgres(url, { max: 6, onnotice: () => {} });
const store = await openPostgresEventStore({ url });
const silent = { info: () => {}, warn: () => {}, error: () => {} };
await createStatusTable(sql);
await startTransparency({ store, sql, log: silent, keyFile, headEveryMs: 20, witnesses: [], mail: null }, new AbortController().signal);
