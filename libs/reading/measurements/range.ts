/** How far back the rules look for words that govern a figure, in tokens: reading stays linear. */
const REACH = 300;

/** The first token to look at from a figure back to `from`. */
export function withinReach(from: number, figure: number): number {
  return Math.max(from, figure - REACH);
}

/** Token indices, from the first to before the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
