import { EventIdConflict, WrongExpectedRevision } from '../../libs/event-store/errors.js';
import type { ExpectedRevision, NewEvent } from '../../libs/event-store/event-store.js';
import { failure, ids, idsOf, newEvent, newEvents, newStream, type World } from './event-store.world.js';

/** An append that has been done to a stream with two events, with one event after it. */
async function appended({ store }: World, expected: 'no_stream' | 'exact' | 'any' | 'stream_exists') {
  const stream = newStream();
  const before = expected === 'no_stream' ? [] : newEvents(2);
  if (before.length > 0) await store.append(stream, 'no_stream', before);
  const expectation: ExpectedRevision = expected === 'exact' ? 1 : expected;
  const events = newEvents(3);
  const result = await store.append(stream, expectation, events);
  const after = newEvents(1);
  await store.append(stream, result.revision, after);
  return { stream, expectation, events, result, actual: result.revision + 1, all: ids([...before, ...events, ...after]) };
}

export function describeRetrying(world: () => World, canKill: boolean): void {
  describe('repeating an append', () => {
    describeSameIds(world, canKill);
    describeOtherIds(world);
    describeSeveralStreams(world);
  });
}

function describeSameIds(world: () => World, canKill: boolean): void {
  it.each(['no_stream', 'exact', 'any', 'stream_exists'] as const)(
    'with the same ids writes nothing and gives the first answer (%s)',
    async (kind) => {
      const { stream, expectation, events, result, all } = await appended(world(), kind);
      expect(await world().store.append(stream, expectation, events)).toEqual(result);
      expect(await idsOf(world().store, stream)).toEqual(all);
    },
  );

  it('with the same ids at the same time writes once', async () => {
    const [stream, events] = [newStream(), newEvents(2)];
    const results = await Promise.all(Array.from({ length: 6 }, () => world().store.append(stream, 'no_stream', events)));
    expect(new Set(results.map(({ revision }) => revision))).toEqual(new Set([1]));
    expect(await idsOf(world().store, stream)).toEqual(ids(events));
  });

  it('with the first of its ids only is a repetition too', async () => {
    const { stream, expectation, events, all } = await appended(world(), 'exact');
    expect(await world().store.append(stream, expectation, events.slice(0, 2))).toMatchObject({ revision: 3 });
    expect(await idsOf(world().store, stream)).toEqual(all);
  });

  (canKill ? it : it.skip)('with the same ids after a restart of the server writes nothing', async () => {
    const exact = await appended(world(), 'exact');
    const first = await appended(world(), 'no_stream');
    await world().harness.killServer();
    await world().harness.startServer();
    for (const { stream, expectation, events, result, all } of [exact, first]) {
      expect(await world().store.append(stream, expectation, events)).toEqual(result);
      expect(await idsOf(world().store, stream)).toEqual(all);
    }
  });
}

function describeOtherIds(world: () => World): void {
  async function refused(kind: 'no_stream' | 'exact' | 'any', change: (events: NewEvent[]) => NewEvent[]): Promise<Error> {
    const { stream, expectation, events, actual, all } = await appended(world(), kind);
    const error = await failure(world().store.append(stream, expectation, change(events)));
    expect(await idsOf(world().store, stream)).toEqual(all);
    expect(error).toMatchObject(error instanceof WrongExpectedRevision ? { stream, actual } : { stream });
    return error;
  }

  it.each(['no_stream', 'exact'] as const)('with another first event is a wrong expectation (%s)', async (kind) => {
    expect(await refused(kind, (events) => [newEvent(), ...events.slice(1)])).toBeInstanceOf(WrongExpectedRevision);
  });

  it.each(['no_stream', 'exact', 'any'] as const)('with another later event conflicts with what was written (%s)', async (kind) => {
    expect(await refused(kind, (events) => [...events.slice(0, 2), newEvent()])).toBeInstanceOf(EventIdConflict);
  });

  it.each(['no_stream', 'exact', 'any'] as const)('with further events conflicts with what was written (%s)', async (kind) => {
    expect(await refused(kind, (events) => [...events, newEvent()])).toBeInstanceOf(EventIdConflict);
  });
}

function describeSeveralStreams(world: () => World): void {
  const entries = () =>
    Array.from({ length: 5 }, (_, n) => ({ stream: newStream(), expected: 'no_stream' as const, events: newEvents(n + 1) }));

  it('appends to several streams with one result each, in order, and repeats them as a no-op', async () => {
    const { store } = world();
    const appends = entries();
    const results = await store.appendAll(appends);
    expect(results.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    expect(await store.appendAll(appends)).toEqual(results);
    for (const { stream, events } of appends) expect(await idsOf(store, stream)).toEqual(ids(events));
    expect(await store.appendAll([])).toEqual([]);
  });

  it('appends twice to one stream, each part after the other', async () => {
    const { store } = world();
    const [stream, one, two] = [newStream(), newEvents(2), newEvents(2)];
    const results = await store.appendAll([
      { stream, expected: 'no_stream', events: one },
      { stream, expected: 1, events: two },
    ]);
    expect(results.map(({ revision }) => revision)).toEqual([1, 3]);
    expect(await idsOf(store, stream)).toEqual(ids([...one, ...two]));
  });

  it('refuses several streams for one wrong expectation: all of them where that is atomic, else those from it on', async () => {
    const { store } = world();
    const appends = entries();
    await store.append(appends[2]!.stream, 'no_stream', newEvents(1));
    expect(await failure(store.appendAll(appends))).toMatchObject({ name: 'WrongExpectedRevision', stream: appends[2]!.stream, actual: 0 });
    const found = await Promise.all(appends.map(async ({ stream }) => (await store.readStream(stream)).events.length));
    expect(found).toEqual(store.atomicAcrossStreams ? [0, 0, 1, 0, 0] : [1, 2, 1, 0, 0]);
  });
}
