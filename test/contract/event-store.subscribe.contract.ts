import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { comparePositions, type EventStore, type RecordedEvent } from '../../libs/event-store/event-store.js';
import { count, ids, newCategory, newEvent, newEvents, newStream, take, type World } from './event-store.world.js';

export function describeSubscribing(world: () => World): void {
  describe('subscribing', () => {
    describeFollowing(world);
    describeManyWriters(world);
    describeEnding(world);
    describeSlowConsumer(world);
  });
}

function describeFollowing(world: () => World): void {
  it('catches up from a position, then follows live', async () => {
    const { store } = world();
    const from = await store.head();
    const written = newEvents(7);
    await store.append(newStream(), 'any', written.slice(0, 5));
    const live: boolean[] = [];
    const following = take(store.subscribe({ from, batchSize: 2 }), (events, { caughtUp }) => (live.push(caughtUp), events.length === 7));
    while (!live.includes(true)) await sleep(10);
    await store.append(newStream(), 'any', written.slice(5));
    expect(ids(await following)).toEqual(ids(written));
    expect(live[0]).toBe(false);
  });

  it('tells that it has caught up when there is nothing to read', async () => {
    const { store } = world();
    const from = await store.head();
    expect(await take(store.subscribe({ from }), (_, { caughtUp }) => caughtUp)).toEqual([]);
    expect(await take(store.subscribe({ from, filter: { categories: [newCategory()] } }), (_, { caughtUp }) => caughtUp)).toEqual([]);
  });

  it('delivers only the asked categories and types', async () => {
    const { store } = world();
    const from = await store.head();
    const [category, other] = [newCategory(), newCategory()];
    const following = take(store.subscribe({ from, filter: { categories: [category], types: ['Wanted'] } }), count(4));
    const wanted: string[] = [];
    for (let n = 0; n < 4; n++) {
      const event = newEvent({ n }, 'Wanted');
      wanted.push(event.id);
      await store.append(newStream(other), 'any', [newEvent({}, 'Wanted')]);
      await store.append(newStream(category), 'any', [newEvent({}, 'Unwanted'), event]);
    }
    expect(ids(await following)).toEqual(wanted);
  });

  it('goes on after the position through which a batch was handled, skipping and doubling nothing', async () => {
    const { store } = world();
    let from = await store.head();
    const category = newCategory();
    const written = newEvents(23);
    for (const event of written)
      await store.appendAll([
        { stream: newStream(category), expected: 'no_stream', events: [event] },
        { stream: newStream(), expected: 'no_stream', events: newEvents(1) },
      ]);
    const seen: string[] = [];
    while (seen.length < written.length) {
      const batches = store.subscribe({ from, batchSize: 3, filter: { categories: [category] } });
      seen.push(...ids(await take(batches, (_, { through }) => ((from = through), true))));
    }
    expect(seen).toEqual(ids(written));
  });
}

/** Sixteen writers on four clients; returns what was appended, each writer's in its order. */
async function writeConcurrently(world: World, category: string): Promise<string[][]> {
  const stores = await Promise.all(Array.from({ length: 4 }, () => world.harness.open()));
  try {
    return await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        const store = stores[writer % 4]!;
        const [stream, own] = [newStream(category), newEvents(30)];
        for (let n = 0; n < 30; n += 1 + (n % 3)) {
          await store.append(stream, n === 0 ? 'no_stream' : n - 1, own.slice(n, n + 1 + (n % 3)));
        }
        return ids(own);
      }),
    );
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** Each written event came once, each writer's in its order, all by growing position. */
function expectAllInOrder(read: readonly RecordedEvent[], written: readonly string[][]): void {
  expect(read).toHaveLength(written.flat().length);
  const place = new Map(read.map(({ id }, n) => [id, n]));
  for (const own of written) {
    const places = own.map((id) => place.get(id)!);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(undefined);
  }
  read.forEach(({ position }, n) => expect(n === 0 || comparePositions(position, read[n - 1]!.position) > 0).toBe(true));
}

function describeManyWriters(world: () => World): void {
  it('skips and doubles nothing under sixteen concurrent writers, read fast, slowly, and after the fact', async () => {
    const { store } = world();
    const [from, category] = [await store.head(), newCategory()];
    const filter = { categories: [category] };
    const fast = take(store.subscribe({ from, filter }), count(480));
    const unfiltered = take(store.subscribe({ from, batchSize: 7 }), count(480));
    const slow = (async () => {
      const events: RecordedEvent[] = [];
      for await (const batch of store.subscribe({ from, filter, batchSize: 50 })) {
        await sleep(20);
        if (events.push(...batch.events) >= 480) break;
      }
      return events;
    })();
    const written = await writeConcurrently(world(), category);
    const after = await take(store.readAll({ from, filter }), () => false);
    for (const read of [await fast, await unfiltered, await slow, after]) expectAllInOrder(read, written);
    expect(ids(await fast)).toEqual(ids(after));
  });

  it('does not skip an append that began early and commits late', async () => {
    const { harness, store } = world();
    if (harness.beginAppend === undefined) return;
    const [from, late, others] = [await store.head(), newEvents(2), newEvents(3)];
    const following = take(store.subscribe({ from }), count(5));
    const early = await harness.beginAppend(newStream(), late);
    const appending = Promise.all(others.map((event) => store.append(newStream(), 'no_stream', [event])));
    await sleep(300);
    await early.commit();
    await appending;
    const read = ids(await following);
    expect([...read].sort()).toEqual(ids([...late, ...others]).sort());
    expect(ids(await take(store.readAll({ from }), () => false))).toEqual(read);
  });
}

function describeEnding(world: () => World): void {
  async function endOf(store: EventStore, from: string, signal: AbortSignal, then: () => void): Promise<number> {
    let began = Number.NaN;
    const ended = take(store.subscribe({ from, signal }), (_, { caughtUp }) => {
      if (caughtUp && Number.isNaN(began)) setTimeout(() => ((began = Date.now()), then()), 100);
      return false;
    });
    await ended;
    return Date.now() - began;
  }

  it('ends soon after its signal aborts, without an error', async () => {
    const { store } = world();
    const abort = new AbortController();
    expect(await endOf(store, await store.head(), abort.signal, () => abort.abort())).toBeLessThan(500);
    expect(await take(store.subscribe({ signal: AbortSignal.abort() }), () => false)).toEqual([]);
  });

  it('ends when the store closes', async () => {
    const store = await world().harness.open();
    let closing: Promise<void> | undefined;
    await endOf(store, await store.head(), new AbortController().signal, () => (closing = store.close()));
    await closing;
  });

  it('leaves the store usable when the consumer breaks off or fails', async () => {
    const { store } = world();
    const from = await store.head();
    await store.append(newStream(), 'any', newEvents(3));
    await take(store.subscribe({ from, batchSize: 1 }), count(1));
    const failing = async () => {
      for await (const batch of store.subscribe({ from })) throw new Error(`cannot handle ${batch.events.length}`);
    };
    await expect(failing()).rejects.toThrow('cannot handle');
    expect(await take(store.subscribe({ from }), count(3))).toHaveLength(3);
  });
}

const MEBIBYTE = 1024 * 1024;

function describeSlowConsumer(world: () => World): void {
  it('keeps memory bounded while its consumer is slow', async () => {
    const store = await world().harness.open();
    const abort = new AbortController();
    try {
      const [from, category] = [await store.head(), newCategory()];
      for (let n = 0; n < 160; n += 2) {
        const events = [0, 1].map((part) => newEvent({ n: n + part, text: String.fromCharCode(97 + (n % 26)).repeat(480 * 1024) }));
        await Promise.all(events.map((event) => store.append(newStream(category), 'no_stream', [event])));
      }
      const before = memory();
      const subscription = store.subscribe({ from, filter: { categories: [category] }, signal: abort.signal })[Symbol.asyncIterator]();
      const first = await subscription.next();
      await sleep(1_000);
      expect(memory() - before).toBeLessThan(48 * MEBIBYTE);
      const numbers = first.done === true ? [] : first.value.events.map(({ data }) => (data as { n: number }).n);
      while (numbers.length < 160) {
        const next = await subscription.next();
        if (next.done !== true) numbers.push(...next.value.events.map(({ data }) => (data as { n: number }).n));
      }
      expect(new Set(numbers).size).toBe(160);
    } finally {
      abort.abort();
      await store.close();
    }
  });
}

/** Bytes that this process holds for JavaScript, after a collection. */
function memory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function collectGarbage(): void {
  v8.setFlagsFromString('--expose-gc');
  (vm.runInNewContext('gc') as () => void)();
}
