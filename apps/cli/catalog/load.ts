import { same } from '../../../libs/domain/kernel/same.js';
import type { EventStore, NewEvent, RecordedEvent, StreamAppend } from '../../../libs/event-store/event-store.js';
import type { Entry } from './entry.js';
import { groupBy } from './group.js';

/** Facts of one kind; each step needs those before it. */
export interface CatalogStep {
  readonly name: 'localities' | 'successions' | 'indicators' | 'directives' | 'targets' | 'measurements';
  readonly entries: readonly Entry[];
}

export interface CatalogProgress {
  readonly step: CatalogStep['name'];
  /** Events of the step that have been dealt with, and how many there are. */
  readonly done: number;
  readonly total: number;
}

export interface CatalogReport {
  /** Events written now. */
  readonly written: number;
  /** Events that an earlier load had written. */
  readonly present: number;
  readonly writtenBy: Readonly<Record<CatalogStep['name'], number>>;
  /** Streams left as they are although the catalogue says something else: it was changed since, or somebody else wrote there. */
  readonly kept: readonly string[];
}

/** Streams read and appended at a time: few large transactions, each of some hundred kilobytes. */
const STREAMS_AT_A_TIME = 2_000;

/**
 * Writes what the store does not hold yet, in the order of the steps; a second time nothing. Safe to repeat after a failure
 * and beside another load. Throws as `EventStore.appendAll`.
 */
export async function writeSteps(
  store: EventStore,
  steps: readonly CatalogStep[],
  onProgress: (progress: CatalogProgress) => void = () => {},
): Promise<CatalogReport> {
  const own = new Set(steps.flatMap(({ entries }) => entries.flatMap(({ events }) => events.map(({ id }) => id))));
  const writtenBy = Object.fromEntries(steps.map(({ name }) => [name, 0])) as Record<CatalogStep['name'], number>;
  const kept = new Set<string>();
  let present = 0;
  for (const { name, entries } of steps) {
    const total = eventsOf(entries).length;
    let done = 0;
    for (const chunk of chunksOfStreams(entries)) {
      const plan = await comparedWith(store, chunk, own);
      if (plan.appends.length > 0) await store.appendAll(plan.appends);
      writtenBy[name] += eventsOf(plan.appends).length;
      present += plan.present;
      for (const stream of plan.kept) kept.add(stream);
      onProgress({ step: name, done: (done += eventsOf(chunk).length), total });
    }
  }
  const written = Object.values(writtenBy).reduce((sum, count) => sum + count, 0);
  return { written, present, writtenBy, kept: [...kept] };
}

function eventsOf(entries: readonly { readonly events: readonly NewEvent[] }[]): NewEvent[] {
  return entries.flatMap(({ events }) => events);
}

function chunksOfStreams(entries: readonly Entry[]): Entry[][] {
  const streams = [...groupBy(entries, ({ stream }) => stream)].map(([stream, group]) => ({ stream, events: eventsOf(group) }));
  const chunks: Entry[][] = [];
  for (let start = 0; start < streams.length; start += STREAMS_AT_A_TIME) chunks.push(streams.slice(start, start + STREAMS_AT_A_TIME));
  return chunks;
}

async function comparedWith(store: EventStore, chunk: readonly Entry[], own: ReadonlySet<string>) {
  const streams = await store.readStreams(chunk.map(({ stream }) => stream));
  const appends: StreamAppend[] = [];
  const kept: string[] = [];
  let present = 0;
  for (const { stream, events } of chunk) {
    const stored = streams.get(stream) ?? [];
    const missing = events.filter((event) => !stored.some(({ id }) => id === event.id));
    present += events.length - missing.length;
    // What others wrote may contradict a fact that is still missing, and no rule of the domain looks here.
    const isForeign = missing.length > 0 && stored.some(({ id }) => !own.has(id));
    if (isForeign || events.some((event) => differs(event, stored))) kept.push(stream);
    if (missing.length > 0 && !isForeign) appends.push({ stream, expected: stored.at(-1)?.revision ?? 'no_stream', events: missing });
  }
  return { appends, kept, present };
}

function differs(event: NewEvent, stored: readonly RecordedEvent[]): boolean {
  const earlier = stored.find(({ id }) => id === event.id);
  return earlier !== undefined && !same(earlier.data, event.data);
}
