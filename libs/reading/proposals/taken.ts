import type { DatePhrase, Stretch } from '../phrases/phrases.js';
import type { Draft } from './draft.js';
import type { Part } from './items.js';
import { tokensOf, type View } from './view.js';

/** The words of a passage that proposals have taken, and the times that they have used: what is sure goes first. */
export class Taken {
  private readonly tokens: Uint8Array;
  private readonly dates = new Set<number>();

  constructor(private readonly view: View) {
    this.tokens = new Uint8Array(view.line.tokens.length);
  }

  /** Takes the words of those drafts that are free, and hands these back. */
  take(drafts: readonly Draft[]): readonly Draft[] {
    return drafts.filter((draft) => {
      if (!this.isFree(draft.quote)) return false;
      this.add(draft);
      return true;
    });
  }

  add({ quote, due }: Draft): void {
    const { start, end } = tokensOf(this.view.line, quote);
    this.tokens.fill(1, start, end);
    if (due !== null) this.dates.add(due.phrase.from);
  }

  isFree(stretch: Stretch): boolean {
    return !this.holds(tokensOf(this.view.line, stretch));
  }

  holds({ start, end }: Part): boolean {
    return this.tokens.subarray(start, end).includes(1);
  }

  uses(date: DatePhrase | null): boolean {
    return date !== null && this.dates.has(date.from);
  }
}
