import type { Sentence } from '../../../domain/alert/alert.events.js';
import { chainOn, ESCALATION_CHAIN, type Chain, type EscalationChainState } from '../../../domain/alert/escalation-chain.decide.js';
import { escalationChainStream } from '../../../domain/alert/escalation-chain.events.js';
import { type IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { localityStream } from '../../../domain/locality/locality.events.js';
import { parentOn, type LocalityState } from '../../../domain/locality/locality.state.js';
import type { Aggregate } from '../../../event-store/aggregate.js';
import { comparePositions, START, type EventStore, type Position, type RecordedEvent } from '../../../event-store/event-store.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import type { DomainEvent } from '../../../domain/kernel/decider.js';
import { LOCALITY } from '../../../domain/locality/locality.aggregate.js';
import { overridesOf, PUBLIC_HOLIDAYS, type PublicHolidaysState } from '../../../domain/reporting/public-holidays.decide.js';
import { workingDays, type WorkingDays } from '../../../domain/reporting/working-days.js';
import { INDICATOR } from '../../../domain/indicator/indicator.aggregate.js';

/** The categories that it is made of. */
export const WORLD_CATEGORIES = ['indicator', 'locality', 'holidays', 'escalation'];

interface Known {
  readonly revision: number;
  readonly state: unknown;
}

/** Indicators, localities, announced holidays and chains of escalation as they are known at a position: few beside figures, so they are kept in memory. */
export class KnownWorld {
  private readonly known = new Map<string, Known>();
  /** By locality, those that lie or lay directly beneath it or went into it. */
  private readonly under = new Map<string, Set<string>>();
  /** By day, the localities for which something begins to hold on it: an end, another parent, a chain. */
  private readonly turns = new Map<CivilDate, Set<string>>();
  private days = workingDays();
  /** The position that it is the state after, between two batches; null within one, and after one that failed. */
  private through: Position | null = null;

  constructor(private readonly store: EventStore) {}

  /**
   * Makes it the state after a position. Where it was not left there, since this process has just begun, a batch failed or another
   * process took events meanwhile, it is read anew.
   */
  async beAt(position: Position): Promise<void> {
    const isThere = this.through === position;
    this.through = null;
    if (isThere) return;
    this.known.clear();
    this.under.clear();
    this.turns.clear();
    this.days = workingDays();
    if (position !== START) await this.readTo(position);
  }

  /** Everything up to a position was taken. */
  leaveAt(position: Position): void {
    this.through = position;
  }

  /** Takes the next event. Throws `UndecodableEventError`. */
  take(recorded: RecordedEvent): void {
    if (recorded.stream.startsWith('indicator-')) this.fold(INDICATOR, recorded);
    if (recorded.stream.startsWith('locality-')) this.takeLocality(recorded);
    if (recorded.stream.startsWith('holidays-')) this.takeHolidays(recorded);
    if (recorded.stream.startsWith('escalation-')) this.takeChain(recorded);
  }

  /** The days that are worked, as far as they are announced. */
  get workingDays(): WorkingDays {
    return this.days;
  }

  /** The chain that holds on a day for alerts of a locality: its own, or the nearest from above; null for the built-in one. */
  chainOf(localityId: string, day: CivilDate): Chain | null {
    for (const id of [localityId, ...this.above(localityId, day)]) {
      const state = (this.known.get(escalationChainStream(id))?.state ?? []) as EscalationChainState;
      const chain = chainOn(state, day);
      if (chain) return chain;
    }
    return null;
  }

  /** Every indicator that is defined. */
  indicatorIds(): readonly string[] {
    return [...this.known.keys()].flatMap((stream) => (stream.startsWith('indicator-') ? [stream.slice('indicator-'.length)] : []));
  }

  indicator(id: string): IndicatorState {
    return (this.known.get(indicatorStream(id))?.state ?? null) as IndicatorState;
  }

  locality(id: string): LocalityState | null {
    return (this.known.get(localityStream(id))?.state ?? null) as LocalityState | null;
  }

  /** The name of a locality in both languages; its id where it is unknown. */
  nameOf(id: string): Sentence {
    const locality = this.locality(id);
    const name = locality?.name ?? id;
    return { vi: name, en: locality?.nameEn ?? name };
  }

  /** The localities above one on a day, from the nearest up. */
  above(id: string, day: CivilDate): readonly string[] {
    const found: string[] = [];
    for (let at = this.parentOn(id, day); at !== null && !found.includes(at); at = this.parentOn(at, day)) found.push(at);
    return found;
  }

  /** Localities for which what was recorded of them earlier begins to hold on a day. */
  turningOn(day: CivilDate): readonly string[] {
    return [...(this.turns.get(day) ?? [])];
  }

  /** Whether others ever lay beneath a locality or went into it. */
  isAbove(id: string): boolean {
    return this.under.has(id);
  }

  /** A locality and all whose alerts go up through it: beneath it or gone into it, ever and at whatever depth. */
  beneath(id: string): ReadonlySet<string> {
    return closure(id, (one) => this.under.get(one) ?? []);
  }

  /** A locality and all whose sums its figures may enter: above it or come of it, ever and at whatever height. */
  over(id: string): ReadonlySet<string> {
    return closure(id, (one) => leadingTo(this.locality(one)));
  }

  /** The locality that an open alert goes on at, once its own has ended by the day: the one with the largest share; null while it stands, or with none. */
  successorOn(id: string, day: CivilDate): string | null {
    const state = this.locality(id);
    if (!state?.ending || state.ending.data.effectiveOn > day) return null;
    const [first] = [...state.successors].sort((a, b) => Number(b.share ?? 0) - Number(a.share ?? 0));
    return first ? (this.successorOn(first.localityId, day) ?? first.localityId) : null;
  }

  private takeHolidays(recorded: RecordedEvent): void {
    this.fold(PUBLIC_HOLIDAYS, recorded);
    const years = [...this.known].filter(([stream]) => stream.startsWith('holidays-'));
    this.days = workingDays(overridesOf(years.map(([, { state }]) => state as PublicHolidaysState)));
  }

  private takeLocality(recorded: RecordedEvent): void {
    this.fold(LOCALITY, recorded);
    const id = recorded.stream.slice('locality-'.length);
    const state = this.locality(id);
    for (const one of leadingTo(state)) entry(this.under, one).add(id);
    for (const { from } of state?.parents ?? []) if (from !== null) entry(this.turns, from).add(id);
    if (state?.ending) entry(this.turns, state.ending.data.effectiveOn).add(id);
  }

  private takeChain(recorded: RecordedEvent): void {
    this.fold(ESCALATION_CHAIN, recorded);
    const { localityId, from } = decodeRecorded(ESCALATION_CHAIN, recorded).data;
    entry(this.turns, from).add(localityId);
  }

  /** On a day before or after the locality's own, the parent of the nearest day on which it stood. */
  private parentOn(id: string, day: CivilDate): string | null {
    const state = this.locality(id);
    if (!state) return null;
    const { validFrom, validTo } = state;
    return parentOn(state, validTo !== null && validTo < day ? validTo : validFrom !== null && validFrom > day ? validFrom : day);
  }

  private async readTo(position: Position): Promise<void> {
    for await (const { events } of this.store.readAll({ filter: { categories: WORLD_CATEGORIES }, batchSize: 5_000 }))
      for (const event of events) {
        if (comparePositions(event.position, position) > 0) return;
        this.take(event);
      }
  }

  private fold<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, recorded: RecordedEvent): void {
    const before = this.known.get(recorded.stream);
    if (before && before.revision >= recorded.revision) return;
    const state = aggregate.decider.evolve((before?.state ?? aggregate.decider.initial) as State, decodeRecorded(aggregate, recorded));
    this.known.set(recorded.stream, { revision: recorded.revision, state });
  }
}

/** The localities directly above one or come of it, at whatever time. */
function leadingTo(state: LocalityState | null): readonly string[] {
  return state ? [...state.parents.map(({ parentId }) => parentId), ...state.successors.map(({ localityId }) => localityId)] : [];
}

function closure(id: string, next: (id: string) => Iterable<string>): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found) for (const more of next(one)) found.add(more);
  return found;
}

function entry<Key>(map: Map<Key, Set<string>>, key: Key): Set<string> {
  const found = map.get(key) ?? new Set();
  map.set(key, found);
  return found;
}
