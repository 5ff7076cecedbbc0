import type { Sentence } from '../alert/alert.events.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { Actor } from '../kernel/command.js';
import type { DomainEvent } from '../kernel/decider.js';

/** What an event is about, and whose story it therefore belongs to. */
export const SUBJECTS = ['target', 'measurement', 'alert', 'directive', 'locality', 'indicator', 'rules'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** An event as it is told: where it stands, and who did it. */
export interface Happened<Event extends DomainEvent = DomainEvent> {
  /** The stream's category: the part of its name before the first hyphen. */
  readonly category: string;
  /** The stream's name without the category. */
  readonly id: string;
  readonly event: Event;
  readonly actor: Pick<Actor, 'name'>;
}

/** What a member of the record held: as it is stored, and as it is said. */
export interface Said {
  readonly value: string;
  readonly text: Sentence;
}

/** A member of the record at a moment; `said` null where it is empty. */
export interface Field {
  readonly field: string;
  readonly name: Sentence;
  /** As the indicator has it, `%` for percentages; null where the member is no quantity. */
  readonly unit: string | null;
  readonly said: Said | null;
}

/** A member that an event changed; `from` null where it was empty, `to` null where it is now. */
export interface Change extends Omit<Field, 'said'> {
  readonly from: Said | null;
  readonly to: Said | null;
}

/** An indicator as sentences name it. `unit` is that of its figures, `counted` that of their numerators. */
export interface IndicatorWords {
  readonly name: Sentence;
  readonly unit: string;
  readonly counted: string;
}

/** An event in words. */
export interface Told {
  readonly about: { readonly kind: Subject; readonly id: string };
  /** The civil day that the event is about, not the one on which it was recorded; null where it is about none. */
  readonly on: CivilDate | null;
  readonly changes: readonly Change[];
  readonly reason: string | null;
  readonly directive: { readonly id: string; readonly clause: string | null } | null;
  readonly sentence: Sentence;
}

/** The members that differ between two moments, in the order of the later one, then what is gone. */
export function changesBetween(before: readonly Field[], after: readonly Field[]): readonly Change[] {
  const old = new Map(before.map((field) => [field.field, field]));
  const changed = after.flatMap((field): Change[] => {
    const from = old.get(field.field)?.said ?? null;
    old.delete(field.field);
    return changeOf(field, from, field.said);
  });
  return [...changed, ...[...old.values()].flatMap((field) => changeOf(field, field.said, null))];
}

function changeOf({ field, name, unit }: Field, from: Said | null, to: Said | null): Change[] {
  return from?.value === to?.value ? [] : [{ field, name, unit, from, to }];
}
