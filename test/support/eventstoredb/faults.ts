/** What can be made to go wrong, on demand, as it does with a real server and network. */
export type AppendFault =
  /** The server took the request and never answers. */
  | 'hang-before-write'
  | 'hang-after-write'
  /** Every connection of the server is reset while the answer is awaited. */
  | 'reset-before-write'
  | 'reset-after-write'
  /** The node answers that another one leads, or that it does not know which. */
  | 'not-leader'
  | 'no-leader'
  /** The server gave up waiting for its own cluster: written or not, nobody knows. */
  | 'timeout-before-write'
  | 'timeout-after-write'
  /** The node is still starting. */
  | 'not-ready'
  /** Written at once and answered late. */
  | 'slow-answer';

export const SLOW_ANSWER_MS = 200;

/** How a subscription ends: with the error of a stopping server, with one without trailers, or as if it were complete. */
export type Drop = 'cancelled' | 'unknown' | 'ended' | 'reset';

export interface Faults {
  /** One for each of the next appends, in order. */
  readonly appends: AppendFault[];
  /** The leader that `not-leader` names; the server itself when absent. */
  leader?: { readonly host: string; readonly port: number };
  /** Ends the next subscriptions after so many events, in order. */
  readonly drops: { readonly afterEvents: number; readonly how: Drop }[];
  /** Subscriptions are taken and never confirmed, so many of the next. */
  unconfirmed: number;
  /** Reads are taken and never answered, so many of the next. */
  silentReads: number;
  /** Before each event of a read the server takes so long, in milliseconds. */
  readPauseMs: number;
  /** Reads stop after so many events and stay open, so many times as there are numbers. */
  readonly stalledReads: number[];
  /**
   * Checkpoints run ahead: before each event stands a checkpoint so many events further on, and where no event stands yet the
   * end of the log, at which the next one will be written (EventStore/EventStore#4970, 24.10).
   */
  checkpointsAhead: number;
}

export function noFaults(): Faults {
  return { appends: [], drops: [], unconfirmed: 0, silentReads: 0, readPauseMs: 0, stalledReads: [], checkpointsAhead: 0 };
}
