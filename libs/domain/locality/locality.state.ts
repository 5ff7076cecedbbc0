import { addDays, type CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import type { LocalityEvent, LocalityFacts, SuccessionPart } from './locality.events.js';

/** Days both inclusive; null is open. */
export interface ParentPeriod {
  readonly parentId: string;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** The event that ended a locality. */
export type Ending = Exclude<LocalityEvent, { readonly type: 'LocalityRegistered' | 'LocalityReassigned' }>;

export interface LocalityState extends Omit<LocalityFacts, 'parentId'> {
  /** Last day in force; null while it goes on. */
  readonly validTo: CivilDate | null;
  /** In order of time; empty for the nation. */
  readonly parents: readonly ParentPeriod[];
  /** What its old figures follow; `share` is 1 for a whole transfer and null where nobody quantified it. */
  readonly successors: readonly SuccessionPart[];
  readonly ending: Ending | null;
}

/** The localities that a decision speaks of, by id. */
export type KnownLocalities = ReadonlyMap<string, LocalityState>;

/** State null: never registered. */
export const localityDecider: Decider<LocalityState | null, LocalityEvent> = { initial: null, evolve };

function evolve(state: LocalityState | null, event: LocalityEvent): LocalityState | null {
  if (event.type === 'LocalityRegistered') return registered(event.data);
  if (!state) return null;
  if (event.type === 'LocalityReassigned') {
    const parents = closeParents(state.parents, addDays(event.data.from, -1));
    return { ...state, parents: [...parents, { parentId: event.data.parentId, from: event.data.from, to: null }] };
  }
  const validTo = addDays(event.data.effectiveOn, -1);
  return { ...state, validTo, parents: closeParents(state.parents, validTo), successors: successorsOf(event), ending: event };
}

function registered({ parentId, ...facts }: LocalityFacts): LocalityState {
  const parents = parentId === null ? [] : [{ parentId, from: facts.validFrom, to: null }];
  return { ...facts, validTo: null, parents, successors: [], ending: null };
}

function closeParents(parents: readonly ParentPeriod[], to: CivilDate): readonly ParentPeriod[] {
  return parents.map((period) => (period.to === null ? { ...period, to } : period));
}

function successorsOf(ending: Ending): readonly SuccessionPart[] {
  switch (ending.type) {
    case 'LocalityMerged':
    case 'LocalityRenamed':
      return [{ localityId: ending.data.into, share: '1' }];
    case 'LocalitySplit':
      return ending.data.parts;
    case 'LocalityAbolished':
      return [];
  }
}

/** True when the locality exists on `date`; an unknown start reaches back for ever. */
export function isInForce(state: Pick<LocalityState, 'validFrom' | 'validTo'>, date: CivilDate): boolean {
  return (state.validFrom === null || state.validFrom <= date) && (state.validTo === null || date <= state.validTo);
}

/** True when the locality exists on some day from `from` to `to`, both inclusive. */
export function isInForceWithin(state: Pick<LocalityState, 'validFrom' | 'validTo'>, from: CivilDate, to: CivilDate): boolean {
  return (state.validFrom === null || state.validFrom <= to) && (state.validTo === null || from <= state.validTo);
}

/** The parent on `date`; null for the nation and outside the locality's validity. */
export function parentOn(state: LocalityState, date: CivilDate): string | null {
  return state.parents.find(({ from, to }) => (from === null || from <= date) && (to === null || date <= to))?.parentId ?? null;
}

/**
 * True when `localityId` lay beneath `ancestorId`, at whatever depth, on some day from `from` to `to` (null: any day).
 * `known` must hold the locality and those above it; one that is absent ends the way up.
 */
export function isBeneath(
  localityId: string,
  ancestorId: string,
  known: KnownLocalities,
  from: CivilDate | null = null,
  to: CivilDate | null = null,
): boolean {
  const parents = known.get(localityId)?.parents ?? [];
  return parents.some((period) => {
    const [start, end] = [later(from, period.from), earlier(to, period.to)];
    if (start !== null && end !== null && start > end) return false;
    return period.parentId === ancestorId || isBeneath(period.parentId, ancestorId, known, start, end);
  });
}

function later(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function earlier(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  return a === null || (b !== null && b < a) ? b : a;
}
