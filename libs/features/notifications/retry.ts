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

/** When to try again (ms) after `failed` attempts, the last of them at `at`; null when that was the last of the schedule. */
export function retryAt(failed: number, at: number): number | null {
  const after = RETRY_AFTER_MS[failed - 1];
  return after === undefined ? null : at + after;
}

/** As `retryAt`, where not the recipient but our own way out is at fault: never given up, and soon there when it is back. */
export function retryForEver(failed: number, at: number): number {
  return at + (failed <= 1 ? RETRY_AFTER_MS[0] : RETRY_AFTER_MS[1]);
}
