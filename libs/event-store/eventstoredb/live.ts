import type { ReadableOptions, TransformOptions } from 'node:stream';
import { excludeSystemEvents, type AllStreamSubscription } from '@eventstore/db-client';
import type { Position, RecordedEvent } from '../event-store.js';
import { readPosition, resolvedEvent } from './convert.js';
import type { Session } from './session.js';

/** Events that wait here unread; the client and gRPC hold about as many again before they stop reading from the connection. */
const BUFFERED = 16;

/**
 * One subscription of the client, read at the consumer's pace: what arrives beyond a few events stays on the connection, and the
 * server waits.
 *
 * The client's checkpoints are left alone: they run ahead of the events that were handled, and a server may send the place at which
 * the *next* event will stand (EventStore/EventStore#4970).
 */
export class Live {
  readonly #subscription: AllStreamSubscription;
  readonly #unanswered: NodeJS.Timeout;
  /** Events still buffered before the mark "caught up"; undefined while that mark has not come. */
  #beforeLive: number | undefined;
  #lost: { readonly reason: unknown } | undefined;
  #changed = false;
  #wake: () => void = () => undefined;

  constructor(session: Session, after: Position) {
    // An option of Transform streams, which a subscription is; the typings speak of Readable only.
    const readable: TransformOptions = { readableHighWaterMark: BUFFERED, writableHighWaterMark: 1 };
    const what = { fromPosition: readPosition(after), filter: excludeSystemEvents() };
    this.#subscription = session.client.subscribeToAll(what, readable as ReadableOptions);
    this.#unanswered = setTimeout(() => this.#lose(new Error('the subscription was not confirmed')), session.limits.timeoutMs);
    this.#listen(this.#subscription);
  }

  /** The next event that has arrived, in order; undefined when there is none yet. */
  take(): RecordedEvent | undefined {
    const resolved = this.#subscription.read() as Parameters<typeof resolvedEvent>[0] | null;
    if (resolved === null) return undefined;
    if (this.#beforeLive !== undefined && this.#beforeLive > 0) this.#beforeLive--;
    return resolvedEvent(resolved);
  }

  /** True when `take` has something to give. */
  get hasMore(): boolean {
    return this.#subscription.readableLength > 0;
  }

  /** True while the server sends events as they are written. */
  get following(): boolean {
    return this.#beforeLive === 0;
  }

  /** True when everything that the server had was taken. */
  get caughtUp(): boolean {
    return this.following && !this.hasMore;
  }

  /** Why nothing more will come, once that is so. */
  get lost(): { readonly reason: unknown } | undefined {
    return this.#lost;
  }

  /** Resolves when something happened since the last call, when `signal` aborts, or after `atMostMs`. */
  async change(signal: AbortSignal, atMostMs?: number): Promise<void> {
    if (!this.#changed && !signal.aborted) await this.#nextChange(signal, atMostMs);
    this.#changed = false;
  }

  close(): void {
    clearTimeout(this.#unanswered);
    this.#subscription.unsubscribe().catch(() => undefined);
    this.#subscription.destroy();
  }

  async #nextChange(signal: AbortSignal, atMostMs: number | undefined): Promise<void> {
    const { promise, wake } = wakeable();
    this.#wake = wake;
    signal.addEventListener('abort', wake);
    const timer = atMostMs === undefined ? undefined : setTimeout(wake, atMostMs);
    await promise;
    signal.removeEventListener('abort', wake);
    clearTimeout(timer);
  }

  #listen(subscription: AllStreamSubscription): void {
    subscription.on('confirmation', () => clearTimeout(this.#unanswered));
    subscription.on('readable', () => this.#tell());
    subscription.on('caughtUp', () => this.#becomeLive(subscription.readableLength));
    subscription.on('fellBehind', () => this.#becomeLive(undefined));
    subscription.on('error', (reason: unknown) => this.#lose(reason));
    subscription.on('end', () => this.#lose(new Error('the server ended the subscription')));
    subscription.on('close', () => this.#lose(new Error('the subscription was closed')));
  }

  #becomeLive(after: number | undefined): void {
    this.#beforeLive = after;
    this.#tell();
  }

  #lose(reason: unknown): void {
    this.#lost ??= { reason };
    this.#tell();
  }

  #tell(): void {
    this.#changed = true;
    this.#wake();
  }
}

function wakeable(): { promise: Promise<void>; wake: () => void } {
  let wake: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (wake = resolve));
  return { promise, wake };
}
