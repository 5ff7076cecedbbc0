import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBatch, EventStore, NewEvent, RecordedEvent } from '../../libs/event-store/event-store.js';
import type { EventStoreHarness } from './event-store-harness.js';

/** What the tests of one suite share: an engine under test and a store that is open while they run. */
export interface World {
  readonly harness: EventStoreHarness;
  readonly store: EventStore;
}

/** A category that no other test uses: a stream's name is `<category>-<anything>`. */
export function newCategory(): string {
  return `c${randomUUID().replaceAll('-', '')}`;
}

export function newStream(category = newCategory()): string {
  return `${category}-${randomUUID()}`;
}

export function newEvent(data: unknown = {}, type = 'Happened'): NewEvent {
  return { id: randomUUID(), type, data, metadata: { commandId: randomUUID() } };
}

export function newEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => newEvent({ n }));
}

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

export async function idsOf(store: EventStore, stream: string): Promise<string[]> {
  return ids((await store.readStream(stream)).events);
}

/** Hands over batch after batch until `enough` says so. */
export async function take(
  batches: AsyncIterable<EventBatch>,
  enough: (events: readonly RecordedEvent[], batch: EventBatch) => boolean,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) {
    events.push(...batch.events);
    if (enough(events, batch)) break;
  }
  return events;
}

export const count = (wanted: number) => (events: readonly RecordedEvent[]) => events.length >= wanted;

/** Repeats an operation that may fail while the server is away. */
export async function eventually<T>(attempt: () => Promise<T>, milliseconds = 20_000): Promise<T> {
  for (const until = Date.now() + milliseconds; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(50);
    }
  }
}

/** The error with which a promise fails; fails itself when it does not. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it succeeded, but should have been refused');
}
