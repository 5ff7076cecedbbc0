import type { EventMetadata } from '../../domain/kernel/command.js';
import type { DomainEvent } from '../../domain/kernel/decider.js';
import { STORY_CODECS } from '../../domain/story/story-codecs.js';
import type { Happened } from '../../domain/story/story.js';
import { ordinal, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded } from '../../event-store/projection-fold.js';

/** An event of the store, ready to be told. */
export interface GatheredEvent extends Happened {
  readonly recorded: RecordedEvent;
  readonly ordinal: bigint;
}

/** The streams that a story is made of, each read once and only up to a position. */
export class Gathered {
  private readonly streams = new Map<string, readonly GatheredEvent[]>();
  private readonly stored = new Map<string, readonly RecordedEvent[]>();
  private sorted: readonly GatheredEvent[] | null = null;

  private readonly last: bigint;

  constructor(
    private readonly store: EventStore,
    through: Position,
  ) {
    this.last = ordinal(through);
  }

  /** Reads those of the streams that are not here yet, in few round trips. Throws `StoreUnavailable`. */
  async read(streams: Iterable<string>): Promise<void> {
    const missing = [...new Set(streams)].filter((stream) => !this.streams.has(stream));
    if (missing.length === 0) return;
    this.sorted = null;
    const found = await this.store.readStreams(missing);
    for (const stream of missing) {
      const stored = found.get(stream) ?? [];
      const events = stored.map((recorded) => new GatheredOne(recorded));
      this.stored.set(stream, stored);
      this.streams.set(
        stream,
        events.filter((event) => event.ordinal <= this.last),
      );
    }
  }

  /** The events of a stream; none where it was not read or not known. */
  of(stream: string): readonly GatheredEvent[] {
    return this.streams.get(stream) ?? [];
  }

  /** As `of`, with what came after the position: who may read is a matter of now. */
  untilNow(stream: string): readonly RecordedEvent[] {
    return this.stored.get(stream) ?? [];
  }

  /** All of them, in the store's global order. */
  all(): readonly GatheredEvent[] {
    return (this.sorted ??= [...this.streams.values()].flat().sort((a, b) => (a.ordinal < b.ordinal ? -1 : a.ordinal > b.ordinal ? 1 : 0)));
  }
}

class GatheredOne implements GatheredEvent {
  readonly category: string;
  readonly id: string;
  readonly ordinal: bigint;
  private decoded: DomainEvent | undefined;

  constructor(readonly recorded: RecordedEvent) {
    const { stream, position } = recorded;
    const hyphen = stream.indexOf('-');
    this.category = stream.slice(0, hyphen);
    this.id = stream.slice(hyphen + 1);
    this.ordinal = ordinal(position);
  }

  get actor(): EventMetadata['actor'] {
    return (this.recorded.metadata as EventMetadata).actor;
  }

  /** Decoded when it is first looked at: a page tells a hundred of thousands. */
  get event(): DomainEvent {
    return (this.decoded ??= decodedOf(this.category, this.recorded));
  }
}

/** Throws `UndecodableEventError`. A day of the calendar, which is only ever the cause of what is told, stays as it is stored. */
function decodedOf(category: string, recorded: RecordedEvent): DomainEvent {
  const codec = STORY_CODECS[category];
  return codec ? decodeRecorded({ codec }, recorded) : ({ type: recorded.type, data: recorded.data } as DomainEvent);
}
