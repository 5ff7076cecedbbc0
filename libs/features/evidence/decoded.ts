import type { DomainEvent } from '../../domain/kernel/decider.js';
import { STORY_CODECS } from '../../domain/story/story-codecs.js';
import type { Happened } from '../../domain/story/story.js';
import type { EventMetadata } from '../../domain/kernel/command.js';
import type { LoggedEvent } from '../../transparency/leaf.js';

/** An event as the log commits to it, and what it says. */
export interface Decoded extends Happened {
  readonly logged: LoggedEvent & { readonly metadata: EventMetadata };
}

/** The part of a stream's name before its first hyphen. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

/** Null for categories that no figure and no story rests on. Throws `UndecodableEventError`. */
export function decodedOf(logged: LoggedEvent): Decoded | null {
  const { stream, type, data } = logged;
  const category = categoryOf(stream);
  const codec = STORY_CODECS[category];
  if (!codec) return null;
  const metadata = (logged.metadata ?? {}) as EventMetadata;
  const event = codec.decode({ type, schemaVersion: metadata.schemaVersion, data });
  return { category, id: stream.slice(category.length + 1), event, actor: metadata.actor, logged: { ...logged, metadata } };
}

/** The events of a stream, in order. */
export function eventsIn<Event extends DomainEvent>(events: readonly Decoded[], stream: string): readonly Event[] {
  return events.filter(({ logged }) => logged.stream === stream).map(({ event }) => event as Event);
}

/** Directives whose events have no gap, and of whose text it is there what was read in it: the number that they are called by may stand there. */
export function wholeDirectives(events: readonly Decoded[]): ReadonlySet<string> {
  const found = new Map<string, Decoded[]>();
  for (const event of events) if (event.category === 'directive') found.set(event.id, [...(found.get(event.id) ?? []), event]);
  const isWhole = (all: readonly Decoded[]): boolean => {
    const types = new Set(all.map(({ event }) => event.type));
    return all.every(({ logged }, n) => logged.revision === n) && (!types.has('DirectiveUploaded') || types.has('ProposalsMade'));
  };
  return new Set([...found].filter(([, all]) => isWhole(all)).map(([id]) => id));
}
