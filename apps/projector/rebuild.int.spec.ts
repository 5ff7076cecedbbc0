import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { startChild } from '../../test/support/child.js';
import { eventually } from '../../test/support/eventually.js';
import { commands, DEFINED, historyOf } from '../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { silentLog } from '../../test/support/silent-log.js';
import { differences, replay, snapshot } from '../../test/support/tables.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { rebuildProjection, type RebuildProgress } from '../../libs/event-store/projection-rebuild.js';
import { readCheckpoint } from '../../libs/event-store/projection-tables.js';
import { progressProjection as projection } from '../../libs/features/progress/progress.projection.js';
import { startProjector, type Projector } from './start-projector.js';

describe('the progress tables', () => {
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  let projector: Projector;
  let places = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 16, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await store.appendAll([DEFINED]);
    projector = await startProjector({ store, sql, log: silentLog, projections: [projection] });
    await caughtUp();
  });
  afterAll(async () => {
    await projector.close();
    await store.close();
    await sql.end();
    await database.drop();
  });

  async function caughtUp(): Promise<void> {
    const head = await store.head();
    await eventually(async () => expect((await readCheckpoint(sql, 'progress'))?.position).toBe(head));
  }

  type Commands = typeof commands extends fc.Arbitrary<infer T> ? T : never;
  async function write(all: Commands): Promise<void> {
    for (const append of historyOf(`vn-p${places++}@base`, all)) await store.appendAll([append]);
  }
  async function writeSome(count: number): Promise<void> {
    for (const all of fc.sample(commands, { numRuns: count, seed: places })) await write(all);
  }

  it('equal a rebuild, whatever was recorded, corrected, withdrawn, verified, returned, set and revised', async () => {
    const property = fc.asyncProperty(commands, async (all) => {
      await write(all);
      await caughtUp();
      await snapshot(sql, 'progress', 'before');
      await rebuildProjection({ store, sql, projection });
      expect(await differences(sql, 'before', 'progress')).toEqual({});
    });
    await fc.assert(property, { numRuns: 20 });
  }, 120_000);

  it('are read and written while they are rebuilt beside, and swapped in one moment', async () => {
    let busy = true;
    const writer = (async () => {
      while (busy) await writeSome(1);
    })();
    const counts: number[] = [];
    const reader = (async () => {
      while (busy) {
        const [row] =
          await sql`select (select count(*)::int from progress.figure) as figures, (select count(*)::int from progress.progress where from_dates is null) as unjudged`;
        expect(row?.unjudged).toBe(0);
        counts.push(row?.figures);
        await sleep(1);
      }
    })();
    for (let round = 0; round < 3 || new Set(counts).size <= 10; round++)
      await rebuildProjection({ store, sql, projection, commitEvery: 100 });
    busy = false;
    await Promise.all([writer, reader]);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    await caughtUp();
    await replay(sql, store, projection, 'again');
    expect(await differences(sql, 'progress', 'again')).toEqual({});
    expect(await sql`select nspname from pg_namespace where nspname in ('progress_rebuild', 'progress_old')`).toEqual([]);
  }, 120_000);

  it('of an older version wait for a rebuild that another process is at, and are filled anew', async () => {
    await projector.close();
    const other = await sql.reserve();
    await other`select pg_advisory_lock(hashtext('rebuild progress'))`;
    await sql`update progress.checkpoint set version = 0`;
    projector = await startProjector({ store, sql, log: silentLog, projections: [projection] });
    await eventually(async () =>
      expect(await sql`select state, error from projections.status where name = 'progress'`).toEqual([
        { state: 'rebuilding', error: null },
      ]),
    );
    expect((await readCheckpoint(sql, 'progress'))?.version).toBe(0);
    await other`select pg_advisory_unlock(hashtext('rebuild progress'))`;
    other.release();
    await eventually(async () => expect((await readCheckpoint(sql, 'progress'))?.version).toBe(projection.version));
    await caughtUp();
  });

  it('go on being rebuilt after a kill where the last commit was', async () => {
    await writeManyAtOnce();
    // However late the kill comes, the rebuild has not put its tables in place by then.
    const swapless = await sql.reserve();
    await swapless`begin`;
    await swapless`lock table progress.checkpoint in share row exclusive mode`;
    const child = startChild(database.url, 'progress');
    await eventually(
      async () => expect(Number((await readCheckpoint(sql, 'progress_rebuild'))?.position)).toBeGreaterThan(0),
      60_000,
    ).finally(() => child.kill());
    await swapless`rollback`;
    // What the killed process had sent may still be committed, while its session lives.
    await swapless`select pg_advisory_lock(hashtext('rebuild progress'))`;
    const reached = (await readCheckpoint(sql, 'progress_rebuild'))!.position;
    await swapless`select pg_advisory_unlock(hashtext('rebuild progress'))`;
    swapless.release();
    const told: RebuildProgress[] = [];
    await eventually(() => rebuildProjection({ store, sql, projection, onProgress: (progress) => told.push(progress) }));
    const [rest] =
      await sql`select count(*)::int as events from event_store.event where position > ${reached} and category in ('indicator', 'target', 'measurement')`;
    expect(told.at(-1)).toMatchObject({ phase: 'done', events: rest?.events });
    await caughtUp();
    await replay(sql, store, projection, 'again');
    expect(await differences(sql, 'progress', 'again')).toEqual({});
  }, 300_000);

  /** More than one batch of a rebuild takes. */
  async function writeManyAtOnce(): Promise<void> {
    const record = { on: 'measurement', kind: 'record', asOf: '2021-08-31', year: 2021, basis: 'actual', numerator: '37' } as const;
    for (let round = 0; round < 5; round++) {
      await store.appendAll(Array.from({ length: 4_000 }, () => historyOf(`vn-p${places++}@base`, [record])).flat());
    }
    await caughtUp();
  }
});
