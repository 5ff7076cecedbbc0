import postgres, { type Sql } from 'postgres';
import { PROJECTIONS } from '../apps/projector/projections.js';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { replayStore } from '../libs/features/evidence/replay-store.js';
import { benchDatabase } from './database.js';
import { cursorRead, generate } from './generated.js';
import { watchMemory } from './memory.js';
import { note } from './report.js';

/** `tiendo replay` of a whole store: every read table filled anew and held row by row against the one that is read. */
export async function benchReplay({ indicators = 10, months = 30 } = {}): Promise<void> {
  const database = await benchDatabase();
  const store = await openPostgresEventStore({ url: database.url });
  try {
    await generate(database.sql, { indicators, months, isDated: true });
    await createStatusTable(database.sql);
    for (const projection of PROJECTIONS) await rebuildProjection({ store, sql: database.sql, projection });
    const before = await cursorRead(database.sql);
    const memory = watchMemory();
    const { seconds, rows } = await withScratch(database.sql, database.url, (scratch) => replayed(store, database.sql, scratch));
    const resident = memory.stop();
    const plain = (before + (await cursorRead(database.sql))) / 2;
    const [{ events }] = await database.sql<[{ events: number }]>`select count(*)::int as events from event_store.event`;
    const speed = `${Math.round(events / seconds).toLocaleString('en')} events/s, ${(events / seconds / plain).toFixed(3)} × cursor read`;
    note(`everything replayed, ${events.toLocaleString('en')} events`, speed);
    note('  rows of read tables compared, all equal', rows.toLocaleString('en'));
    note('  resident memory, MB (start, half, peak)', resident);
  } finally {
    await store.close();
    await database.close();
  }
}

async function withScratch<T>(sql: Sql, url: string, use: (scratch: Sql) => Promise<T>): Promise<T> {
  await sql`create database replayed`;
  const scratch = postgres(Object.assign(new URL(url), { pathname: '/replayed' }).href, { max: 4, onnotice: () => {} });
  return use(scratch).finally(() => scratch.end());
}

async function replayed(store: Parameters<typeof replayStore>[0]['store'], sql: Sql, scratch: Sql) {
  const started = performance.now();
  let rows = 0;
  const parts = { store, sql, scratch, projections: PROJECTIONS, signal: new AbortController().signal, onProgress: () => {} };
  for await (const { name, position, tables } of replayStore(parts)) {
    const off = tables.find(({ differences }) => differences.length > 0);
    if (position === null || off) throw new Error(`${name}: ${JSON.stringify(off ?? 'no tables')}`);
    rows += tables.reduce((sum, table) => sum + table.rows, 0);
  }
  return { seconds: (performance.now() - started) / 1_000, rows };
}
