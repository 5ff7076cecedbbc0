import fc from 'fast-check';
import type { ExpectedRevision, NewEvent } from '../../libs/event-store/event-store.js';
import { ids, idsOf, newCategory, newEvents, newStream, take, type World } from './event-store.world.js';

/** One append of a generated history: to one of three streams, fresh, or a repetition of an earlier one, whole or changed. */
interface Step {
  readonly stream: number;
  readonly expected: 'no_stream' | 'any' | 'stream_exists' | 'current' | 'behind' | 'ahead';
  readonly size: number;
  readonly repeat: 'no' | 'whole' | 'first' | 'longer' | 'other end';
  readonly which: number;
}

interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    stream: fc.nat(2),
    expected: fc.constantFrom('no_stream', 'any', 'stream_exists', 'current', 'current', 'current', 'behind', 'ahead'),
    size: fc.integer({ min: 0, max: 3 }),
    repeat: fc.constantFrom('no', 'no', 'no', 'whole', 'first', 'longer', 'other end'),
    which: fc.nat(5),
  }),
  { maxLength: 14 },
);

export function describeModel(world: () => World): void {
  it('answers any sequence of appends as the model does', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { store } = world();
        const model = new Model([newStream(), newStream(), newStream()]);
        for (const step of sequence) {
          const append = model.toAppend(step);
          const outcome = await store.append(append.stream, append.expected, append.events).then(
            ({ revision }) => revision,
            (error: Error) => error.name,
          );
          expect(outcome).toEqual(append.events.length === 0 && outcome === -1 ? -1 : model.apply(append));
        }
        for (const [stream, known] of model.streams) expect(await idsOf(store, stream)).toEqual(known);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('keeps every writer’s events whole and in order in any interleaving', async () => {
    const scripts = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(scripts, fc.integer({ min: 1, max: 3 }), async (writers, streamCount) => {
        const { store } = world();
        const [from, category] = [await store.head(), newCategory()];
        const streams = Array.from({ length: streamCount }, () => newStream(category));
        const blocks = await Promise.all(
          writers.map(async (sizes, writer) => {
            const own = sizes.map((size) => newEvents(size));
            for (const events of own) await store.append(streams[writer % streamCount]!, 'any', events);
            return own.map(ids);
          }),
        );
        const all = await take(store.readAll({ from, filter: { categories: [category] } }), () => false);
        for (const stream of streams)
          expect(all.filter((event) => event.stream === stream)).toEqual((await store.readStream(stream)).events);
        for (const event of all)
          expect(all.filter(({ stream, revision }) => stream === event.stream && revision === event.revision)).toHaveLength(1);
        blocks.forEach((own, writer) =>
          expectWhole(
            all.filter(({ stream }) => stream === streams[writer % streamCount]),
            own,
          ),
        );
        expect(all).toHaveLength(blocks.flat(2).length);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
}

/** Each append's events stand side by side, and a writer's appends in their order. */
function expectWhole(stream: readonly { readonly id: string }[], own: readonly (readonly string[])[]): void {
  let after = -1;
  for (const block of own) {
    const start = ids(stream).indexOf(block[0]!);
    expect(start).toBeGreaterThan(after);
    expect(ids(stream.slice(start, start + block.length))).toEqual(block);
    after = start + block.length - 1;
  }
}

/** The rules of an append on plain arrays of ids. */
class Model {
  readonly streams: Map<string, string[]>;
  private readonly history: Append[] = [];

  constructor(private readonly names: readonly string[]) {
    this.streams = new Map(names.map((name) => [name, []]));
  }

  toAppend(step: Step): Append {
    const append = this.repetition(step) ?? this.fresh(step);
    this.history.push(append);
    return append;
  }

  /** The revision after the append, or the name of the refusal. */
  apply({ stream, expected, events }: Append): number | string {
    const known = this.streams.get(stream)!;
    const actual = known.length - 1;
    const given = ids(events);
    if (typeof expected === 'number' || expected === 'no_stream') {
      const revision = expected === 'no_stream' ? -1 : expected;
      if (revision < actual) return repeated(given, known.slice(revision + 1), revision);
      if (revision > actual) return 'WrongExpectedRevision';
    } else {
      if (given.some((id) => known.includes(id)))
        return given.every((id) => known.includes(id)) ? known.indexOf(given.at(-1)!) : 'EventIdConflict';
      if (expected === 'stream_exists' && actual === -1) return 'WrongExpectedRevision';
    }
    known.push(...given);
    return known.length - 1;
  }

  private fresh({ stream, expected, size }: Step): Append {
    const name = this.names[stream]!;
    const actual = this.streams.get(name)!.length - 1;
    const revision = { current: actual, behind: actual - 1, ahead: actual + 2 };
    const asked = expected in revision ? revision[expected as keyof typeof revision] : (expected as ExpectedRevision);
    return { stream: name, expected: typeof asked === 'number' && asked < 0 ? 'no_stream' : asked, events: newEvents(size) };
  }

  private repetition({ repeat, which }: Step): Append | null {
    const earlier = this.history[which];
    if (repeat === 'no' || earlier === undefined || earlier.events.length < 2) return null;
    const { events } = earlier;
    const changed = {
      whole: events,
      first: events.slice(0, 1),
      longer: [...events, ...newEvents(1)],
      'other end': [...events.slice(0, -1), ...newEvents(1)],
    };
    return { ...earlier, events: changed[repeat] };
  }
}

function repeated(given: readonly string[], known: readonly string[], revision: number): number | string {
  if (given.length > 0 && given.every((id, n) => id === known[n])) return revision + given.length;
  return given.length > 0 && given[0] === known[0] ? 'EventIdConflict' : 'WrongExpectedRevision';
}
