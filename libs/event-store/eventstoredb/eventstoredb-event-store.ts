import type { AppendResult, EventStore, StreamAppend } from '../event-store.js';
import { append } from './append.js';
import { connect } from './client.js';
import { head, readAll, readStream, readStreams } from './read.js';
import { session as sessionOf, type Session } from './session.js';
import { subscribe } from './subscribe.js';

export interface EventStoreDbOptions {
  /** `esdb://` or `esdb+discover://`, as the EventStoreDB clients take it. */
  readonly connectionString: string;
  /** How long one attempt of a call may go without any part of an answer, in milliseconds; default 10,000. */
  readonly timeoutMs?: number;
  /** How often a call is tried before `StoreUnavailable`; default 5. */
  readonly attempts?: number;
  /** Pause before the second attempt in milliseconds, doubled before each further one up to 5 s; default 100. */
  readonly backoffMs?: number;
  /**
   * Largest append in bytes, all of its events together as the server counts them: data, metadata and two bytes a character of the
   * type. Default 1 MiB, the server's own MaxAppendSize; the server's limit holds if it is lower.
   */
  readonly maxAppendBytes?: number;
  /** Hears why a subscription was lost; it subscribes again by itself. */
  readonly onLost?: (reason: unknown) => void;
}

/**
 * Opens a store on EventStoreDB 23.10 or later, or KurrentDB, and makes sure that it answers. Throws `StoreUnavailable` when it does
 * not, or when the connection string cannot be read. docs/adr/0003-eventstoredb-engine.md tells what this engine guards against.
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const { timeoutMs = 10_000, attempts = 5, backoffMs = 100, maxAppendBytes = 1024 * 1024, onLost = () => undefined } = options;
  const connection = connect(options.connectionString);
  const session = sessionOf(connection, { timeoutMs, attempts, backoffMs }, maxAppendBytes, onLost);
  try {
    await head(session);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    atomicAcrossStreams: false,
    append: (stream, expected, events) => append(session, stream, expected, events),
    appendAll: (appends) => appendInOrder(session, appends),
    readStream: (stream, range) => readStream(session, stream, range),
    readStreams: (streams) => readStreams(session, streams),
    readAll: (range) => readAll(session, range),
    subscribe: (range) => subscribe(session, range),
    head: () => head(session),
    close: () => connection.close(),
  };
}

/** One append spans one stream here, so several are made in order; a repetition goes on where the last one stopped. */
async function appendInOrder(session: Session, appends: readonly StreamAppend[]): Promise<readonly AppendResult[]> {
  const results: AppendResult[] = [];
  for (const { stream, expected, events } of appends) results.push(await append(session, stream, expected, events));
  return results;
}
