import { randomUUID } from 'node:crypto';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import { StoreUnavailable } from '../errors.js';
import { START, type EventStore, type NewEvent } from '../event-store.js';
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

describe('opening', () => {
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

  test('a closed store answers nothing', async () => {
    await store.close();
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await expect(store.append('note-1', 'any', events(1))).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
});
