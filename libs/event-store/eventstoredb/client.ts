import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StoreUnavailable } from '../errors.js';

/** A connection to one EventStoreDB or KurrentDB cluster. */
export interface Connection {
  readonly client: EventStoreDBClient;
  /** Aborts when `close` is called. */
  readonly closing: AbortSignal;
  /** Cancels what is under way and closes the channel; nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}

type CallArguments = (options: { readonly abandoned?: AbortSignal }, callOptions?: object) => [metadata: unknown, callOptions: object];

/** Members of the client that its typings hide. */
interface Hidden {
  supports(): Promise<boolean>;
  getChannel(): Promise<{ close(): void }>;
  callArguments: CallArguments;
}

/**
 * Makes the client without connecting yet. Throws `StoreUnavailable` when the connection string cannot be read; the text of it is
 * not repeated, it may hold a password.
 */
export function connect(connectionString: string): Connection {
  const client = parsed(connectionString);
  const hidden = client as unknown as Hidden;
  useSingleAppends(hidden);
  makeCancellable(hidden);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return { client, closing: closing.signal, close: () => disconnect(client, hidden, closing) };
}

function parsed(connectionString: string): EventStoreDBClient {
  // The last mention of an option wins, so nobody can switch this one off: with it a refused append looks like a success.
  const separator = connectionString.includes('?') ? '&' : '?';
  try {
    return EventStoreDBClient.connectionString(`${connectionString}${separator}throwOnAppendFailure=true`);
  } catch {
    throw new StoreUnavailable('the connection string cannot be read; it should look like esdb://host:2113?tls=false');
  }
}

/**
 * The client's batch append shares one table of pending appends among all clients of the process: an error of any of them rejects
 * the appends of all, and a late answer then throws out of an event handler and ends the process (kurrent-io/KurrentDB-Client-NodeJS
 * #523, mended after 6.2.1). Nor does its deadline end an append that nobody answers. The plain append has neither fault; the client
 * takes it when the server does not support batches, so that is what it is told.
 */
function useSingleAppends(hidden: Hidden): void {
  hidden.supports = () => Promise.resolve(false);
}

/**
 * Lets an append be ended: the client returns nothing that could be cancelled, but a gRPC call ends with its parent call. Without
 * this an append that nobody answers would hold the connection, and the process, beyond `close`.
 */
function makeCancellable(hidden: Hidden): void {
  const original = hidden.callArguments;
  hidden.callArguments = (options, callOptions) => {
    const [metadata, call] = original(options, callOptions);
    return [metadata, options.abandoned === undefined ? call : { ...call, parent: parentCall(options.abandoned) }];
  };
}

function parentCall(abandoned: AbortSignal): object {
  return {
    on: (_cancelled: string, cancel: () => void) => abandoned.addEventListener('abort', cancel),
    getDeadline: () => Infinity,
  };
}

const PATIENCE_MS = 1_000;

async function disconnect(client: EventStoreDBClient, hidden: Hidden, closing: AbortController): Promise<void> {
  if (closing.signal.aborted) return;
  closing.abort(new StoreUnavailable('the store was closed'));
  // It waits until every stream says that it has finished; one that was ended just as the server ended it may never say so.
  await patiently(client.dispose());
  // `dispose` ends the calls but leaves the channel, and with it the socket, open.
  const closed = hidden.getChannel().then(
    (channel) => channel.close(),
    () => undefined,
  );
  // A cluster that cannot be found has no channel yet; the search for it ends by itself.
  await patiently(closed);
}

/** Waits for work that may never end, but not for long. */
async function patiently(work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const patience = sleep(PATIENCE_MS, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work, patience]).finally(() => done.abort());
}
