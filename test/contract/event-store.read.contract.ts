import { randomUUID } from 'node:crypto';
import { comparePositions, START } from '../../libs/event-store/event-store.js';
import { ids, newCategory, newEvent, newEvents, newStream, take, type World } from './event-store.world.js';

const toTheEnd = (): boolean => false;

export function describeReading(world: () => World): void {
  describe('reading', () => {
    describeOneStream(world);
    describeManyStreams(world);
    describeAll(world);
  });
}

function describeOneStream(world: () => World): void {
  it('reads a stream forward and backward, from a revision, up to a limit', async () => {
    const { store } = world();
    const [stream, events] = [newStream(), newEvents(6)];
    await store.append(stream, 'no_stream', events);
    const revisions = async (options: Parameters<typeof store.readStream>[1]) =>
      (await store.readStream(stream, options)).events.map(({ revision }) => revision);
    expect(await revisions({})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await revisions({ from: 2, limit: 3 })).toEqual([2, 3, 4]);
    expect(await revisions({ from: 4 })).toEqual([4, 5]);
    expect(await revisions({ limit: 1 })).toEqual([0]);
    expect(await revisions({ direction: 'backward' })).toEqual([5, 4, 3, 2, 1, 0]);
    expect(await revisions({ direction: 'backward', limit: 1 })).toEqual([5]);
    expect(await revisions({ direction: 'backward', from: 2, limit: 2 })).toEqual([2, 1]);
  });

  it('tells a stream that was never written from an empty range of one that was', async () => {
    const { store } = world();
    const stream = newStream();
    await store.append(stream, 'no_stream', newEvents(2));
    expect(await store.readStream(stream, { from: 2 })).toEqual({ found: true, events: [] });
    expect(await store.readStream(newStream())).toEqual({ found: false, events: [] });
    expect(await store.readStream(newStream(), { from: 3, limit: 1 })).toEqual({ found: false, events: [] });
    expect(await store.readStream(newStream(), { direction: 'backward', limit: 1 })).toEqual({ found: false, events: [] });
  });
}

function describeManyStreams(world: () => World): void {
  it('reads whole streams by name, leaving out those that do not exist', async () => {
    const { store } = world();
    const appends = Array.from({ length: 40 }, (_, n) => ({
      stream: newStream(),
      expected: 'no_stream' as const,
      events: newEvents(1 + (n % 3)),
    }));
    await store.appendAll(appends);
    const missing = newStream();
    const found = await store.readStreams([missing, ...appends.map(({ stream }) => stream), appends[0]!.stream]);
    expect(found.has(missing)).toBe(false);
    expect(found.size).toBe(40);
    for (const { stream, events } of appends) expect(ids(found.get(stream)!)).toEqual(ids(events));
    expect((await store.readStreams([])).size).toBe(0);
  });

  it('answers each of many who read at once with its own streams', async () => {
    const { store } = world();
    const streams = Array.from({ length: 30 }, () => newStream());
    await store.appendAll(streams.map((stream) => ({ stream, expected: 'no_stream', events: newEvents(2) })));
    const answers = await Promise.all(streams.map((stream, n) => store.readStreams([stream, streams[(n + 1) % 30]!])));
    answers.forEach((answer, n) => expect([...answer.keys()].sort()).toEqual([streams[n]!, streams[(n + 1) % 30]!].sort()));
  });
}

function describeAll(world: () => World): void {
  it('reads everything after a position in the order of appending, in batches, and ends', async () => {
    const { store } = world();
    const from = await store.head();
    const written: string[] = [];
    for (let n = 0; n < 5; n++) {
      const events = newEvents(3);
      await store.append(newStream(), 'any', events);
      written.push(...ids(events));
    }
    const sizes: number[] = [];
    const read = await take(store.readAll({ from, batchSize: 4 }), (_, { events }) => (sizes.push(events.length), false));
    expect(ids(read)).toEqual(written);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
    for (const [n, event] of read.entries()) expect(comparePositions(event.position, read[n - 1]?.position ?? from)).toBeGreaterThan(0);
    expect(ids(await take(store.readAll({ from: read[6]!.position }), toTheEnd))).toEqual(written.slice(7));
    expect(await store.head()).toBe(read.at(-1)!.position);
  });

  it('begins with the first event of the store', async () => {
    const { store } = world();
    const [first] = await take(store.readAll({ batchSize: 1 }), () => true);
    expect(comparePositions(first!.position, START)).toBeGreaterThan(0);
    expect(comparePositions(first!.position, await store.head())).toBeLessThanOrEqual(0);
  });

  it('reads only the asked categories and types', async () => {
    const { store } = world();
    const from = await store.head();
    const [one, two, three, type] = [newCategory(), newCategory(), newCategory(), `Type${randomUUID()}`];
    const names: string[] = [];
    for (let n = 0; n < 12; n++) {
      const [category, kind] = [[one, two, three][n % 3]!, n % 2 === 0 ? type : 'Other'];
      names.push(`${category} ${kind}`);
      await store.append(`${category}-a-${n}`, 'any', [newEvent({ n }, kind)]);
    }
    const read = async (filter: { categories?: string[]; types?: string[] }) =>
      (await take(store.readAll({ from, filter, batchSize: 2 }), toTheEnd)).map(({ data }) => (data as { n: number }).n);
    const those = (wanted: (name: string) => boolean) => names.flatMap((name, n) => (wanted(name) ? [n] : []));
    expect(await read({ categories: [two] })).toEqual(those((name) => name.startsWith(two)));
    expect(await read({ categories: [one, three] })).toEqual(those((name) => !name.startsWith(two)));
    expect(await read({ types: [type] })).toEqual(those((name) => name.endsWith(type)));
    expect(await read({ types: [type], categories: [two] })).toEqual(those((name) => name === `${two} ${type}`));
    expect(await read({ categories: [newCategory()] })).toEqual([]);
    expect(await read({ categories: [], types: [] })).toHaveLength(12);
  });

  it('says through which position it has read, also beyond the last match', async () => {
    const { store } = world();
    const from = await store.head();
    const category = newCategory();
    await store.append(newStream(category), 'any', newEvents(3));
    await store.append(newStream(), 'any', newEvents(2));
    const head = await store.head();
    const seen: string[] = [];
    const read = await take(
      store.readAll({ from, filter: { categories: [category] }, batchSize: 2 }),
      (_, { through }) => (seen.push(through), false),
    );
    expect(seen).toHaveLength(new Set(seen).size);
    expect(seen).toContain(read[1]!.position);
    expect(comparePositions(seen.at(-1)!, read[2]!.position)).toBeGreaterThanOrEqual(0);
    expect(comparePositions(seen.at(-1)!, head)).toBeLessThanOrEqual(0);
    expect(await take(store.readAll({ from: head }), toTheEnd)).toEqual([]);
  });
}
