import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import { StoreUnavailable } from '../errors.js';
import { START, type EventStore, type NewEvent } from '../event-store.js';
import { connect } from './client.js';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';

const event = (): NewEvent => ({ id: randomUUID(), type: 'Noted', data: {}, metadata: {} });
const events = (count: number): NewEvent[] => Array.from({ length: count }, event);

let fake: FakeEventStoreDb;
let store: EventStore;

async function open(options: Partial<EventStoreDbOptions> = {}): Promise<EventStore> {
  return openEventStoreDb({ connectionString: fake.connectionString, timeoutMs: 400, attempts: 3, backoffMs: 10, ...options });
}

beforeEach(async () => {
  fake = await startFakeEventStoreDb();
  store = await open();
});

afterEach(async () => {
  await store.close();
  await fake.stop();
});

test('a read that is not answered is made again', async () => {
  await store.append('note-1', 'no_stream', events(3));
  fake.faults.silentReads = 2;
  expect((await store.readStream('note-1')).events).toHaveLength(3);
});

test('a read that is never answered is given up', async () => {
  fake.faults.silentReads = 3;
  await expect(store.readStream('note-1')).rejects.toThrow(StoreUnavailable);
});

test.each(['readStream', 'readAll'] as const)(
  '%s of a server that is slow takes its time, for as long as it says something',
  async (read) => {
    await store.append('note-1', 'no_stream', events(20));
    fake.faults.readPauseMs = 40;
    let found = 0;
    if (read === 'readStream') found = (await store.readStream('note-1')).events.length;
    else for await (const batch of store.readAll()) found += batch.events.length;
    expect(found).toBe(20);
  },
);

test.each(['readStream', 'readAll'] as const)('%s that breaks off in the middle without a word is made again', async (read) => {
  await store.append('note-1', 'no_stream', events(20));
  // To read all one asks for the head first.
  fake.faults.stalledReads.push(...(read === 'readAll' ? [1_000] : []), 7, 7);
  let found = 0;
  if (read === 'readStream') found = (await store.readStream('note-1')).events.length;
  else for await (const batch of store.readAll()) found += batch.events.length;
  expect(found).toBe(20);
  expect(fake.faults.stalledReads).toEqual([]);
});

test('the head is the last event that is not of the system', async () => {
  expect(await store.head()).toBe(START);
  const { position } = await store.append('note-1', 'no_stream', events(2));
  for (let i = 0; i < 30; i++) fake.store.started();
  expect(await store.head()).toBe(position);
});

test('reading all ends at the head as of its start', async () => {
  await store.append('note-1', 'no_stream', events(25));
  let read = 0;
  for await (const batch of store.readAll({ batchSize: 10 })) {
    read += batch.events.length;
    await store.append(`more-${read}`, 'no_stream', events(10));
    expect(batch.caughtUp).toBe(read === 25);
  }
  expect(read).toBe(25);
});

test('reading all survives the death of the server between two pages', async () => {
  await store.append('note-1', 'no_stream', events(25));
  let read = 0;
  for await (const batch of store.readAll({ batchSize: 10 })) {
    read += batch.events.length;
    await fake.kill();
    await fake.start();
  }
  expect(read).toBe(25);
});

test('reading all goes on after any event, also within one append', async () => {
  await store.append('note-1', 'no_stream', events(5));
  const { events: all } = await store.readStream('note-1');
  for (const [i, { position }] of all.entries()) {
    const rest: string[] = [];
    for await (const batch of store.readAll({ from: position })) rest.push(...batch.events.map(({ id }) => id));
    expect(rest).toEqual(all.slice(i + 1).map(({ id }) => id));
  }
});

describe('opening and closing', () => {
  test('fails with one clear line when nobody answers', async () => {
    await fake.kill();
    const refused = await open().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect((refused as Error).message).toMatch(/^event store unavailable: .*ECONNREFUSED.*$/);
  });

  test('fails without repeating a connection string that may hold a password', async () => {
    const refused = await open({ connectionString: 'esdb://admin:s3cret@?tls' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect((refused as Error).message).not.toContain('s3cret');
  });

  test('finds a node by gossip', async () => {
    const found = await open({ connectionString: `esdb+discover://127.0.0.1:${fake.port}?tls=false`, timeoutMs: 2_000 });
    await expect(found.append('note-1', 'no_stream', events(1))).resolves.toMatchObject({ revision: 0 });
    await found.close();
    expect(fake.calls.get('gossip')).toBe(1);
  });

  test('ends also where the client waits for a stream that never says that it has finished', async () => {
    const connection = connect(fake.connectionString);
    const { disposableStreams } = connection.client as unknown as { disposableStreams: Set<Readable> };
    disposableStreams.add(new Readable({ read: () => undefined, destroy: () => undefined }));
    await connection.close();
    expect(connection.closing.aborted).toBe(true);
  });

  test('a closed store answers nothing', async () => {
    await store.close();
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await expect(store.append('note-1', 'any', events(1))).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
});
