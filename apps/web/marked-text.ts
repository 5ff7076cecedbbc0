import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { h } from './dom.js';

/** A stretch of a text with the proposals that lie over it. */
export interface Stretch {
  readonly text: string;
  readonly proposals: readonly ProposalItem[];
}

/** Cuts `points`, the code points of a text from `from` on, wherever a quote begins or ends. */
export function stretchesOf(points: readonly string[], from: number, proposals: readonly ProposalItem[]): readonly Stretch[] {
  const to = from + points.length;
  const over = proposals.filter(({ quote: { start, end } }) => start < to && end > from);
  const cuts = new Set([from, to]);
  for (const { quote } of over) for (const at of [quote.start, quote.end]) if (at > from && at < to) cuts.add(at);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? to;
    return {
      text: points.slice(start - from, end - from).join(''),
      proposals: over.filter(({ quote }) => quote.start <= start && quote.end >= end),
    };
  });
}

/** The text with its quotes marked; pressing a mark chooses the proposal. Where quotes overlap the shortest is meant. */
export function markedText(
  points: readonly string[],
  from: number,
  proposals: readonly ProposalItem[],
  choose: (n: number) => void,
): Node[] {
  const begun = new Set<number>();
  return stretchesOf(points, from, proposals).map(({ text, proposals: over }) => {
    const meant = [...over].sort((a, b) => a.quote.end - a.quote.start - (b.quote.end - b.quote.start))[0];
    if (!meant) return document.createTextNode(text);
    const isFirst = !begun.has(meant.n);
    begun.add(meant.n);
    const press = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(meant.n);
    };
    // One stop for the keyboard per proposal, however its quote is cut.
    const stop = isFirst ? { role: 'button', tabindex: 0, 'aria-label': `${meant.n}: ${meant.quote.text}`, keydown: press } : {};
    return h('mark', { 'data-n': meant.n, class: meant.state, click: press, ...stop }, text);
  });
}
