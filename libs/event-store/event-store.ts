/**
 * A place in the store's one global order, opaque outside the engines: `"<n>"` in PostgreSQL,
 * `"<commit>/<prepare>"` in EventStoreDB. Compare with `comparePositions` only.
 */
export type Position = string;

/** Before the first event. */
export const START: Position = '0';

/** Negative, zero or positive as `a` lies before, at or after `b` in the same store. */
export function comparePositions(a: Position, b: Position): number {
  const [x, y] = [parts(a), parts(b)];
  const difference = x.commit - y.commit || x.prepare - y.prepare;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** False for a position that the store which wrote `own` never writes: each engine has its form, and only `START` is every store's. */
export function isWrittenLike(position: Position, own: Position): boolean {
  if (position === START || own === START) return true;
  const { commit, prepare } = parts(position);
  return position.includes('/') === own.includes('/') && prepare <= commit;
}

/** The number by which read tables order events: unique per event, growing with the global order. */
export function ordinal(position: Position): bigint {
  return BigInt(position.split('/', 1)[0]!);
}

function parts(position: Position): { commit: bigint; prepare: bigint } {
  const [commit = '0', prepare = commit] = position.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** Revision that a stream must have before an append; the first event of a stream has revision 0. */
export type ExpectedRevision = number | 'no_stream' | 'stream_exists' | 'any';

export interface NewEvent {
  /** UUID. Appending the same ids again is a no-op, so a retry is always safe. */
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** Instant of the append, ISO 8601 in UTC. */
  readonly recordedAt: string;
}

export interface StreamAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

export interface AppendResult {
  /** Revision of the stream's last event after the append. */
  readonly revision: number;
  /** Position of the last appended event. */
  readonly position: Position;
}

export interface StreamSlice {
  /** False when the stream has never been written; an existing stream may still have no events in the asked range. */
  readonly found: boolean;
  readonly events: readonly RecordedEvent[];
}

export interface ReadStreamOptions {
  readonly direction?: 'forward' | 'backward';
  /** First revision to return; by default the first (forward) or the last (backward). */
  readonly from?: number;
  readonly limit?: number;
}

/** A category is the part of a stream's name before its first hyphen. Empty or absent lists mean all. */
export interface EventFilter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface EventBatch {
  readonly events: readonly RecordedEvent[];
  /** Every matching event up to and including this position has been delivered. Save it only after handling the batch. */
  readonly through: Position;
  /** True when nothing more was waiting in the store at the time of reading. */
  readonly caughtUp: boolean;
}

export interface ReadAllOptions {
  /** Exclusive: reading goes on after this position. Default: `START`. */
  readonly from?: Position;
  readonly filter?: EventFilter;
  /** Most events in one batch; default 1,000. */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
}

/**
 * The port that every engine implements; test/contract/event-store.contract.ts is its specification.
 * Errors are those of errors.ts.
 */
export interface EventStore {
  /** Appends all events or none. Throws `WrongExpectedRevision`, `EventIdConflict`, `EventTooLarge`, `StreamDeleted`, `StoreUnavailable`. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;

  /**
   * Appends to several streams, each at its own expectation; one result per entry, in order.
   * All or nothing where `atomicAcrossStreams`; otherwise in order, stopping at the first failure,
   * and safe to repeat with the same ids.
   */
  appendAll(appends: readonly StreamAppend[]): Promise<readonly AppendResult[]>;
  readonly atomicAcrossStreams: boolean;

  readStream(stream: string, options?: ReadStreamOptions): Promise<StreamSlice>;

  /** Whole streams by name in few round trips; streams that do not exist are absent from the map. */
  readStreams(streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedEvent[]>>;

  /** Ends when the events that were there at the start have been delivered. */
  readAll(options?: ReadAllOptions): AsyncIterable<EventBatch>;

  /**
   * Catches up, then follows live until `signal` aborts, in order, each event once. Pull-based: a batch is
   * fetched when the consumer asks, so a slow consumer bounds memory. Reconnects by itself; may throw `StoreUnavailable`
   * for what a server refuses for another reason than that it is out of reach.
   */
  subscribe(options?: ReadAllOptions): AsyncIterable<EventBatch>;

  /** Position of the last event, `START` when empty. */
  head(): Promise<Position>;

  /** Resolves when every connection and timer is gone. */
  close(): Promise<void>;
}
