import type { Sentence } from '../../../domain/alert/alert.events.js';
import { chainOn, ESCALATION_CHAIN, type Chain, type EscalationChainState } from '../../../domain/alert/escalation-chain.decide.js';
import { escalationChainStream } from '../../../domain/alert/escalation-chain.events.js';
import { type IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { localityStream } from '../../../domain/locality/locality.events.js';
import { type LocalityState } from '../../../domain/locality/locality.state.js';
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
    if (recorded.stream.startsWith('locality-')) this.fold(LOCALITY, recorded);
    if (recorded.stream.startsWith('holidays-')) this.takeHolidays(recorded);
    if (recorded.stream.startsWith('escalation-')) this.fold(ESCALATION_CHAIN, recorded);
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

  private parentOn(id: string, day: CivilDate): string | null {
    const periods = this.locality(id)?.parents ?? [];
    const period = periods.findLast(({ from }) => from === null || from <= day) ?? periods[0];
    return period?.parentId ?? null;
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
