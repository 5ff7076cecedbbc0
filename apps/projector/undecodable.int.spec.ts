import postgres, { type Sql } from 'postgres';
import { eventually } from '../../test/support/eventually.js';
import { DEFINED, historyOf } from '../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { draft } from '../../test/support/projected.js';
import { locality, NATION_FACTS } from '../../test/support/samples.js';
import { silentLog } from '../../test/support/silent-log.js';
import { localityCodec } from '../../libs/domain/locality/locality.codec.js';
import type { EventStore, NewEvent, ReadAllOptions, RecordedEvent, StreamAppend } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { rebuildProjection, type RebuildProgress } from '../../libs/event-store/projection-rebuild.js';
import type { Projection } from '../../libs/event-store/projection.js';
import { progressProjection } from '../../libs/features/progress/progress.projection.js';
import { startProjector, type Projector } from './start-projector.js';

let database: TestDatabase;
let sql: Sql;
let store: EventStore;
let projector: Projector | undefined;

beforeEach(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 16, onnotice: () => {} });
  store = await openPostgresEventStore({ url: database.url });
  await store.appendAll([DEFINED]);
});

afterEach(async () => {
  await projector?.close();
  await store.close();
  await sql.end();
  await database.drop();
});

const start = async (): Promise<void> => void (projector = await startProjector({ store, sql, log: silentLog }));
const statusOf = async (name: string) => (await sql`select state, position, error from projections.status where name = ${name}`)[0];
const checkpoint = async (name: string): Promise<string> => (await sql`select position from ${sql(`${name}.checkpoint`)}`)[0]?.position;

const record = { on: 'measurement', kind: 'record', asOf: '2021-08-31', year: 2021, basis: 'actual', numerator: '37' } as const;
const good = (place: string): StreamAppend => historyOf(`vn-${place}@base`, [record])[0]!;
const registered = (): StreamAppend => ({
  stream: 'locality-vn',
  expected: 'no_stream',
  events: [draft(localityCodec, { type: 'LocalityRegistered', data: NATION_FACTS }, 'vn')],
});

function bad(changes: Partial<NewEvent>): StreamAppend {
  const [append] = historyOf('vn-bad@base', [record]);
  return { ...append!, events: append!.events.map((event) => ({ ...event, ...changes })) };
}

const CASES: readonly [rule: string, append: StreamAppend, message: RegExp][] = [
  ['of an unknown type', bad({ type: 'MeasurementForgotten' }), /event MeasurementForgotten v2 cannot be decoded: unknown type/],
  ['with a payload that does not fit', bad({ data: { indicatorId: 'resettled' } }), /event MeasurementRecorded v2 cannot be decoded/],
];

describe.each(CASES)('an event %s', (_, append, message) => {
  const named = (position: string) => ({
    state: 'stopped',
    position,
    error: { stream: append.stream, revision: 0, type: append.events[0]!.type, position, message: expect.stringMatching(message) },
  });

  it('stops its projection exactly before it, by name, while the others go on', async () => {
    await start();
    await eventually(async () => expect((await statusOf('progress'))?.state).toBe('running'));
    // One transaction, so that the faulty event comes in the middle of a batch.
    const results = await store.appendAll([good('one'), append, good('two'), registered()]);
    const before = Number(results.at(0)?.position);
    await eventually(async () => expect(await statusOf('progress')).toEqual(named(String(before + 1))));
    expect(await checkpoint('progress')).toBe(String(before));
    expect(await sql`select locality_id from progress.figure`).toEqual([{ locality_id: 'vn-one@base' }]);
    const head = await store.head();
    for (const name of ['localities', 'targets', 'indicators', 'directives'])
      await eventually(async () => expect(await checkpoint(name)).toBe(head));
    expect(await sql`select id from localities.locality`).toEqual([{ id: 'vn' }]);
  });

  it('stops it again at every start, and at the first one names it too', async () => {
    await store.appendAll([good('one'), append, good('two')]);
    await start();
    await eventually(async () => expect(await statusOf('progress')).toEqual(named('3')));
    await projector?.close();
    await start();
    await eventually(async () => expect((await statusOf('localities'))?.state).toBe('running'));
    await eventually(async () => expect(await statusOf('progress')).toEqual(named('3')));
    expect(await checkpoint('progress_rebuild')).toBe('2');
  });
});

/** The progress projection of a program that passes over what belongs to the stream. */
function passingOver(stream: string): Projection {
  const others = (events: readonly RecordedEvent[]) => events.filter((event) => event.stream !== stream);
  return {
    ...progressProjection,
    apply: (tx, schema, events) => progressProjection.apply(tx, schema, others(events)),
    async fill(tx, schema, portions) {
      for await (const events of portions) await progressProjection.apply(tx, schema, others(events));
    },
  };
}

it('goes on by itself once a rebuild that can take the event has replaced its tables', async () => {
  await start();
  const append = CASES[0]![1];
  await store.appendAll([append]);
  await eventually(async () => expect((await statusOf('progress'))?.state).toBe('stopped'));
  await rebuildProjection({ store, sql, projection: passingOver(append.stream) });
  await eventually(async () => expect(await statusOf('progress')).toEqual({ state: 'running', position: null, error: null }));
  await store.appendAll([good('one')]);
  const head = await store.head();
  await eventually(async () => expect(await checkpoint('progress')).toBe(head));
  expect(await sql`select locality_id from progress.figure`).toEqual([{ locality_id: 'vn-one@base' }]);
});

it('names an event that comes in at the last moment of a rebuild and cannot be taken', async () => {
  const append = CASES[0]![1];
  let came = false;
  const onProgress = ({ phase }: RebuildProgress): void => void (came ||= phase === 'swapping');
  const late: EventStore = new Proxy(store, {
    get: (target, name) => {
      if (name === 'readAll' && came) return (options: ReadAllOptions) => lately(target, options);
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  async function* lately(target: EventStore, options: ReadAllOptions) {
    await target.appendAll([good('one'), append]);
    yield* target.readAll(options);
  }
  const rebuilt = rebuildProjection({ store: late, sql, projection: progressProjection, onProgress });
  await expect(rebuilt).rejects.toMatchObject({ name: 'FaultyEvent', event: { stream: append.stream } });
});

it('keeps the rest of the country readable: a locality of another province comes after the stop', async () => {
  await start();
  await store.appendAll([CASES[0]![1], registered()]);
  await eventually(async () => expect((await statusOf('progress'))?.state).toBe('stopped'));
  const later = draft(localityCodec, { type: 'LocalityRegistered', data: locality() }, 'vn-08@base');
  await store.append('locality-vn-08@base', 'no_stream', [later]);
  await eventually(async () =>
    expect(await sql`select id from localities.locality order by id`).toEqual([{ id: 'vn' }, { id: 'vn-08@base' }]),
  );
});
