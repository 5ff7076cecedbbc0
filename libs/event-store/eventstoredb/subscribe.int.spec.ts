import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Drop } from '../../../test/support/eventstoredb/faults.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import { comparePositions, START, type EventBatch, type EventStore, type NewEvent, type Position } from '../event-store.js';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';

const event = (type = 'Noted', data: unknown = {}): NewEvent => ({ id: randomUUID(), type, data, metadata: {} });

let fake: FakeEventStoreDb;
let store: EventStore;
let lost: unknown[];

async function open(options: Partial<EventStoreDbOptions> = {}): Promise<EventStore> {
  const onLost = (reason: unknown) => lost.push(reason);
  return openEventStoreDb({ connectionString: fake.connectionString, timeoutMs: 20_000, attempts: 5, backoffMs: 10, onLost, ...options });
}

beforeEach(async () => {
  lost = [];
  fake = await startFakeEventStoreDb();
  store = await open();
});

afterEach(async () => {
  await store.close();
  await fake.stop();
}, 180_000);

/** Polls until the condition holds; the test's own time limit is the last resort. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

/** Appends so many events to several streams, and answers with their ids in the order of the log. */
async function written(count: number, category = 'note'): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const next = event();
    await store.append(`${category}-${i % 7}`, 'any', [next]);
    ids.push(next.id);
  }
  return ids;
}

/** Follows until `count` events came, handling each batch for `pauseMs`. */
async function follow(
  count: number,
  from: Position = START,
  batchSize = 10,
  pauseMs = 0,
): Promise<{ ids: string[]; batches: EventBatch[] }> {
  const [ids, batches]: [string[], EventBatch[]] = [[], []];
  for await (const batch of store.subscribe({ from, batchSize })) {
    if (pauseMs > 0) await sleep(pauseMs);
    batches.push(batch);
    ids.push(...batch.events.map(({ id }) => id));
    if (ids.length >= count) break;
  }
  return { ids, batches };
}

describe('a subscription that is lost', () => {
  test.each<Drop>(['cancelled', 'unknown', 'ended', 'reset'])('goes on by itself where it was, once and in order (%s)', async (how) => {
    const ids = await written(50);
    fake.faults.drops.push({ afterEvents: 0, how }, { afterEvents: 7, how }, { afterEvents: 20, how });
    expect((await follow(50)).ids).toEqual(ids);
    expect(lost).toHaveLength(3);
  });

  test.each<Drop>(['cancelled', 'reset'])('while its consumer is busy, too (%s)', async (how) => {
    const ids = await written(60);
    fake.faults.drops.push({ afterEvents: 25, how }, { afterEvents: 25, how });
    expect((await follow(60, START, 8, 15)).ids).toEqual(ids);
  });

  test('again and again, under sixteen writers, delivers each event once in the order of the log', async () => {
    const following = follow(800, START, 50);
    const dropping = setInterval(() => fake.dropSubscriptions((['cancelled', 'unknown', 'ended'] as const)[lost.length % 3]!), 25);
    const writer = async (n: number) => {
      for (let i = 0; i < 50; i++) await store.append(`note-${n}`, i === 0 ? 'no_stream' : i - 1, [event()]);
    };
    await Promise.all(Array.from({ length: 16 }, (_, n) => writer(n)));
    const { ids, batches } = await following;
    clearInterval(dropping);
    const inLog: string[] = [];
    for await (const { events } of store.readAll()) inLog.push(...events.map(({ id }) => id));
    expect(ids).toEqual(inLog);
    const positions = batches.flatMap(({ events }) => events.map(({ position }) => position));
    expect([...positions].sort(comparePositions)).toEqual(positions);
    expect(lost.length).toBeGreaterThan(2);
  });

  test('because the server died goes on when it is back', async () => {
    const first = await written(5);
    const following = follow(10);
    await sleep(50);
    await fake.kill();
    await sleep(50);
    await fake.start();
    const second = await written(5);
    expect((await following).ids).toEqual([...first, ...second]);
  });

  test('because it was never confirmed is tried again', async () => {
    await store.close();
    store = await open({ timeoutMs: 500, attempts: 20 });
    const ids = await written(3);
    fake.faults.unconfirmed = 2;
    expect((await follow(3)).ids).toEqual(ids);
    // A machine that is busy may be late with a confirmation, too.
    expect(lost.length).toBeGreaterThanOrEqual(2);
    expect(lost).toEqual(lost.map(() => expect.any(Error)));
  });
});

describe('`through`', () => {
  /** Ids of all events after a position, by a plain read. */
  async function after(from: Position): Promise<string[]> {
    const ids: string[] = [];
    for await (const { events } of store.readAll({ from })) ids.push(...events.map(({ id }) => id));
    return ids;
  }

  test('is never ahead of the events that were delivered, whatever the checkpoints say', async () => {
    const ids = await written(40);
    fake.faults.checkpointsAhead = 16;
    const { batches } = await follow(40, START, 6);
    let handled = 0;
    for (const { events, through } of batches) {
      handled += events.length;
      expect(await after(through)).toEqual(ids.slice(handled));
    }
  });

  test('saved before a crash skips nothing when it is used again', async () => {
    fake.faults.checkpointsAhead = 16;
    const ids = await written(40);
    const handled = new Set<string>();
    let saved = START;
    while (handled.size < ids.length) {
      let seen = 0;
      for await (const batch of store.subscribe({ from: saved, batchSize: 4 })) {
        // Every third batch is taken, but the process dies before it is handled.
        if (++seen % 3 === 0) break;
        for (const { id } of batch.events) handled.add(id);
        saved = batch.through;
      }
    }
    expect([...handled]).toEqual(ids);
  });

  test('moves over events that were not asked for', async () => {
    await written(20, 'other');
    const stop = new AbortController();
    for await (const { events, through, caughtUp } of store.subscribe({ filter: { categories: ['note'] }, signal: stop.signal })) {
      expect(events).toEqual([]);
      if (!caughtUp) continue;
      expect(through).toBe(await store.head());
      stop.abort();
    }
  });

  test('of a batch is the position of its last event', async () => {
    await written(20);
    for (const { events, through } of (await follow(20)).batches) expect(through).toBe(events.at(-1)?.position);
  });
});

test('an empty store is caught up, and says so once', async () => {
  const batches = store.subscribe()[Symbol.asyncIterator]();
  expect((await batches.next()).value).toEqual({ events: [], through: START, caughtUp: true });
  const next = batches.next();
  const [id] = await written(1);
  expect((await next).value).toMatchObject({ events: [{ id }], caughtUp: true });
  await batches.return?.(undefined);
});

test('a slow consumer is sent no more than it has room for', async () => {
  for (let i = 0; i < 40; i++)
    await store.append(
      `note-${i}`,
      'no_stream',
      Array.from({ length: 100 }, () => event('Noted', 'x'.repeat(2_000))),
    );
  const batches = store.subscribe({ batchSize: 50 })[Symbol.asyncIterator]();
  await batches.next();
  await sleep(300);
  // One batch handed over, one waiting, and what the streams and HTTP/2 windows between server and client hold.
  expect(fake.sentEvents).toBeLessThan(600);
  await batches.return?.(undefined);
});

describe('ends promptly', () => {
  /** Sooner than a pause before the next attempt ends; timers go off in order, however busy the machine is. */
  const promptly = async (ending: Promise<unknown>) => expect(await Promise.race([ending, sleep(4_000, 'late')])).toBeUndefined();

  let running: Promise<void>;

  /** Begins to follow and resolves when there is nothing more to follow. */
  async function idle(signal?: AbortSignal): Promise<void> {
    await new Promise<void>((caught) => {
      running = (async () => {
        for await (const { caughtUp } of store.subscribe(signal === undefined ? {} : { signal })) if (caughtUp) caught();
      })();
    });
  }

  test('when its signal aborts while it waits', async () => {
    const stop = new AbortController();
    await idle(stop.signal);
    stop.abort();
    await promptly(running);
    await until(() => fake.subscriptions === 0);
  });

  test('when its signal aborts while the server is away', async () => {
    await store.close();
    store = await open({ backoffMs: 5_000 });
    const stop = new AbortController();
    await idle(stop.signal);
    await fake.kill();
    await sleep(50);
    stop.abort();
    await promptly(running);
  });

  test('when the store is closed, and leaves no connection', async () => {
    await idle();
    await promptly(store.close());
    await promptly(running);
    await until(() => fake.connections === 0);
  });

  test('when its consumer leaves the loop', async () => {
    await written(30);
    await follow(10);
    await until(() => fake.subscriptions === 0);
  });

  test('before it begins, when its signal has aborted', async () => {
    await written(1);
    for await (const batch of store.subscribe({ signal: AbortSignal.abort() })) expect(batch).toBeUndefined();
    expect(fake.subscriptions).toBe(0);
  });
});
