const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after an attempt the next one follows (Standard Webhooks, “Deliverability and reliability”); the first is made at once. */
export const RETRY_AFTER_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/**
 * When to try again (ms) after `failed` attempts, the last of them at `at`; null when that was the last of the schedule. Later where the
 * receiver asked for `retryAfterMs`, but never by more than a day.
 */
export function retryAt(failed: number, at: number, retryAfterMs = 0): number | null {
  const after = RETRY_AFTER_MS[failed - 1];
  return after === undefined ? null : at + Math.max(after, Math.min(retryAfterMs, 24 * HOUR));
}

/** Milliseconds that a `Retry-After` header asks for (RFC 9110 §10.2.3: seconds or a date); 0 for none or one that makes no sense. */
export function retryAfterOf(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  const asked = /^\d{1,9}$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now;
  return asked > 0 ? asked : 0;
}

/** As `retryAt`, where not the recipient but our own way out is at fault: never given up, and soon there when it is back. */
export function retryForEver(failed: number, at: number): number {
  return at + (failed <= 1 ? RETRY_AFTER_MS[0] : RETRY_AFTER_MS[1]);
}
