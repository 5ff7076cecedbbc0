import type { DatePhrase } from '../phrases/phrases.js';

/** The time by which it is due, and whether it was said elsewhere. */
export interface Due {
  readonly phrase: DatePhrase;
  /** Its words as they are printed. */
  readonly text: string;
  readonly inherited: boolean;
  /** It stands before the number, so that it holds for the items of a list behind it too. */
  readonly ahead: boolean;
}
