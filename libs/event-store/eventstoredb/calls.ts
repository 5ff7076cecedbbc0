import { setTimeout as sleep } from 'node:timers/promises';
import { ErrorType, isCommandError, type StreamDeletedError } from '@eventstore/db-client';
import { EventTooLarge, StoreUnavailable, StreamDeleted } from '../errors.js';

export interface CallLimits {
  /** How long one attempt may go without an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** How often a call is tried before `StoreUnavailable`. */
  readonly attempts: number;
  /** Pause before the second attempt in milliseconds; doubled before each further one. */
  readonly backoffMs: number;
}

/**
 * One try of a call. `abandoned` aborts when nobody waits for it any more: end it then, so that it holds nothing. `heard` says that a
 * part of a long answer has come: a server that is slow is not one that is silent.
 */
export type Attempt<T> = (abandoned: AbortSignal, heard: () => void) => Promise<T>;

const LONGEST_PAUSE_MS = 5_000;

/** Repeating a call that ended so cannot help. */
const PERMANENT: ReadonlySet<ErrorType> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.INVALID_TRANSACTION,
  ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
]);

/**
 * Calls the server until it answers: bears a silence of `timeoutMs` in each attempt (the client itself may wait for ever), then tries again,
 * `attempts` times in all. Every error is taken for passing unless it is known not to be: the client throws untyped ones too. Only
 * calls that may be repeated belong here. Throws errors of the port, `StoreUnavailable` at once when `closing` aborts.
 */
export async function answered<T>(limits: CallLimits, closing: AbortSignal, attempt: Attempt<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await inTime(limits.timeoutMs, closing, attempt);
    } catch (error) {
      const final = finalError(error);
      if (final !== undefined) throw final;
      if (closing.aborted || n >= limits.attempts) throw unavailable(error);
      await pause(limits.backoffMs, n, closing);
    }
  }
}

/** Settles when the attempt does, or rejects after `timeoutMs` of silence or when `signal` aborts; a late outcome is ignored. */
export function inTime<T>(timeoutMs: number, signal: AbortSignal, attempt: Attempt<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abandoned = new AbortController();
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const giveUp = (reason: unknown): void => {
      settle();
      reject(reason as Error);
      abandoned.abort(reason);
    };
    const onAbort = (): void => giveUp(signal.reason);
    const timer = setTimeout(() => giveUp(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    attempt(abandoned.signal, () => void timer.refresh()).then((value) => {
      settle();
      resolve(value);
    }, giveUp);
  });
}

/** Waits before attempt `n + 1`; ends early when `signal` aborts. */
export async function pause(backoffMs: number, n: number, signal: AbortSignal): Promise<void> {
  const ms = Math.min(backoffMs * 2 ** (n - 1), LONGEST_PAUSE_MS);
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** True for an error of the client of this type; by its type, for it may come from another copy of the client. */
export function isOfType(error: unknown, type: ErrorType): boolean {
  return isCommandError(error as Error) && (error as { type?: ErrorType }).type === type;
}

/** What is thrown to the caller without another attempt, if the error is such. */
function finalError(error: unknown): Error | undefined {
  if (error instanceof StoreUnavailable || error instanceof EventTooLarge) return error;
  if (isOfType(error, ErrorType.STREAM_DELETED)) return new StreamDeleted((error as StreamDeletedError).streamName);
  return [...PERMANENT].some((type) => isOfType(error, type)) ? unavailable(error) : undefined;
}

function unavailable(error: unknown): StoreUnavailable {
  return new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}

/** Lets at most `most` tasks run at a time, the others wait in order. */
export function limiter(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (task) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
