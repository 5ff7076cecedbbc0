import postgres, { type Sql } from 'postgres';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { eventually } from '../../../test/support/eventually.js';
import { DEFINED, historyOf } from '../../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { draft } from '../../../test/support/projected.js';
import { district, locality, NATION_FACTS } from '../../../test/support/samples.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { progressQuery } from '../../contract/progress.js';
import type { Actor } from '../../domain/kernel/command.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import type { LocalityFacts } from '../../domain/locality/locality.events.js';
import type { EventStore, Position, StreamAppend } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import type { Projection } from '../../event-store/projection.js';
import { rebuildProjection } from '../../event-store/projection-rebuild.js';
import { readCheckpoint } from '../../event-store/projection-tables.js';
import { directivesProjection } from '../directives/directives.projection.js';
import { ProjectionPositions } from '../http/projection-positions.js';
import type { Reading } from '../http/reading.js';
import { Readings } from '../http/readings.js';
import { localitiesProjection } from '../localities/localities.projection.js';
import { momentsProjection } from '../moments/moments.projection.js';
import { localityTree } from './locality-tree.js';
import { progressProjection } from './progress.projection.js';
import { progressPage } from './progress.query.js';
import { targetVerdicts } from './verdicts.js';

const PROJECTIONS = [localitiesProjection, directivesProjection, progressProjection, momentsProjection];
const NAMES = ['progress', 'localities', 'directives'];
const NATIONAL: Actor = { id: 'u-9', name: 'Kiểm toán', role: 'auditor', locality: 'vn' };
const PROVINCIAL: Actor = { ...NATIONAL, locality: 'vn-08@base' };
const DAY = '2021-09-30';
const DISTRICTS = ['1', '2'].map((n) => district(`vn-d${n}@base`, `Số ${n}`));
const FIGURE = { on: 'measurement', kind: 'record', asOf: '2021-08-31', year: 2021, basis: 'actual', numerator: '10' } as const;
const TARGET = { on: 'target', kind: 'set', target: 'a', due: '2021-12-31', value: '98' } as const;
const registered = (facts: LocalityFacts): StreamAppend => ({
  stream: `locality-${facts.localityId}`,
  expected: 'no_stream',
  events: [draft(localityCodec, { type: 'LocalityRegistered', data: facts }, facts.localityId)],
});

type Ask = (from: Readings, before?: () => Promise<void>) => Promise<unknown>;

describe('a moment of the past that is asked while a rebuild puts other tables in place', () => {
  let [database, projector] = [null as unknown as TestDatabase, null as unknown as Projector];
  let [sql, store] = [null as unknown as Sql, null as unknown as EventStore];
  let [readings, positions] = [null as unknown as Readings, null as unknown as ProjectionPositions];
  let head: Position;
  let rebuilding: Promise<unknown>;

  beforeEach(async () => {
    rebuilding = Promise.resolve();
    database = await freshDatabase();
    sql = postgres(database.url, { max: 16, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await store.appendAll([DEFINED, ...[NATION_FACTS, locality(), ...DISTRICTS].map(registered)]);
    const verified = { ...FIGURE, numerator: '80' };
    const histories = [
      ...DISTRICTS.flatMap(({ localityId }) => historyOf(localityId, [TARGET, FIGURE])),
      ...historyOf('vn-08@base', [TARGET]),
      ...historyOf('vn-d9@base', [TARGET, verified, { ...verified, kind: 'verify' }]),
    ];
    for (const one of histories) await store.appendAll([one]);
    projector = await startProjector({ store, sql, log: silentLog, projections: PROJECTIONS });
    await shown();
    positions = new ProjectionPositions(sql);
    readings = new Readings(sql, store, positions);
  }, 60_000);
  afterEach(async () => {
    await rebuilding;
    await positions.onModuleDestroy();
    await projector.close();
    await store.close();
    await sql.end();
    await database.drop();
  });

  async function shown(): Promise<void> {
    head = await store.head();
    for (const { name } of PROJECTIONS) await eventually(async () => expect((await readCheckpoint(sql, name))?.position).toBe(head));
  }
  const tablesOf = async ({ name }: Projection): Promise<unknown> =>
    (await sql`select to_regclass(${`${name}.checkpoint`})::oid::text as tables`)[0]?.tables;

  const pageFor =
    (actor: Actor): Ask =>
    (from, before = () => Promise.resolve()) =>
      from.read({ names: NAMES, after: null, knownAt: head }, async (at: Reading) => {
        await before();
        const page = await progressPage(at.sql, actor, progressQuery.parse({ asOf: DAY }), at.day, 'vi');
        return page.items.map(({ target, status, source, numerator, rollUp }) => [target.id, status, source, numerator, rollUp?.numerator]);
      });
  const verdictAt =
    (knownAt: Position): Ask =>
    (from, before = () => Promise.resolve()) =>
      from.read({ names: NAMES, after: null, knownAt }, async (at: Reading) => {
        await before();
        return [...(await targetVerdicts(at.sql, NATIONAL, ['vn-d9@base-a'], { asOf: DAY, boundaries: DAY })).values()];
      });

  /** What `ask` is told while `swap` lets the tables of a projection be others, and afterwards, is what it is told by who remembers nothing. */
  async function expectTruth(ask: Ask, projection: Projection, swap: () => void): Promise<void> {
    const other = postgres(database.url, { max: 4, onnotice: () => {} });
    const truth = await ask(new Readings(other, store, positions));
    await other.end();
    let looks = 0;
    const told = await ask(readings, async () => {
      if (looks++ > 0) return;
      const before = await tablesOf(projection);
      swap();
      await eventually(async () => expect(await tablesOf(projection)).not.toBe(before));
    });
    expect(looks).toBe(2);
    await rebuilding;
    expect([told, await ask(readings)]).toEqual([truth, truth]);
  }

  /** A rebuild of progress that has come half-way; the answer lets it go on. */
  async function halfway(parts: (stop: () => Promise<void>) => Parameters<typeof rebuildProjection>[0]): Promise<() => void> {
    let go = (): void => {};
    const going = new Promise<void>((resolve) => (go = resolve));
    await new Promise<void>((reached) => {
      const stop = (): Promise<void> => {
        reached();
        return going;
      };
      rebuilding = rebuildProjection(parts(stop));
    });
    return go;
  }

  it.each([
    ['a province', PROVINCIAL],
    ['the whole country', NATIONAL],
  ])('is answered with the places as they are, for %s', async (_, actor) => {
    await expectTruth(pageFor(actor), localitiesProjection, () => {
      rebuilding = rebuildProjection({ store, sql, projection: localitiesProjection });
    });
  });

  it('is not answered from tables of which a part was to be seen', async () => {
    const go = await halfway((stop) => {
      async function* slowly(...[options]: Parameters<EventStore['readAll']>): ReturnType<EventStore['readAll']> {
        let n = 0;
        for await (const batch of store.readAll({ ...options, batchSize: 1 })) {
          if (++n === 8) await stop();
          yield batch;
        }
      }
      return { store: { head: () => store.head(), readAll: slowly } as EventStore, sql, projection: progressProjection, commitEvery: 1 };
    });
    await expectTruth(pageFor(NATIONAL), progressProjection, go);
  });

  it('is not answered from tables that were not completed yet', async () => {
    const go = await halfway((stop) => {
      const finish: Projection['finish'] = async (...all) => {
        await stop();
        await progressProjection.finish?.(...all);
      };
      return { store, sql, projection: { ...progressProjection, finish } };
    });
    await expectTruth(verdictAt(head), progressProjection, go);
  });

  it('is not answered with places that came while somebody outside of a reading read the tree', async () => {
    const late = registered(district('vn-late@base', 'Muộn'));
    const then = head;
    let isFirst = true;
    // Between the first and the second statement of a client that is in no transaction.
    const outside = new Proxy(sql, {
      apply(target, self, args: readonly unknown[]) {
        const query = Reflect.apply(target as never, self, args) as PromiseLike<unknown>;
        if (!isFirst || !String((args[0] as readonly string[])[0]).includes('max(ordinal)')) return query;
        isFirst = false;
        return query.then((rows) =>
          store
            .appendAll([late])
            .then(shown)
            .then(() => rows),
        );
      },
    });
    const from = new Readings(outside, store, positions);
    await localityTree(outside);
    expect(isFirst).toBe(false);
    const asked = { names: ['localities'], after: null, knownAt: then };
    expect([...(await from.read(asked, async (at) => (await localityTree(at.sql)).keys()))]).not.toContain('vn-late@base');
  });

  it('needs one look-up for all moments after the last figure', async () => {
    for (const n of ['x', 'y', 'z']) await store.appendAll([registered(district(`vn-${n}@base`, n))]);
    await shown();
    let lookUps = 0;
    const counting = postgres(database.url, {
      max: 4,
      onnotice: () => {},
      debug: (_, query) => void (query.includes('json_agg') && lookUps++),
    });
    const from = new Readings(counting, store, positions);
    for (const back of [0, 0, 1, 2]) await verdictAt(String(Number(head) - back))(from);
    await counting.end();
    expect(lookUps).toBe(1);
  });
});
