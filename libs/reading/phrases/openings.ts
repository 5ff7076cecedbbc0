import { CITATION_OPENINGS } from './citations.js';
import { DATE_OPENINGS } from './dates.js';
import type { Token } from './line.js';
import { NUMBER_OPENINGS } from './numbers.js';
import { WORD_VALUE_OPENINGS } from './quantities-in-words.js';
import { RECURRENCE_OPENINGS } from './recurrences.js';

/** Which families an expression that begins with a token may belong to; most tokens begin none, and no rule need look at them. */
export type Openings = Readonly<Record<keyof typeof FAMILIES, readonly number[]>>;

const FAMILIES = { dates: 1, citations: 2, recurrences: 4, numbers: 8 } as const;
const EVERY = 15;

const OPENINGS: ReadonlyMap<string, number> = openings([
  [DATE_OPENINGS, FAMILIES.dates],
  [CITATION_OPENINGS, FAMILIES.citations],
  [RECURRENCE_OPENINGS, FAMILIES.recurrences],
  [NUMBER_OPENINGS, FAMILIES.numbers],
  [WORD_VALUE_OPENINGS, FAMILIES.numbers],
]);

function openings(families: readonly (readonly [Iterable<string>, number])[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [words, family] of families) for (const word of words) found.set(word, (found.get(word) ?? 0) | family);
  return found;
}

/** The indices at which each family may begin, in order. */
export function openingsIn(tokens: readonly Token[]): Openings {
  const found = { dates: [] as number[], citations: [] as number[], recurrences: [] as number[], numbers: [] as number[] };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const opens = token?.kind === 'number' ? EVERY : (OPENINGS.get(token?.text ?? '') ?? 0);
    if (opens === 0) continue;
    if (opens & FAMILIES.dates) found.dates.push(index);
    if (opens & FAMILIES.citations) found.citations.push(index);
    if (opens & FAMILIES.recurrences) found.recurrences.push(index);
    if (opens & FAMILIES.numbers) found.numbers.push(index);
  }
  return found;
}
