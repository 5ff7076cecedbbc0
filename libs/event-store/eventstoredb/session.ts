import type { EventStoreDBClient } from '@eventstore/db-client';
import { answered, limiter, type Attempt, type CallLimits } from './calls.js';
import type { Connection } from './client.js';

/** What the parts of the engine share: one connection and how it is used. */
export interface Session {
  readonly client: EventStoreDBClient;
  readonly closing: AbortSignal;
  readonly limits: CallLimits;
  readonly maxAppendBytes: number;
  /** Hears why a subscription was lost, before it subscribes again. */
  readonly onLost: (reason: unknown) => void;
  /** Makes a call that may be repeated; see `answered`. */
  call<T>(attempt: Attempt<T>): Promise<T>;
}

/** The server takes 100 calls at a time on one connection; some are left for subscriptions. */
const CONCURRENT_CALLS = 64;

/** Gathers a session; calls beyond the server's limit wait for their turn. */
export function session(
  { client, closing }: Connection,
  limits: CallLimits,
  maxAppendBytes: number,
  onLost: (reason: unknown) => void,
): Session {
  const inTurn = limiter(CONCURRENT_CALLS);
  const call = <T>(attempt: Attempt<T>): Promise<T> => inTurn(() => answered(limits, closing, attempt));
  return { client, closing, limits, maxAppendBytes, onLost, call };
}
