import type { EventCodec } from '../domain/kernel/codec.js';
import { fold, type Decider, type DomainEvent } from '../domain/kernel/decider.js';
import type { EventMetadata } from '../domain/kernel/command.js';
import { START, type Position, type RecordedEvent } from './event-store.js';

/** What turns a stream's events into a state. */
export interface Aggregate<State, Event extends DomainEvent> {
  /** The part of the stream's name before its first hyphen. */
  readonly category: string;
  readonly codec: EventCodec<Event>;
  readonly decider: Decider<State, Event>;
}

/** A stream as it stood at a revision; -1 before its first event. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: number;
  /** Of the event at `revision`. */
  readonly position: Position;
}

/** A stream without events. */
export function unwritten<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>): Loaded<State> {
  return { state: aggregate.decider.initial, revision: -1, position: START };
}

/** The stream after further events of it. Throws `UndecodableEventError`. */
export function advanced<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  from: Loaded<State>,
  recorded: readonly RecordedEvent[],
): Loaded<State> {
  const last = recorded.at(-1);
  if (!last) return from;
  const events = recorded.map((event) => decoded(aggregate, event));
  return { state: fold(aggregate.decider, events, from.state), revision: last.revision, position: last.position };
}

/** The metadata that this program wrote beside an event. */
export function metadataOf(event: RecordedEvent): EventMetadata {
  return event.metadata as EventMetadata;
}

function decoded<Event extends DomainEvent>({ codec }: Aggregate<unknown, Event>, event: RecordedEvent): Event {
  return codec.decode({ type: event.type, schemaVersion: metadataOf(event).schemaVersion, data: event.data });
}
