import type { CommandContext } from '../domain/kernel/command.js';
import type { DomainEvent } from '../domain/kernel/decider.js';
import { DomainError } from '../domain/kernel/errors.js';
import { advanced, metadataOf, unwritten, type Aggregate, type Loaded } from './aggregate.js';
import { MOST_ATTEMPTS, stepAside } from './command-handling.attempts.js';
import { draftsOf } from './command-handling.drafts.js';
import { NewStreamGuess } from './command-handling.guess.js';
import { RecentStates } from './command-handling.recent.js';
import { TurnTaking } from './command-handling.turns.js';
import { WrongExpectedRevision } from './errors.js';
import type { AppendResult, EventStore, Position, RecordedEvent, StreamAppend } from './event-store.js';
import type { Facts } from './facts.js';

/** A command as it came in. */
export interface Issued extends CommandContext {
  /** The sender's Idempotency-Key, null without: only a keyed command can have been carried out before. */
  readonly key: string | null;
  /** The revision that the sender believes the stream to have, null where that does not matter. */
  readonly ifMatch: number | null;
}

/** What became of a command: the stream as it left it. */
export interface Handled {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

export type Decide<State, Event extends DomainEvent> = (state: State) => readonly Event[] | Promise<readonly Event[]>;

/** A stream with what a command has already written to it. */
export interface History<State> extends Loaded<State> {
  /** The events of the stream that carry the command's id; empty when the command has not written here. */
  readonly done: readonly RecordedEvent[];
}

/** Loads, folds, decides and appends at the expected revision, and tries again when somebody else was faster. */
export class CommandHandling {
  private readonly recent = new RecentStates();
  private readonly turns = new TurnTaking();
  private readonly guess = new NewStreamGuess();

  constructor(
    readonly store: EventStore,
    readonly facts: Facts,
  ) {}

  /**
   * Carries out a command on one stream. Decides first on what it presumes of the stream, since the append proves whether that
   * holds; a refusal counts only on a state read afresh. A keyed command that stands in the stream already is answered from
   * there. Throws what `decide` throws, `DomainError` `stale_revision`, and the store's errors.
   */
  handle<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    stream: string,
    issued: Issued,
    decide: Decide<State, Event>,
  ): Promise<Handled> {
    return this.turns.take(stream, () => this.attempts(aggregate, stream, issued, decide));
  }

  /** The stream read afresh, with what the command has already written to it. Throws the store's errors, `UndecodableEventError`. */
  async load<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    stream: string,
    issued: CommandContext,
  ): Promise<History<State>> {
    const { events } = await this.store.readStream(stream);
    return this.historyOf(aggregate, stream, events, issued.commandId);
  }

  /** As `load`, for many streams in few round trips. */
  async loadMany<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    streams: readonly string[],
    issued: CommandContext,
  ): Promise<ReadonlyMap<string, History<State>>> {
    const found = await this.store.readStreams(streams);
    return new Map(streams.map((stream) => [stream, this.historyOf(aggregate, stream, found.get(stream) ?? [], issued.commandId)]));
  }

  /**
   * The state in which this process left a stream, or an empty one while streams that it meets for the first time keep turning
   * out to be new; undefined where the stream should be read. Good enough to decide on before an append that checks it.
   */
  presumed<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, stream: string): History<State> | undefined {
    const loaded = this.recent.get<State>(stream) ?? (this.guess.isLikely ? unwritten(aggregate) : undefined);
    return loaded && { ...loaded, done: [] };
  }

  /** Appends what was decided for several streams, all at once where the store can. Throws the store's errors. */
  async appendAll(appends: readonly StreamAppend[]): Promise<readonly AppendResult[]> {
    const results = await this.store.appendAll(appends);
    this.facts.forget(appends.map(({ stream }) => stream));
    return results;
  }

  /** Remembers how a stream stands after an append, for `presumed`. */
  remember<State>(stream: string, loaded: Loaded<State>): void {
    this.recent.put(stream, loaded);
  }

  private historyOf<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    stream: string,
    events: readonly RecordedEvent[],
    commandId: string,
  ): History<State> {
    if (!this.recent.get(stream)) this.guess.met(events.length === 0);
    const done = events.filter((event) => metadataOf(event).commandId === commandId);
    return { ...advanced(aggregate, unwritten(aggregate), events), done };
  }

  private async attempts<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    stream: string,
    issued: Issued,
    decide: Decide<State, Event>,
  ): Promise<Handled> {
    let mustRead = issued.key !== null || issued.ifMatch !== null;
    for (let attempt = 1; ; attempt++) {
      const presumed = mustRead ? undefined : this.presumed(aggregate, stream);
      const base = presumed ?? (await this.load(aggregate, stream, issued));
      const done = base.done.at(-1);
      if (done) return { stream, revision: done.revision, position: done.position };
      checkRevision(stream, issued, base.revision);
      try {
        const events = await decide(base.state);
        if (events.length > 0) return await this.write(aggregate, stream, issued, base, events);
        if (!presumed) return { stream, revision: base.revision, position: base.position };
      } catch (error) {
        if (error instanceof WrongExpectedRevision ? attempt >= MOST_ATTEMPTS : !presumed || !(error instanceof DomainError)) throw error;
        await stepAside(attempt);
      }
      mustRead = true;
    }
  }

  private async write<State, Event extends DomainEvent>(
    aggregate: Aggregate<State, Event>,
    stream: string,
    issued: Issued,
    base: Loaded<State>,
    events: readonly Event[],
  ): Promise<Handled> {
    const expected = base.revision < 0 ? 'no_stream' : base.revision;
    const { revision, position } = await this.store.append(stream, expected, draftsOf(aggregate, stream, issued, events));
    const state = events.reduce((folded, event) => aggregate.decider.evolve(folded, event), base.state);
    this.remember(stream, { state, revision, position });
    this.facts.forget([stream]);
    return { stream, revision, position };
  }
}

/** Throws `stale_revision` when the sender named another revision than the stream has. */
export function checkRevision(stream: string, { ifMatch }: Pick<Issued, 'ifMatch'>, actual: number): void {
  if (ifMatch !== null && ifMatch !== actual)
    throw new DomainError('stale_revision', 'stale', { stream, expected: ifMatch, actual: actual < 0 ? null : actual });
}
