import type { PreparedText } from '../structure.js';
import { citationsOf, type FoundCitation } from './citations.js';
import { datesOf, type FoundDate } from './dates.js';
import { lineOf, textAt, type Line } from './line.js';
import { openingsIn, type Openings } from './openings.js';
import type { Citation, DatePhrase, Phrases, Quantity, RecurrencePhrase, Trap } from './phrases.js';
import { quantitiesOf } from './quantities.js';
import { recurrencesOf } from './recurrences.js';
import { trapsOf } from './traps.js';

/** Everything that stands between two indices of the prepared text; `year` is the document's, for dates without one. */
export function phrasesIn(prepared: PreparedText, from: number, to: number, year: number | null): Phrases {
  return phrasesOf(lineOf(prepared, from, to), year);
}

/** The same of a line that is at hand. */
export function phrasesOf(line: Line, year: number | null): Phrases {
  const openings = openingsIn(line.tokens);
  const { dates, citations } = timesOf(line, openings, year);
  const recurrences = recurrencesOf(line, openings.recurrences);
  const taken = new Uint8Array(line.tokens.length);
  for (const { start, end } of dates) taken.fill(1, start, end);
  for (const { start, end } of citations) taken.fill(1, start, end);
  markStretches(taken, line.tokens, recurrences);
  const traps = trapsOf(line, openings.numbers, taken);
  for (const { start, end } of traps) taken.fill(1, start, end);
  return {
    quantities: quantitiesOf(line, openings.numbers, taken),
    dates: citedDates(dates, citations),
    recurrences,
    citations: citations.map((found) => found.citation),
    traps: traps.map((found) => found.trap),
  };
}

function timesOf(line: Line, openings: Openings, year: number | null): { dates: FoundDate[]; citations: FoundCitation[] } {
  const dates = datesOf(line, openings.dates, year).filter((date) => !isHaste(line, date));
  return { dates, citations: citationsOf(line, openings.citations, dates) };
}

/** `trong vòng 60 phút kể từ khi phát hiện`: how fast, which is a value, not when; `Chậm nhất sau 05 ngày làm việc, …` opens its sentence. */
function isHaste(line: Line, { phrase: { precision, from, to }, start, end }: FoundDate): boolean {
  const words = line.prepared.folded.slice(from, to);
  if (precision !== 'relative' || !/\d+ (?:giờ|phút|ngày làm việc)(?!\p{L})/u.test(words)) return false;
  const opens = ['', '.', ';', ':'].includes(textAt(line, start - 1)) && textAt(line, end) === ',';
  return !opens || /(?:giờ|phút|việc) \p{L}/u.test(words);
}

function markStretches(
  taken: Uint8Array,
  tokens: readonly { from: number; to: number }[],
  stretches: readonly { from: number; to: number }[],
): void {
  let token = 0;
  for (const { from, to } of stretches) {
    for (; token < tokens.length && (tokens[token]?.from ?? to) < to; token += 1) if ((tokens[token]?.from ?? 0) >= from) taken[token] = 1;
  }
}

/** A day within a citation is that of the paper; a year in its title is a horizon or a plan's. */
function citedDates(dates: readonly FoundDate[], citations: readonly FoundCitation[]): DatePhrase[] {
  let next = 0;
  return dates.map(({ phrase, start }) => {
    while (next < citations.length && (citations[next]?.end ?? 0) <= start) next += 1;
    const citation = citations[next];
    if (!citation || start < citation.start || phrase.role === 'horizon') return phrase;
    if (phrase.precision === 'day' && phrase.yearPrinted) return { ...phrase, role: 'document', bound: false };
    return { ...phrase, role: phrase.bound ? 'horizon' : 'plan', bound: false };
  });
}

export function quantitiesIn(prepared: PreparedText, from: number, to: number): readonly Quantity[] {
  return phrasesIn(prepared, from, to, null).quantities;
}

/** The times of headings, which every passage beneath them asks for. */
const timesKnown = new WeakMap<PreparedText, Map<string, readonly DatePhrase[]>>();

export function datesIn(prepared: PreparedText, from: number, to: number, year: number | null): readonly DatePhrase[] {
  const known = timesKnown.get(prepared) ?? new Map<string, readonly DatePhrase[]>();
  timesKnown.set(prepared, known);
  const key = `${from} ${to} ${year ?? ''}`;
  const found = known.get(key) ?? datesWithin(lineOf(prepared, from, to), year);
  known.set(key, found);
  return found;
}

function datesWithin(line: Line, year: number | null): readonly DatePhrase[] {
  const { dates, citations } = timesOf(line, openingsIn(line.tokens), year);
  return citedDates(dates, citations);
}

export function recurrencesIn(prepared: PreparedText, from: number, to: number): readonly RecurrencePhrase[] {
  return phrasesIn(prepared, from, to, null).recurrences;
}

export function citationsIn(prepared: PreparedText, from: number, to: number): readonly Citation[] {
  return phrasesIn(prepared, from, to, null).citations;
}

export function trapsIn(prepared: PreparedText, from: number, to: number): readonly Trap[] {
  return phrasesIn(prepared, from, to, null).traps;
}
