import { EventIdConflict, EventTooLarge, WrongExpectedRevision } from '../../libs/event-store/errors.js';
import { failure, ids, idsOf, newEvent, newEvents, newStream, type World } from './event-store.world.js';

export function describeAppending(world: () => World): void {
  describe('appending', () => {
    describeExpectations(world);
    describeSizes(world);
    describeNeighbours(world);
  });
}

function describeExpectations(world: () => World): void {
  it('starts a stream, and answers revision and position of the last event', async () => {
    const { store } = world();
    const [stream, events] = [newStream(), newEvents(3)];
    const result = await store.append(stream, 'no_stream', events);
    const recorded = (await store.readStream(stream)).events;
    expect(recorded).toEqual(
      events.map((event, revision) => ({
        ...event,
        stream,
        revision,
        position: expect.any(String),
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      })),
    );
    expect(result).toEqual({ revision: 2, position: recorded[2]!.position });
    expect(Math.abs(Date.parse(recorded[0]!.recordedAt) - Date.now())).toBeLessThan(60_000);
  });

  it('continues a stream at its exact revision, at any, and where it exists', async () => {
    const { store } = world();
    const stream = newStream();
    expect((await store.append(stream, 'any', newEvents(1))).revision).toBe(0);
    expect((await store.append(stream, 0, newEvents(2))).revision).toBe(2);
    expect((await store.append(stream, 'any', newEvents(1))).revision).toBe(3);
    expect((await store.append(stream, 'stream_exists', newEvents(1))).revision).toBe(4);
  });

  it.each([
    ['no_stream', 1],
    [0, 1],
    [2, 1],
    [7, 1],
  ] as const)('refuses expectation %p of a stream at revision %p, telling the actual revision', async (expected, actual) => {
    const { store } = world();
    const [stream, events] = [newStream(), newEvents(2)];
    await store.append(stream, 'no_stream', events);
    const error = await failure(store.append(stream, expected, newEvents(1)));
    expect(error).toBeInstanceOf(WrongExpectedRevision);
    expect(error).toMatchObject({ stream, expected, actual });
    expect(await idsOf(store, stream)).toEqual(ids(events));
  });

  it.each([0, 5, 'stream_exists'] as const)('refuses expectation %p of a stream that was never written', async (expected) => {
    const stream = newStream();
    const error = await failure(world().store.append(stream, expected, newEvents(1)));
    expect(error).toBeInstanceOf(WrongExpectedRevision);
    expect(error).toMatchObject({ stream, expected, actual: null });
    expect((await world().store.readStream(stream)).found).toBe(false);
  });

  it('lets exactly one of many win who expect the same revision', async () => {
    const { store } = world();
    const stream = newStream();
    await store.append(stream, 'no_stream', newEvents(1));
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => store.append(stream, 0, newEvents(1))));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused).toHaveLength(7);
    for (const error of refused) expect(error).toMatchObject({ name: 'WrongExpectedRevision', actual: 1 });
    expect(await idsOf(store, stream)).toHaveLength(2);
  });

  it('writes nothing for an empty append, and still checks what it expects', async () => {
    const { store } = world();
    const [stream, other] = [newStream(), newStream()];
    const { revision } = await store.append(stream, 'no_stream', newEvents(2));
    expect(await store.append(stream, 1, [])).toMatchObject({ revision });
    for (const expected of ['no_stream', 0] as const) {
      expect(await failure(store.append(stream, expected, []))).toMatchObject({ name: 'WrongExpectedRevision', actual: 1 });
    }
    await store.append(other, 'no_stream', []);
    expect(await idsOf(store, stream)).toHaveLength(2);
    expect(await store.readStream(other)).toEqual({ found: false, events: [] });
  });
}

function describeSizes(world: () => World): void {
  it('refuses an event beyond the size limit and writes none of its append', async () => {
    const store = await world().harness.open({ maxEventBytes: 1_000 });
    try {
      const stream = newStream();
      const event = { ...newEvent({ text: 'ế'.repeat(200) }), metadata: { text: 'ế'.repeat(200) } };
      const bytes = Buffer.byteLength(JSON.stringify(event.data)) + Buffer.byteLength(JSON.stringify(event.metadata));
      const error = await failure(store.append(stream, 'any', [newEvent(), event]));
      expect(error).toBeInstanceOf(EventTooLarge);
      expect(error).toMatchObject({ stream, bytes, limit: 1_000 });
      expect((await store.readStream(stream)).found).toBe(false);
    } finally {
      await store.close();
    }
  });

  it('takes an event of nearly 1 MiB by default, and refuses one of more', async () => {
    const { store } = world();
    const stream = newStream();
    const large = newEvent({ text: 'x'.repeat(1024 * 1024 - 1_000) });
    await store.append(stream, 'no_stream', [large]);
    expect((await store.readStream(stream)).events[0]!.data).toEqual(large.data);
    expect(await failure(store.append(stream, 0, [newEvent({ text: 'x'.repeat(1024 * 1024) })]))).toMatchObject({
      name: 'EventTooLarge',
      limit: 1024 * 1024,
    });
  });

  it('gives back every character and structure of data and metadata', async () => {
    const { store } = world();
    const stream = newStream();
    const data = {
      name: 'Tỉnh Tuyên Quang',
      figure: '913216.20',
      odd: 'a\u0000b\u001ec"\\\n\t\u2028😀',
      nested: [{ a: [null, true, -0.5, 1e21] }],
      empty: {},
    };
    const event = { ...newEvent(data), metadata: { actor: { id: 'cán bộ' }, note: '\u001e' } };
    await store.append(stream, 'no_stream', [event]);
    expect((await store.readStream(stream)).events).toMatchObject([event]);
  });
}

function describeNeighbours(world: () => World): void {
  it('does not let a refused append disturb those that come with it', async () => {
    const { store } = world();
    const [streams, taken] = [Array.from({ length: 24 }, () => newStream()), newEvents(2)];
    await store.append(streams[1]!, 'no_stream', taken);
    const outcomes = await Promise.allSettled(
      streams.map((stream, n) => {
        if (n === 1) return store.append(stream, 'no_stream', [taken[0]!, newEvent()]);
        return store.append(stream, n % 3 === 0 ? 4 : 'no_stream', newEvents(2));
      }),
    );
    outcomes.forEach((outcome, n) => {
      if (n === 1) expect(outcome).toMatchObject({ reason: expect.any(EventIdConflict) as unknown });
      else if (n % 3 === 0) expect(outcome).toMatchObject({ reason: expect.any(WrongExpectedRevision) as unknown });
      else expect(outcome).toMatchObject({ value: { revision: 1 } });
    });
  });
}
