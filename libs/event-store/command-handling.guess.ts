/** So many streams in a row must have turned out to be new before the next one is taken to be. */
const ENOUGH = 8;

/**
 * Whether a stream that this process meets for the first time is likely to be new, as when a year's figures begin to come in.
 * A right guess saves a read, a wrong one costs an append, so one that is known to be wrong ends the guessing for a while.
 */
export class NewStreamGuess {
  private inARow = 0;

  get isLikely(): boolean {
    return this.inARow >= ENOUGH;
  }

  /** Tells what a stream that was met for the first time turned out to be. */
  met(isNew: boolean): void {
    this.inARow = isNew ? this.inARow + 1 : 0;
  }
}
