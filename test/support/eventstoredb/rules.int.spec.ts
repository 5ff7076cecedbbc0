import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  excludeSystemEvents,
  jsonEvent,
  START,
  type AllStreamResolvedEvent,
  type Position,
} from '@eventstore/db-client';
import { startFakeEventStoreDb, type FakeEventStoreDb, type FakeOptions } from './server.js';

/**
 * The rules of the real server, one test each, asked over the wire by the official client. They hold the fake to its word, and with
 * TIENDO_TEST_ESDB_URL they hold the rules themselves to a real server.
 */
const realUrl = process.env.TIENDO_TEST_ESDB_URL;

const event = (id: string = randomUUID(), bytes = 0) => jsonEvent({ id, type: 'Noted', data: { filling: 'x'.repeat(bytes) } });
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const events = (of: readonly string[]) => of.map((id) => event(id));
const stream = (): string => `rule-${randomUUID()}`;

async function idsOf(client: EventStoreDBClient, name: string): Promise<string[]> {
  const found: string[] = [];
  for await (const resolved of client.readStream(name)) found.push(resolved.event!.id);
  return found;
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The first call after a crash may still find the broken connection, which the process shares. */
async function reconnected<T>(call: () => Promise<T>): Promise<T> {
  return call().catch(() => call());
}

async function outcome(action: Promise<unknown>): Promise<unknown> {
  const fields = ['type', 'actualVersion', 'streamName', 'maxAppendSize', 'leader'];
  return action.then(
    () => 'success',
    (error: Record<string, unknown>) => Object.fromEntries(fields.filter((f) => error[f] !== undefined).map((f) => [f, error[f]])),
  );
}

describe.each(realUrl === undefined ? ['the fake'] : ['the fake', 'the real server'])('%s', (which) => {
  let fake: FakeEventStoreDb | undefined;
  let client: EventStoreDBClient;

  async function reopen(options: FakeOptions = {}): Promise<void> {
    await client?.dispose();
    await fake?.stop();
    if (which === 'the fake') fake = await startFakeEventStoreDb(options);
    client = EventStoreDBClient.connectionString(fake?.connectionString ?? realUrl!);
  }

  beforeAll(() => reopen());
  afterAll(async () => {
    await client.dispose();
    await fake?.stop();
  });

  describe('an exact revision and no_stream', () => {
    test('expect the revision before the append; the first event has revision 0', async () => {
      const name = stream();
      expect(await client.appendToStream(name, events(ids(2)), { expectedRevision: 'no_stream' })).toMatchObject({
        nextExpectedRevision: 1n,
      });
      expect(await client.appendToStream(name, event(), { expectedRevision: 1n })).toMatchObject({ nextExpectedRevision: 2n });
      const wrong = { type: 'wrong-expected-version', streamName: name, actualVersion: 2n };
      expect(await outcome(client.appendToStream(name, event(), { expectedRevision: 7n }))).toEqual(wrong);
      expect(await outcome(client.appendToStream(name, event(), { expectedRevision: 0n }))).toEqual(wrong);
      expect(await outcome(client.appendToStream(stream(), event(), { expectedRevision: 0n }))).toMatchObject({
        actualVersion: 'no_stream',
      });
    });

    test('know a repetition again, wherever the stream is by now, and answer as the first time', async () => {
      const [name, repeated] = [stream(), ids(2)];
      await client.appendToStream(name, event(), { expectedRevision: 'no_stream' });
      const first = await client.appendToStream(name, events(repeated), { expectedRevision: 0n });
      await client.appendToStream(name, event(), { expectedRevision: 2n });
      expect(await client.appendToStream(name, events(repeated), { expectedRevision: 0n })).toEqual(first);
      expect(await idsOf(client, name)).toHaveLength(4);
    });

    test('refuse a repetition that differs, at its first event or at a later one, in the same words', async () => {
      const [name, written] = [stream(), ids(2)];
      await client.appendToStream(name, events(written), { expectedRevision: 'no_stream' });
      const wrong = { type: 'wrong-expected-version', streamName: name, actualVersion: 1n };
      for (const repeated of [
        [ids(1)[0]!, written[1]!],
        [written[0]!, ...ids(1)],
        [...written, ...ids(1)],
      ]) {
        expect(await outcome(client.appendToStream(name, events(repeated), { expectedRevision: 'no_stream' }))).toEqual(wrong);
      }
      expect(await idsOf(client, name)).toEqual(written);
    });

    test('write an id again when the stream is where it is expected', async () => {
      const [name, [id]] = [stream(), ids(1)];
      await client.appendToStream(name, event(id), { expectedRevision: 'no_stream' });
      await client.appendToStream(name, event(id), { expectedRevision: 0n });
      expect(await idsOf(client, name)).toEqual([id, id]);
    });
  });

  describe('any and stream_exists', () => {
    test.each(['any', 'stream_exists'] as const)('%s knows a repetition again', async (expectedRevision) => {
      const [name, repeated] = [stream(), ids(2)];
      await client.appendToStream(name, event(), { expectedRevision: 'no_stream' });
      const first = await client.appendToStream(name, events(repeated), { expectedRevision });
      await client.appendToStream(name, event());
      expect(await client.appendToStream(name, events(repeated), { expectedRevision })).toEqual(first);
      expect(await idsOf(client, name)).toHaveLength(4);
    });

    test('any refuses a repetition of which a later event is new, and writes one of which the first is new', async () => {
      const [name, [known]] = [stream(), ids(1)];
      await client.appendToStream(name, event(known));
      expect(await outcome(client.appendToStream(name, [event(known), event()]))).toMatchObject({ type: 'wrong-expected-version' });
      expect(await outcome(client.appendToStream(name, [event(), event(known)]))).toBe('success');
      expect(await idsOf(client, name)).toHaveLength(3);
    });

    test('an id known from another stream is new', async () => {
      const [one, other, [id]] = [stream(), stream(), ids(1)];
      await client.appendToStream(one, event(id));
      await client.appendToStream(other, event(id));
      expect(await idsOf(client, other)).toEqual([id]);
    });

    test('stream_exists needs a stream, or at least its metadata', async () => {
      const name = stream();
      const append = () => client.appendToStream(name, event(), { expectedRevision: 'stream_exists' });
      expect(await outcome(append())).toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
      await client.setStreamMetadata(name, { note: 'only metadata' } as never);
      expect(await outcome(append())).toBe('success');
    });
  });

  test('an append of nothing behind the stream is a wrong expected version', async () => {
    const name = stream();
    await client.appendToStream(name, events(ids(2)));
    expect(await outcome(client.appendToStream(name, [], { expectedRevision: 0n }))).toMatchObject({ actualVersion: 1n });
    expect(await outcome(client.appendToStream(name, [], { expectedRevision: 1n }))).toBe('success');
    expect(await idsOf(client, name)).toHaveLength(2);
  });

  test('all events of an append together count against its size', async () => {
    const two = [event(randomUUID(), 600_000), event(randomUUID(), 600_000)];
    expect(await outcome(client.appendToStream(stream(), two))).toEqual({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1024 * 1024,
    });
    expect(await outcome(client.appendToStream(stream(), two[0]!))).toBe('success');
  });

  describe('a tombstoned stream', () => {
    test('refuses everything as deleted, before anything else is looked at', async () => {
      const [name, written] = [stream(), ids(1)];
      await client.appendToStream(name, events(written), { expectedRevision: 'no_stream' });
      await client.tombstoneStream(name);
      for (const expectedRevision of ['no_stream', 'any', 'stream_exists', 0n, 5n] as const) {
        expect(await outcome(client.appendToStream(name, events(written), { expectedRevision }))).toMatchObject({ type: 'stream-deleted' });
      }
      expect(await outcome(idsOf(client, name))).toEqual({ type: 'stream-deleted', streamName: name });
    });
  });

  describe('a soft-deleted stream', () => {
    async function deleted(): Promise<{ name: string; written: string[] }> {
      const [name, written] = [stream(), ids(2)];
      await client.appendToStream(name, events(written), { expectedRevision: 'no_stream' });
      await client.deleteStream(name);
      return { name, written };
    }

    test('is not found, and stream_exists finds it deleted', async () => {
      const { name } = await deleted();
      expect(await outcome(idsOf(client, name))).toMatchObject({ type: 'stream-not-found' });
      const append = client.appendToStream(name, event(), { expectedRevision: 'stream_exists' });
      expect(await outcome(append)).toMatchObject({ type: 'stream-deleted' });
    });

    test.each(['no_stream', 'any', 1n] as const)(
      'is written again by %s; revisions go on and the old events stay hidden',
      async (expectedRevision) => {
        const { name } = await deleted();
        const [id] = ids(1);
        expect(await client.appendToStream(name, event(id), { expectedRevision })).toMatchObject({ nextExpectedRevision: 2n });
        expect(await idsOf(client, name)).toEqual([id]);
      },
    );

    test('still knows the repetition of its first append, and has no position for it', async () => {
      const { name, written } = await deleted();
      const again = await client.appendToStream(name, events(written), { expectedRevision: 'no_stream' });
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n });
      expect(again.position).toBeUndefined();
      expect(await outcome(idsOf(client, name))).toMatchObject({ type: 'stream-not-found' });
    });
  });

  describe('reading a stream', () => {
    const name = stream();
    const written = ids(100);
    beforeAll(() => client.appendToStream(name, events(written)));

    async function revisions(options: Parameters<EventStoreDBClient['readStream']>[1]): Promise<number[]> {
      const found: number[] = [];
      for await (const resolved of client.readStream(name, options)) found.push(Number(resolved.event!.revision));
      return found;
    }

    test('forwards begins with the asked revision and ends at the end', async () => {
      expect(await revisions({ fromRevision: 97n })).toEqual([97, 98, 99]);
      expect(await revisions({ fromRevision: 40n, maxCount: 2 })).toEqual([40, 41]);
      expect(await revisions({ fromRevision: 100n })).toEqual([]);
      expect(await revisions({})).toHaveLength(100);
    });

    test('backwards begins with the asked revision, or the last one', async () => {
      expect(await revisions({ direction: BACKWARDS, fromRevision: END, maxCount: 2 })).toEqual([99, 98]);
      expect(await revisions({ direction: BACKWARDS, fromRevision: 1n })).toEqual([1, 0]);
      expect(await revisions({ direction: BACKWARDS, fromRevision: 500n, maxCount: 1 })).toEqual([99]);
    });

    test('gives an event its place in $all, its instant and its JSON', async () => {
      const [one] = await collected(client.readStream(name, { maxCount: 1 }));
      expect(one!.event).toMatchObject({ id: written[0], type: 'Noted', isJson: true, data: { filling: '' }, streamId: name });
      expect(one!.event).toMatchObject({ position: { commit: expect.any(BigInt), prepare: expect.any(BigInt) } });
      expect(Math.abs(one!.event!.created.getTime() - Date.now())).toBeLessThan(60_000);
    });
  });

  describe('$all', () => {
    const name = stream();
    let last: Position;
    let positions: Position[];

    beforeAll(async () => {
      last = (await client.appendToStream(name, events(ids(40)))).position!;
      const read = await collected(client.readStream(name));
      positions = read.map(({ event: recorded }) => (recorded as unknown as { position: Position }).position);
    });

    const all = async (options: Parameters<EventStoreDBClient['readAll']>[0]): Promise<AllStreamResolvedEvent[]> =>
      collected(client.readAll(options));

    test('holds each event at its own growing place; an append answers with that of its last', () => {
      expect(positions.at(-1)).toEqual(last);
      for (const [i, { commit, prepare }] of positions.entries()) {
        expect(prepare).toBe(commit);
        if (i > 0) expect(commit).toBeGreaterThan(positions[i - 1]!.commit);
      }
    });

    test('read forwards begins with the event at the position', async () => {
      const found = await all({ fromPosition: positions[37]!, maxCount: 2 });
      expect(found.map(({ event: recorded }) => recorded!.revision)).toEqual([37n, 38n]);
    });

    test('read backwards begins before the position', async () => {
      const found = await all({ fromPosition: positions[37]!, direction: BACKWARDS, maxCount: 2 });
      expect(found.map(({ event: recorded }) => recorded!.revision)).toEqual([36n, 35n]);
    });

    test('holds the system events too', async () => {
      const found = await all({ fromPosition: START, maxCount: 5 });
      expect(found.some(({ event: recorded }) => recorded!.type.startsWith('$'))).toBe(true);
    });

    test('followed from a position, begins after it, catches up, says so and goes on', async () => {
      const marks: unknown[] = [];
      const subscription = client.subscribeToAll({ fromPosition: positions[37]!, filter: excludeSystemEvents() });
      subscription.on('confirmation', () => marks.push('confirmed'));
      subscription.on('caughtUp', () => marks.push('caught up'));
      const iterator = subscription[Symbol.asyncIterator]();
      const next = async () => ((await iterator.next()).value as AllStreamResolvedEvent).event;
      const mine = async () => {
        for (;;) {
          const found = await next();
          if (found?.streamId === name) return found.revision;
        }
      };
      expect(await mine()).toBe(38n);
      expect(await mine()).toBe(39n);
      const { nextExpectedRevision } = await client.appendToStream(name, event());
      expect(await mine()).toBe(nextExpectedRevision);
      expect(marks).toEqual(['confirmed', 'caught up']);
      await subscription.unsubscribe();
    });
  });

  const onlyOnTheFake = which === 'the fake' ? describe : describe.skip;

  onlyOnTheFake('after a restart (cannot be made on a server that is not ours)', () => {
    test('an exact revision and no_stream still know a repetition, any and stream_exists do not', async () => {
      const [byIndex, byCache, repeated] = [stream(), stream(), ids(2)];
      const first = await client.appendToStream(byIndex, events(repeated), { expectedRevision: 'no_stream' });
      await client.appendToStream(byCache, events(repeated));
      await fake!.kill();
      await fake!.start();
      const again = () => client.appendToStream(byIndex, events(repeated), { expectedRevision: 'no_stream' });
      expect(await reconnected(again)).toEqual(first);
      await client.appendToStream(byCache, events(repeated));
      expect(await idsOf(client, byIndex)).toEqual(repeated);
      expect(await idsOf(client, byCache)).toEqual([...repeated, ...repeated]);
    });
  });

  onlyOnTheFake('with a small cache of ids (the real one is 8 MiB)', () => {
    test('any forgets the oldest ids', async () => {
      const { Store } = await import('./store.js');
      await reopen({ store: new Store(500) });
      const [name, [oldest, newest]] = [stream(), ids(2)];
      await client.appendToStream(name, event(oldest));
      for (let i = 0; i < 10; i++) await client.appendToStream(name, event());
      await client.appendToStream(name, event(newest));
      for (const id of [oldest, newest]) await client.appendToStream(name, event(id));
      const written = await idsOf(client, name);
      expect(written.filter((id) => id === oldest)).toHaveLength(2);
      expect(written.filter((id) => id === newest)).toHaveLength(1);
    });
  });

  onlyOnTheFake('its checkpoints (their rhythm depends on what else is written)', () => {
    test('come once in so many considered events, filtered out or not', async () => {
      await reopen();
      for (let i = 0; i < 64; i++) await client.appendToStream(stream(), event());
      const checkpoints: Position[] = [];
      const filter = { ...excludeSystemEvents({ maxSearchWindow: 8, checkpointInterval: 2 }), checkpointReached: reached };
      function reached(_: unknown, position: Position): void {
        checkpoints.push(position);
      }
      const subscription = client.subscribeToAll({ filter });
      let seen = 0;
      for await (const resolved of subscription) if (resolved.event && ++seen === 64) break;
      // 64 events and the two system events of a new server, one checkpoint after each 16.
      expect(checkpoints).toHaveLength(4);
    });
  });

  onlyOnTheFake('a client that does not read', () => {
    test('is sent no more than it takes', async () => {
      await reopen();
      for (let i = 0; i < 5; i++)
        await client.appendToStream(
          stream(),
          Array.from({ length: 100 }, () => event(randomUUID(), 2_000)),
        );
      const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
      await new Promise((resolve) => subscription.once('readable', resolve));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(fake!.sentEvents).toBeGreaterThan(0);
      expect(fake!.sentEvents).toBeLessThan(400);
      await subscription.unsubscribe();
    });
  });
});
