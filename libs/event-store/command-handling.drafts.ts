import type { CommandContext, EventMetadata } from '../domain/kernel/command.js';
import type { DomainEvent } from '../domain/kernel/decider.js';
import type { Aggregate } from './aggregate.js';
import { eventId } from './event-ids.js';
import type { NewEvent } from './event-store.js';

/** Decided events in the form in which the store takes them: encoded, with ids that a retry repeats, and with who and why. `from`: how many the command wrote to the stream before. */
export function draftsOf<Event extends DomainEvent>(
  { codec }: Aggregate<unknown, Event>,
  stream: string,
  { commandId, correlationId, causationId, actor }: CommandContext,
  events: readonly Event[],
  from = 0,
): NewEvent[] {
  return events.map((event, index) => {
    const { type, schemaVersion, data } = codec.encode(event);
    const metadata: EventMetadata = { commandId, correlationId, causationId, actor, schemaVersion };
    return { id: eventId(commandId, stream, from + index), type, data, metadata };
  });
}
