import type { Half } from './samples.js';

/** The sentences that the reader does not read as annotated, by name: their tests are skipped. */
export const NOT_YET: Readonly<Record<Half, readonly string[]>> = {
  tuning: [],
  'held-out': [],
};

/** The texts of one kind throughout that take more time than in proportion to their length: their tests are skipped. */
export const SLOW_YET: ReadonlySet<string> = new Set();
