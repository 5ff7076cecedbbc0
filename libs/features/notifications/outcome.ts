import type { AnyNews } from './reminder-news.js';

/**
 * What became of one attempt. `detail` is kept for ever, so it never quotes an address or a URL.
 * - `sent`: the receiver has acknowledged it.
 * - `failed`: to be tried again by the schedule.
 * - `stuck`: our own way out failed (mail server, name server); tried again until it works.
 * - `refused`: this message will never be taken; the next one may be.
 * - `gone`: the receiver wants no more.
 */
export interface Outcome {
  readonly kind: 'sent' | 'failed' | 'stuck' | 'refused' | 'gone';
  readonly detail: string;
  /** How long (ms) a receiver that failed asked to be left alone. */
  readonly retryAfterMs?: number;
}

/** What goes out at once: one message, or those of a mail. `id` is the same however often it is sent. */
export interface Batch {
  readonly id: string;
  readonly messages: readonly OutboxMessage[];
}

export interface OutboxMessage {
  readonly id: string;
  /** null where it is about an address, as is every mail that proves one. */
  readonly subscriptionId: string | null;
  readonly channel: 'email' | 'webhook';
  readonly recipient: string;
  readonly lane: string;
  /** True for what goes into the daily mail. */
  readonly digest: boolean;
  readonly news: AnyNews;
  readonly recordedAt: string;
  readonly attempts: number;
}
