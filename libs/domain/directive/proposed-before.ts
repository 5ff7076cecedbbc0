import { textKey } from '../kernel/text.js';
import type { Proposal, QuotedWords } from './proposal.js';

/** Code points of a text that one entry of the index covers. */
const STRETCH = 512;

/**
 * What a reading found and no earlier one did. The same words with the same meaning are the same proposal, however sure the reader is of it. Of
 * the rest each stands for one of those that were not found again: for the one that quotes most of the same words, with the same
 * numbers, and of no other day or place, so that what a later version quotes or names a little differently is not proposed twice.
 */
export function notProposedBefore(found: readonly Proposal[], standing: Iterable<Proposal>): readonly Proposal[] {
  const left = new Map([...standing].map((proposal) => [keyOf(proposal), proposal]));
  const read = new Map(found.map((proposal) => [keyOf(proposal), proposal]));
  for (const key of read.keys()) if (left.delete(key)) read.delete(key);
  const known = new ByWords(left.values());
  return [...read.values()].filter((proposal) => !known.take(proposal));
}

/** Proposals by type, numbers and where their words stand; each is taken once. */
class ByWords {
  private readonly places = new Map<string, Set<Proposal>>();

  constructor(proposals: Iterable<Proposal>) {
    for (const proposal of proposals)
      for (const place of placesOf(proposal)) this.places.set(place, (this.places.get(place) ?? new Set()).add(proposal));
  }

  /** Takes the one that a proposal reads anew; false where there is none. */
  take(proposal: Proposal): boolean {
    let [most, meant]: [number, Proposal | null] = [0, null];
    for (const place of placesOf(proposal))
      for (const other of this.places.get(place) ?? []) {
        const shared = isSameAnew(other, proposal) ? sharedBy(other.quote, proposal.quote) : 0;
        if (shared > most) [most, meant] = [shared, other];
      }
    if (meant) for (const place of placesOf(meant)) this.places.get(place)?.delete(meant);
    return meant !== null;
  }
}

function placesOf(proposal: Proposal): readonly string[] {
  const { start, end } = proposal.quote;
  const [first, last] = [Math.floor(start / STRETCH), Math.floor(end / STRETCH)];
  const numbers = numbersOf(proposal).join(' ');
  return Array.from({ length: last - first + 1 }, (_, index) => `${proposal.type} ${numbers} ${first + index}`);
}

/** At least half of the shorter quote is in the other, and neither day nor place contradict each other. */
function isSameAnew(a: Proposal, b: Proposal): boolean {
  const shorter = Math.min(lengthOf(a.quote), lengthOf(b.quote));
  return 2 * sharedBy(a.quote, b.quote) >= shorter && agree(dayOf(a), dayOf(b)) && agree(textOrNull(a.locality), textOrNull(b.locality));
}

const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
const lengthOf = ({ start, end }: QuotedWords): number => end - start;
const sharedBy = (a: QuotedWords, b: QuotedWords): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const textOrNull = (text: string | null): string | null => (text === null ? null : textKey(text));

function dayOf(proposal: Proposal): string | null {
  return proposal.type === 'measurement' ? proposal.asOf : (proposal.deadline?.date ?? null);
}

function numbersOf(proposal: Proposal): readonly (string | null)[] {
  return proposal.type === 'measurement' ? [proposal.value, proposal.numerator, proposal.denominator] : [proposal.value, proposal.valueTo];
}

/** By which proposals are told apart, as text. */
function keyOf(proposal: Proposal): string {
  const { type, quote, unit, locality, indicator } = proposal;
  const common = [type, quote.start, quote.end, textOrNull(unit), textOrNull(locality), textOrNull(indicator), ...numbersOf(proposal)];
  if (proposal.type === 'measurement') return JSON.stringify([...common, proposal.asOf]);
  const { comparator, deadline, recurrence } = proposal;
  return JSON.stringify([...common, comparator, deadline?.date ?? null, deadline?.op ?? null, recurrence]);
}
