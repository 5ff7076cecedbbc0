import type { Sentence } from '../../../domain/alert/alert.events.js';
import { indicatorCodec } from '../../../domain/indicator/indicator.codec.js';
import { indicatorDecider, type IndicatorState } from '../../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { localityCodec } from '../../../domain/locality/locality.codec.js';
import { localityStream } from '../../../domain/locality/locality.events.js';
import { localityDecider, type LocalityState } from '../../../domain/locality/locality.state.js';
import type { Aggregate } from '../../../event-store/aggregate.js';
import type { EventStore, RecordedEvent } from '../../../event-store/event-store.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import type { DomainEvent } from '../../../domain/kernel/decider.js';

const INDICATOR = { category: 'indicator', codec: indicatorCodec, decider: indicatorDecider };
const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };

interface Known {
  readonly revision: number;
  readonly state: unknown;
}

/** Indicators and localities: few beside figures, so they are folded in memory, once per process. */
export class KnownWorld {
  private readonly known = new Map<string, Known>();
  private loading: Promise<void> | null = null;

  constructor(private readonly store: EventStore) {}

  /** Reads the history of both, once. */
  load(): Promise<void> {
    return (this.loading ??= this.readAll().catch((error: unknown) => {
      this.loading = null;
      throw error;
    }));
  }

  /** Takes an event that it does not know yet. Throws `UndecodableEventError`. */
  take(recorded: RecordedEvent): void {
    if (recorded.stream.startsWith('indicator-')) this.fold(INDICATOR, recorded);
    if (recorded.stream.startsWith('locality-')) this.fold(LOCALITY, recorded);
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

  private parentOn(id: string, day: CivilDate): string | null {
    const periods = this.locality(id)?.parents ?? [];
    const period = periods.findLast(({ from }) => from === null || from <= day) ?? periods[0];
    return period?.parentId ?? null;
  }

  private async readAll(): Promise<void> {
    for await (const { events } of this.store.readAll({ filter: { categories: ['indicator', 'locality'] }, batchSize: 5_000 }))
      for (const event of events) this.take(event);
  }

  private fold<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, recorded: RecordedEvent): void {
    const before = this.known.get(recorded.stream);
    if (before && before.revision >= recorded.revision) return;
    const state = aggregate.decider.evolve((before?.state ?? aggregate.decider.initial) as State, decodeRecorded(aggregate, recorded));
    this.known.set(recorded.stream, { revision: recorded.revision, state });
  }
}
