import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { AppendFault } from '../../../test/support/eventstoredb/faults.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import { EventIdConflict, EventTooLarge, StoreUnavailable, StreamDeleted, WrongExpectedRevision } from '../errors.js';
import type { EventStore, NewEvent } from '../event-store.js';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';

const patient = { timeoutMs: 20_000, attempts: 3, backoffMs: 10 };
/** Notices soon that nobody answers. On a busy machine the next attempt may be too late for it, too, hence many. */
const impatient = { timeoutMs: 400, attempts: 20 };

const event = (data: unknown = {}): NewEvent => ({ id: randomUUID(), type: 'Noted', data, metadata: { by: 'test' } });
const stream = (): string => `append-${randomUUID()}`;

/** Polls until the condition holds; the test's own time limit is the last resort. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

let fake: FakeEventStoreDb;
const opened: EventStore[] = [];

async function open(options: Partial<EventStoreDbOptions> = {}): Promise<EventStore> {
  const store = await openEventStoreDb({ connectionString: fake.connectionString, ...patient, ...options });
  opened.push(store);
  return store;
}

async function idsOf(store: EventStore, name: string): Promise<string[]> {
  return (await store.readStream(name)).events.map(({ id }) => id);
}

beforeEach(async () => {
  fake = await startFakeEventStoreDb();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await fake.stop();
});

describe('an append that is not answered as it should be', () => {
  const passing: AppendFault[] = [
    'hang-before-write',
    'hang-after-write',
    'reset-before-write',
    'reset-after-write',
    'timeout-before-write',
    'timeout-after-write',
    'not-ready',
    'not-leader',
    'no-leader',
  ];

  test.each(passing)('is made again with the same ids and written once (%s)', async (fault) => {
    const hangs = fault.startsWith('hang');
    const store = await open(hangs ? impatient : {});
    const [name, events] = [stream(), [event(), event()]];
    fake.faults.appends.push(fault);
    const result = await store.append(name, 'no_stream', events);
    expect(result.revision).toBe(1);
    expect(result.position).toBe((await store.readStream(name)).events[1]!.position);
    expect(await idsOf(store, name)).toEqual(events.map(({ id }) => id));
    if (hangs) expect(fake.calls.get('append')).toBeGreaterThanOrEqual(2);
    else expect(fake.calls.get('append')).toBe(2);
  });

  test.each(['any', 'stream_exists', 0] as const)('is written once by %s too, while the server remembers the ids', async (expected) => {
    const store = await open(impatient);
    const [name, first, repeated] = [stream(), event(), event()];
    await store.append(name, 'no_stream', [first]);
    fake.faults.appends.push('hang-after-write');
    await store.append(name, expected, [repeated]);
    expect(await idsOf(store, name)).toEqual([first.id, repeated.id]);
  });

  test('can be written twice by any when the server restarts in between: that is the limit of any', async () => {
    const store = await open({ attempts: 20 });
    const [name, repeated] = [stream(), event()];
    fake.faults.appends.push('hang-after-write');
    const appending = store.append(name, 'any', [repeated]);
    await until(() => fake.calls.get('append') === 1);
    await fake.kill();
    await fake.start();
    await appending;
    expect(await idsOf(store, name)).toEqual([repeated.id, repeated.id]);
  });

  test('is given up in the end', async () => {
    const store = await open({ ...impatient, attempts: 5 });
    fake.faults.appends.push(...Array<AppendFault>(5).fill('hang-before-write'));
    await expect(store.append(stream(), 'no_stream', [event()])).rejects.toThrow(StoreUnavailable);
    expect(fake.calls.get('append')).toBeLessThanOrEqual(5);
  });

  test('is given up when the server is away, and the same store works when it is back', async () => {
    const store = await open();
    await fake.kill();
    await expect(store.append(stream(), 'no_stream', [event()])).rejects.toThrow(StoreUnavailable);
    await fake.start();
    await expect(store.append(stream(), 'no_stream', [event()])).resolves.toMatchObject({ revision: 0 });
  });

  test('goes to the leader when another node leads', async () => {
    const leader = await startFakeEventStoreDb({ store: fake.store });
    const store = await open();
    fake.faults.leader = { host: '127.0.0.1', port: leader.port };
    fake.faults.appends.push('not-leader');
    for (let i = 0; i < 3; i++) await store.append(stream(), 'no_stream', [event()]);
    expect([fake.calls.get('append'), leader.calls.get('append')]).toEqual([1, 3]);
    await store.close();
    await leader.stop();
  });

  test('does not concern another store of the same process', async () => {
    const other = await startFakeEventStoreDb();
    const [store, otherStore] = [await open(), await open({ connectionString: other.connectionString })];
    other.faults.appends.push('slow-answer');
    const waiting = otherStore.append(stream(), 'no_stream', [event()]);
    fake.faults.appends.push('reset-after-write');
    await store.append(stream(), 'no_stream', [event()]);
    await expect(waiting).resolves.toMatchObject({ revision: 0 });
    expect(other.calls.get('append')).toBe(1);
    await otherStore.close();
    await other.stop();
  });

  test('ends at once when the store is closed, and leaves no connection', async () => {
    const store = await open({ timeoutMs: 60_000 });
    fake.faults.appends.push('hang-before-write');
    const appending = store.append(stream(), 'no_stream', [event()]);
    const refused = expect(appending).rejects.toThrow(StoreUnavailable);
    await until(() => fake.calls.get('append') === 1);
    await store.close();
    await refused;
    await until(() => fake.connections === 0);
  });
});

describe('an append that is refused', () => {
  test('tells the revision that the stream has', async () => {
    const store = await open();
    const name = stream();
    await expect(store.append(name, 0, [event()])).rejects.toMatchObject({ name: 'WrongExpectedRevision', expected: 0, actual: null });
    await expect(store.append(name, 'stream_exists', [event()])).rejects.toMatchObject({ actual: null });
    await store.append(name, 'no_stream', [event(), event()]);
    await expect(store.append(name, 'no_stream', [event()])).rejects.toMatchObject({ expected: 'no_stream', actual: 1 });
    await expect(store.append(name, 0, [event()])).rejects.toBeInstanceOf(WrongExpectedRevision);
    await expect(store.append(name, 5, [event()])).rejects.toMatchObject({ expected: 5, actual: 1 });
  });

  test.each(['no_stream', 'any', 'stream_exists'] as const)(
    'as a repetition that differs is told apart from that (%s)',
    async (expected) => {
      const store = await open();
      const [name, written] = [stream(), [event(), event()]];
      await store.append(name, 'no_stream', written);
      await expect(store.append(name, expected, [written[0]!, event()])).rejects.toThrow(EventIdConflict);
      await expect(store.append(name, expected, [...written, event()])).rejects.toThrow(EventIdConflict);
      expect(await idsOf(store, name)).toHaveLength(2);
    },
  );

  test('because the stream was deleted says so', async () => {
    const store = await open();
    const client = EventStoreDBClient.connectionString(fake.connectionString);
    const [tombstoned, softly, first] = [stream(), stream(), event()];
    await store.append(tombstoned, 'no_stream', [event()]);
    await store.append(softly, 'no_stream', [first]);
    await client.tombstoneStream(tombstoned);
    await client.deleteStream(softly);
    await client.dispose();
    await expect(store.append(tombstoned, 'any', [event()])).rejects.toThrow(StreamDeleted);
    await expect(store.readStream(tombstoned)).rejects.toThrow(StreamDeleted);
    await expect(store.append(softly, 'no_stream', [first])).rejects.toThrow(StreamDeleted);
    await expect(store.append(softly, 'no_stream', [event()])).resolves.toMatchObject({ revision: 1 });
  });

  test('for its size is not even sent; all events of the append count', async () => {
    const store = await open({ maxAppendBytes: 2_000 });
    const large = [event('x'.repeat(1_200)), event('x'.repeat(1_200))];
    await expect(store.append(stream(), 'no_stream', large)).rejects.toMatchObject({ name: 'EventTooLarge', limit: 2_000 });
    expect(fake.calls.get('append')).toBeUndefined();
    await expect(store.append(stream(), 'no_stream', large.slice(1))).resolves.toMatchObject({ revision: 0 });
  });

  test('for the lower limit of the server tells that limit', async () => {
    const store = await open({ maxAppendBytes: 3 * 1024 * 1024 });
    const appending = store.append(stream(), 'no_stream', [event('x'.repeat(2 * 1024 * 1024))]);
    await expect(appending).rejects.toMatchObject({ name: 'EventTooLarge', limit: 1024 * 1024 });
    await expect(appending).rejects.toBeInstanceOf(EventTooLarge);
  });

  test('for what is not JSON throws before anything is sent', async () => {
    const store = await open();
    for (const data of [1n, undefined, () => 1]) {
      await expect(store.append(stream(), 'no_stream', [event({}), { ...event(), data }])).rejects.toThrow(TypeError);
    }
    expect(fake.calls.get('append')).toBeUndefined();
  });
});

test('uses neither batches nor server features, whatever the server offers', async () => {
  const store = await open();
  await store.append(stream(), 'no_stream', [event()]);
  expect([...fake.calls.keys()].sort()).toEqual(['append', 'read']);
});

test('a refused append throws even when the connection string says otherwise', async () => {
  const store = await open({ connectionString: `${fake.connectionString}&throwOnAppendFailure=false` });
  await expect(store.append(stream(), 0, [event()])).rejects.toThrow(WrongExpectedRevision);
});

test('a thousand appends at once wait for their turn', async () => {
  const store = await open();
  const appends = Array.from({ length: 1_000 }, () => store.append(stream(), 'no_stream', [event()]));
  expect(new Set((await Promise.all(appends)).map(({ position }) => position)).size).toBe(1_000);
  expect(fake.calls.get('append')).toBe(1_000);
});
