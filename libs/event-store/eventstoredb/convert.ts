import { jsonEvent, START as FROM_START, type AllStreamResolvedEvent, type ReadPosition, type ResolvedEvent } from '@eventstore/db-client';
import { EventTooLarge } from '../errors.js';
import { START, type EventFilter, type NewEvent, type Position, type RecordedEvent } from '../event-store.js';

export type JsonEvent = ReturnType<typeof jsonEvent>;
type Recorded = NonNullable<ResolvedEvent['event']>;

/** Both halves are kept: where one commit holds several records, the commit alone would skip some on resuming. */
export function positionText({ commit, prepare }: { readonly commit: bigint; readonly prepare: bigint }): Position {
  return `${commit}/${prepare}`;
}

export function readPosition(position: Position): ReadPosition {
  if (position === START) return FROM_START;
  const [commit = '0', prepare = commit] = position.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** Turns a stored event into the port's. Throws when the server gave no position, as servers before 22.6 do on stream reads. */
export function recordedEvent(event: Recorded): RecordedEvent {
  if (event.position === undefined) throw new Error('the server gives no position with an event: EventStoreDB 23.10 or later is needed');
  return {
    id: event.id,
    type: event.type,
    stream: event.streamId,
    revision: Number(event.revision),
    data: event.data,
    metadata: event.metadata ?? null,
    position: positionText(event.position),
    recordedAt: event.created.toISOString(),
  };
}

/** The event itself, never what a link points to: links are of system type, and `isSystem` tells them. */
export function resolvedEvent(resolved: AllStreamResolvedEvent): RecordedEvent {
  const event = resolved.link ?? resolved.event;
  if (event === undefined) throw new Error('the server sent an answer without an event');
  return recordedEvent(event as Recorded);
}

/** System events (metadata, links, statistics, tombstones) have a type that begins with `$`; ours never do. */
export function isSystem(event: RecordedEvent): boolean {
  return event.type.startsWith('$');
}

/** Chooses the events that the filter asks for. */
export function chooser({ categories = [], types = [] }: EventFilter = {}): (event: RecordedEvent) => boolean {
  const [inCategory, ofType] = [new Set(categories), new Set(types)];
  return (event) =>
    !isSystem(event) &&
    (inCategory.size === 0 || inCategory.has(categoryOf(event.stream))) &&
    (ofType.size === 0 || ofType.has(event.type));
}

function categoryOf(stream: string): string {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
}

/**
 * Prepares events for the client. Throws `EventTooLarge` when one exceeds the limit, or all of them as the server counts an append:
 * data, metadata and two bytes a character of the type (Event.SizeOnDisk). Throws `TypeError` for what is not JSON.
 */
export function proposedEvents(stream: string, events: readonly NewEvent[], limit: number): { proposed: JsonEvent[]; bytes: number } {
  let bytes = 0;
  for (const { type, data, metadata } of events) {
    const size = jsonBytes(data) + (metadata == null ? 0 : jsonBytes(metadata));
    if (size > limit) throw new EventTooLarge(stream, size, limit);
    bytes += size + 2 * type.length;
  }
  if (bytes > limit) throw new EventTooLarge(stream, bytes, limit);
  const proposed = events.map(({ id, type, data, metadata }) => {
    const event = { id, type, data: data as JsonEvent['data'] };
    return metadata == null ? jsonEvent(event) : jsonEvent({ ...event, metadata });
  });
  return { proposed, bytes };
}

/** The client serializes inside a promise nobody watches, so what cannot be serialized must fail here. */
function jsonBytes(value: unknown): number {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`an event needs JSON, not ${typeof value}`);
  return Buffer.byteLength(text);
}

/** About as many bytes as a value takes in memory; cheaper than serializing it. */
export function roughBytes(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof Uint8Array) return value.length;
  return Object.entries(value).reduce((sum, [key, member]) => sum + 16 + key.length + roughBytes(member), 16);
}
