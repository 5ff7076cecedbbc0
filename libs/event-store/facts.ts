import type { DomainEvent } from '../domain/kernel/decider.js';
import { advanced, unwritten, type Aggregate, type Loaded } from './aggregate.js';
import type { EventStore, Position, RecordedEvent } from './event-store.js';

const FRESH_MS = 1_000;
const MOST_STATES = 50_000;

interface Kept {
  readonly aggregate: Aggregate<unknown, DomainEvent>;
  readonly loaded: Loaded<unknown>;
}

/**
 * States of streams that decisions about other streams ask for (an indicator, a locality), never older than one second:
 * before an older one is used, everything new of its categories is read from the store's tail, so that thousands of
 * cached states cost one small read a second. What does not exist is asked for each time.
 */
export class Facts {
  private readonly kept = new Map<string, Kept>();
  private checkedThrough: Position | null = null;
  private checkedAt = -Infinity;
  private checks = 0;
  private changes = 0;
  private checking: Promise<void> | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly categories: readonly string[],
  ) {}

  /** The state of one stream; the initial one when it was never written. Throws `StoreUnavailable`, `UndecodableEventError`. */
  async of<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, stream: string): Promise<State> {
    const isFresh = Date.now() - this.checkedAt <= FRESH_MS;
    const kept = isFresh ? this.kept.get(stream) : undefined;
    if (kept) return kept.loaded.state as State;
    const states = await this.ofMany(aggregate, [stream]);
    return states.get(stream) as State;
  }

  /** A number that is the same as long as no stream of the categories has changed: what was worked out from facts holds as long. */
  async generation(): Promise<number> {
    if (Date.now() - this.checkedAt > FRESH_MS) await this.check();
    return this.changes;
  }

  /** The states of many streams of one aggregate by stream name, in few round trips. Throws as `of`. */
  async ofMany<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    streams: Iterable<string>,
  ): Promise<ReadonlyMap<string, State>> {
    if (Date.now() - this.checkedAt > FRESH_MS) await this.check();
    const states = new Map<string, State>();
    const missing: string[] = [];
    for (const stream of streams) {
      const kept = this.kept.get(stream);
      if (kept) states.set(stream, kept.loaded.state as State);
      else missing.push(stream);
    }
    if (missing.length > 0) await this.load(aggregate, missing, states);
    return states;
  }

  /** Call after writing to streams, so that this process never decides against its own past. */
  forget(streams: Iterable<string>): void {
    for (const stream of streams) {
      if (!this.categories.includes(stream.slice(0, stream.indexOf('-')))) continue;
      // A load under way may have read before the write: it must not be kept.
      this.checks += 1;
      this.changes += 1;
      this.kept.delete(stream);
    }
  }

  private async load<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    streams: readonly string[],
    into: Map<string, State>,
  ): Promise<void> {
    const checks = this.checks;
    const found = await this.store.readStreams(streams);
    for (const stream of streams) {
      const loaded = advanced(aggregate, unwritten(aggregate), found.get(stream) ?? []);
      into.set(stream, loaded.state);
      // A check that ran meanwhile did not see this stream and would leave it behind for ever.
      if (loaded.revision >= 0 && checks === this.checks && !this.checking) this.keep(stream, { aggregate, loaded });
    }
  }

  private keep(stream: string, kept: Kept): void {
    if (this.kept.size >= MOST_STATES) this.kept.clear();
    this.kept.set(stream, kept);
  }

  private check(): Promise<void> {
    return (this.checking ??= this.readTail().finally(() => {
      this.checking = null;
    }));
  }

  private async readTail(): Promise<void> {
    const startedAt = Date.now();
    if (this.checkedThrough === null) this.checkedThrough = await this.store.head();
    else {
      for await (const batch of this.store.readAll({ from: this.checkedThrough, filter: { categories: this.categories } })) {
        for (const event of batch.events) this.apply(event);
        this.changes += batch.events.length;
        this.checkedThrough = batch.through;
      }
    }
    this.checks += 1;
    this.checkedAt = startedAt;
  }

  private apply(event: RecordedEvent): void {
    const kept = this.kept.get(event.stream);
    if (!kept || event.revision <= kept.loaded.revision) return;
    // One that skips a revision, or cannot be read, is loaded anew when next asked for.
    if (event.revision === kept.loaded.revision + 1) this.advance(event, kept);
    else this.kept.delete(event.stream);
  }

  private advance(event: RecordedEvent, { aggregate, loaded }: Kept): void {
    this.kept.delete(event.stream);
    this.kept.set(event.stream, { aggregate, loaded: advanced(aggregate, loaded, [event]) });
  }
}
