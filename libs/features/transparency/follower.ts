import { setImmediate as soon, setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { StoreUnavailable } from '../../event-store/errors.js';
import type { EventBatch, EventStore, Position, RecordedEvent } from '../../event-store/event-store.js';
import { isPassing } from '../../event-store/postgres/connection.js';
import { append, type LogEdge } from '../../transparency/appender.js';
import { TransparencyError } from '../../transparency/errors.js';
import { leafHashOfText } from '../../transparency/hashes.js';
import { entryOf } from '../../transparency/leaf.js';
import { indexEntries } from './log.tables.js';
import { appendToLog, grown, LogMoved, readEdge, readState, type LogState, type NewEntry } from './stored-log.js';

export interface FollowerParts {
  readonly store: EventStore;
  readonly sql: Sql;
}

/** An event that has no entry: nothing after it can be logged. */
export class UnloggableEvent extends Error {
  override readonly name = 'UnloggableEvent';
  constructor(
    readonly event: RecordedEvent,
    override readonly cause: TransparencyError,
  ) {
    super(`${cause.vi} / ${cause.en}`);
  }
}

/** What a follower listens to and tells. */
export interface FollowerHooks {
  /** Aborts the rest that it takes now, since somebody waits for a head. */
  readonly wanted: () => AbortSignal;
  /** The log reaches so far now, and this is its last entry. */
  readonly written?: (state: LogState, last: NewEntry) => void;
}

/** unique_violation: another writer has put entries there. */
const TAKEN = '23505';
const BATCH_SIZE = 2_000;
/** Caught up, it gathers what comes for so long: each batch writes its partial tiles anew. */
const GATHER_MS = 250;
/**
 * While what it reads is younger than this, it lets the burst pass: after each batch it rests for so many times as long, unless nobody
 * writes any more; and from some seconds behind on the less, the further it is behind.
 */
const BURST_MS = 60_000;
const RESTS = 24;
const EASY_MS = 10_000;

/**
 * Adds every event of the store to the log, in the global order, until `signal` aborts. It never stands in the way of an append: it
 * reads what is there already, and rests while much is being written. Throws `LogMoved`, `UnloggableEvent`, `malformed_tile`, and
 * what the servers throw.
 */
export async function followStore({ store, sql }: FollowerParts, signal: AbortSignal, hooks?: FollowerHooks): Promise<void> {
  let state = await readState(sql);
  let edge = await readEdge(sql, state.size);
  // The next batch is made ready while one is being written.
  let writing: Promise<unknown> = Promise.resolve();
  let isIndexed = false;
  try {
    for await (const batch of store.subscribe({ from: state.position, batchSize: BATCH_SIZE, signal })) {
      if (signal.aborted) return;
      const startedAt = performance.now();
      const next = nextPart(state, edge, batch.events);
      await writing;
      const { last } = next;
      writing = next.write(sql).then(() => last && hooks?.written?.(next.state, last));
      writing.catch(() => {});
      // It is on its way before the next batch is made ready.
      await soon();
      ({ state, edge } = next);
      if (next.fault) {
        await writing;
        throw next.fault;
      }
      isIndexed ||= batch.caughtUp && (await indexEntries(sql));
      const age = ageOf(batch);
      if (batch.events.length === 0 || age > BURST_MS) continue;
      await writing;
      const rests = (performance.now() - startedAt) * RESTS * Math.min(1, EASY_MS / Math.max(age, 1));
      await rest(store, Math.max(rests, batch.caughtUp ? GATHER_MS : 0), signal, hooks);
    }
  } finally {
    await writing.catch(() => {});
  }
  await writing;
}

/** The log after these events, or those before the first that has no entry. */
export function nextPart(state: LogState, edge: LogEdge, events: readonly RecordedEvent[]): Part {
  const entries: NewEntry[] = [];
  let fault: UnloggableEvent | null = null;
  for (const event of events) {
    const entry = newEntry(event);
    if (entry instanceof UnloggableEvent) {
      fault = entry;
      break;
    }
    entries.push(entry);
  }
  const last = entries.at(-1);
  if (!last) return { state, edge, last, fault, write: () => Promise.resolve() };
  const { edge: after, written } = append(
    edge,
    entries.map(({ text }) => leafHashOfText(text)),
  );
  return { state: grown(state, entries), edge: after, last, fault, write: (sql) => appendToLog(sql, state, entries, written) };
}

export interface Part {
  readonly state: LogState;
  readonly edge: LogEdge;
  /** Its last entry, if there is one. */
  readonly last: NewEntry | undefined;
  /** The event that has no entry, with everything before it in the part. */
  readonly fault: UnloggableEvent | null;
  /** Throws `LogMoved`. */
  readonly write: (sql: Sql) => Promise<void>;
}

/** True when somebody else wrote to the log. */
export function isMoved(error: unknown): boolean {
  return error instanceof LogMoved || (error as { code?: unknown }).code === TAKEN;
}

/** True for what passes by itself. A store is also called unavailable where it answers, and what it says or has cannot be taken. */
export function isTemporary(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return isPassing(error.cause) || !isForGood(error.cause);
  return isMoved(error) || isPassing(error);
}

/** True for a refusal of PostgreSQL, and for a value that no program can read. */
function isForGood(error: unknown): boolean {
  return ['PostgresError', 'RangeError', 'SyntaxError'].includes((error as Error | undefined)?.name ?? '');
}

function newEntry(event: RecordedEvent): NewEntry | UnloggableEvent {
  try {
    return { id: event.id.toLowerCase(), position: event.position, text: entryOf(event) };
  } catch (error) {
    if (error instanceof TransparencyError) return new UnloggableEvent(event, error);
    throw error;
  }
}

function ageOf({ events }: EventBatch): number {
  return Date.now() - Date.parse(events.at(-1)?.recordedAt ?? '');
}

/** Rests for so long as others write. */
async function rest(store: EventStore, ms: number, signal: AbortSignal, hooks: FollowerHooks | undefined): Promise<void> {
  const wake = hooks ? AbortSignal.any([signal, hooks.wanted()]) : signal;
  const until = performance.now() + ms;
  let head: Position | null = null;
  for (let left = ms; left > 0 && !wake.aborted; left = until - performance.now()) {
    await sleep(Math.min(left, GATHER_MS), undefined, { signal: wake }).catch(() => {});
    if (left <= GATHER_MS || wake.aborted) return;
    const now = await store.head();
    if (now === head) return;
    head = now;
  }
}
