import { randomUUID } from 'node:crypto';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { eventually } from '../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { silentLog } from '../../test/support/silent-log.js';
import type { EventStore } from './event-store.js';
import { openPostgresEventStore } from './postgres/postgres-event-store.js';
import { runProjection } from './projection-runner.js';
import { createStatusTable, readCheckpoint } from './projection-tables.js';

let database: TestDatabase;
let sql: Sql;
let store: EventStore;
let stopping: AbortController;
const running: Promise<void>[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 8, onnotice: () => {} });
  store = await openPostgresEventStore({ url: database.url });
  stopping = new AbortController();
  await createStatusTable(sql);
});
afterEach(async () => {
  stopping.abort();
  await Promise.all(running.splice(0));
  await store.close();
  await sql.end();
  await database.drop();
});

/** Runs a projection that does so with its events, and counts how often it was asked. */
function start(name: string, apply: (tx: TransactionSql) => Promise<unknown>): { asked: number } {
  const count = { asked: 0 };
  const take = async (tx: TransactionSql): Promise<void> => {
    count.asked++;
    await apply(tx);
  };
  const projection = { name, version: 1, categories: ['thing'], createTables: () => Promise.resolve(), apply: take };
  running.push(runProjection({ store, sql, projection, log: silentLog }, stopping.signal));
  return count;
}
const happen = async (): Promise<string> =>
  (await store.append('thing-1', 'any', [{ id: randomUUID(), type: 'Happened', data: {}, metadata: {} }])).position;
const position = async (name: string) => (await readCheckpoint(sql, name))?.position;
const status = async (name: string) => (await sql`select state, error from projections.status where name = ${name}`)[0];

describe('a projection whose database refuses a statement', () => {
  it.each(['53100', '57014'])('for the moment (%s) goes on by itself when that has passed', async (code) => {
    let refuses = true;
    const things = start('things', () => (refuses ? Promise.reject(Object.assign(new Error('not now'), { code })) : Promise.resolve()));
    await eventually(async () => expect(await status('things')).toEqual({ state: 'running', error: null }));
    const head = await happen();
    await eventually(() => expect(things.asked).toBeGreaterThan(3));
    expect(await status('things')).toEqual({ state: 'running', error: null });
    refuses = false;
    await eventually(async () => expect(await position('things')).toBe(head));
  });

  it('for a reason of its own says so in health, by the event, and goes on when somebody has mended it', async () => {
    let needs = false;
    const things = start('things', (tx) => (needs ? tx`select mended()` : tx`select`));
    await eventually(async () => expect(await status('things')).toMatchObject({ state: 'running' }));
    needs = true;
    const before = await happen();
    await eventually(async () =>
      expect(await status('things')).toEqual({
        state: 'stopped',
        error: { message: 'function mended() does not exist', stream: 'thing-1', revision: 0, type: 'Happened', position: before },
      }),
    );
    // While it is tried again, too.
    const enough = things.asked + 4;
    while (things.asked < enough) expect(await status('things')).toMatchObject({ state: 'stopped' });
    await sql`create function mended() returns int return 1`;
    await eventually(async () =>
      expect([await position('things'), await status('things')]).toEqual([before, { state: 'running', error: null }]),
    );
  });

  it('for the data of an event is not asked again', async () => {
    const faulty = start('faulty', (tx) => tx`select ${'12a'}::text::int`);
    const refused = start('refused', (tx) => tx`select mended()`);
    await happen();
    await eventually(async () => expect(await status('faulty')).toMatchObject({ state: 'stopped', error: { type: 'Happened' } }));
    const { asked } = faulty;
    const another = refused.asked;
    await eventually(() => expect(refused.asked).toBeGreaterThan(another + 2));
    expect(faulty.asked).toBe(asked);
  });
});
