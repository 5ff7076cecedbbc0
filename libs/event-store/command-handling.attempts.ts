import { setTimeout as sleep } from 'node:timers/promises';
import { WrongExpectedRevision } from './errors.js';

/** How often a command is tried before its sender is told that too many write to the same stream. */
export const MOST_ATTEMPTS = 6;

/** Runs `attempt` until no other writer was faster. Throws what it throws, at last `WrongExpectedRevision`. */
export async function retriedOnConflict<Result>(attempt: (number: number) => Promise<Result>): Promise<Result> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision) || number >= MOST_ATTEMPTS) throw error;
      await stepAside(number);
    }
  }
}

/** Waits a while before another try, by chance longer or shorter: two writers in step would go on colliding. */
export async function stepAside(attempt: number): Promise<void> {
  // The first conflict is mostly a stale memory, which needs no wait.
  if (attempt > 1) await sleep(Math.random() * 4 * 2 ** attempt);
}
