import { lineOf, tokenAt, type Line } from '../phrases/line.js';
import { phrasesOf } from '../phrases/phrases-in.js';
import type { Phrases, Stretch } from '../phrases/phrases.js';
import type { DocumentStructure, Passage } from '../structure.js';
import type { Due } from './due-phrase.js';
import { sinceIssue } from './timely.js';

/** What covers a token: a number phrase, a date, a recurrence, or words that are nobody's promise (citations, traps). */
export type Cover = 'quantity' | 'date' | 'recurrence' | 'cited' | 'trap';

/** A passage as the rules see it: its tokens, how deep in brackets each is, and the phrase that covers it. */
export interface View {
  readonly structure: DocumentStructure;
  readonly passage: Passage;
  readonly line: Line;
  readonly phrases: Phrases;
  readonly depth: readonly number[];
  readonly cover: readonly (Cover | null)[];
  readonly statements: readonly Statement[];
  /** What the headings say of all its statements, found once when it is first asked for. */
  readonly above: { aims?: boolean; due?: Due | null };
}

/** A sentence, or a part of one between semicolons, as token indices: from `start` to before `end`. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  /** Where the whole sentence begins: the first of its statements leads the others in. */
  readonly sentence: number;
  /** What it holds, in reading order. */
  readonly phrases: Pick<Phrases, 'quantities' | 'dates' | 'recurrences'>;
  /** The first statement of the sentence; null where this is it. */
  readonly lead: Statement | null;
  /** The statement before it in the sentence. */
  readonly previous: Statement | null;
}

/** Within a citation or a number that is no value: nothing there opens a clause or is work. */
export function isClosed({ cover }: View, index: number): boolean {
  return cover[index] === 'cited' || cover[index] === 'trap';
}

/** The last view of each document: targets and figures of a passage are read from the same one. */
const last = new WeakMap<DocumentStructure, View>();

export function viewOf(structure: DocumentStructure, passage: Passage): View {
  const known = last.get(structure);
  if (known?.passage === passage) return known;
  const view = viewed(structure, passage);
  last.set(structure, view);
  return view;
}

function viewed(structure: DocumentStructure, passage: Passage): View {
  const { prepared, time } = structure;
  const line = lineOf(prepared, passage.from, passage.to);
  const found = phrasesOf(line, time.year);
  const phrases = { ...found, dates: found.dates.map((date) => sinceIssue(structure, date)) };
  const depth = depthsOf(line);
  const cover = coverOf(line, phrases);
  return { structure, passage, line, phrases, depth, cover, statements: statementsOf(line, depth, cover, phrases), above: {} };
}

/** The first token that begins at or after an index of the prepared text. */
export function tokenFrom({ tokens }: Line, at: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.from ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tokens of a stretch, from the first to before the last. */
export function tokensOf(line: Line, { from, to }: Stretch): { readonly start: number; readonly end: number } {
  return { start: tokenFrom(line, from), end: tokenFrom(line, to) };
}

export function isMark(line: Line, index: number, marks: string): boolean {
  const { kind, text } = tokenAt(line, index);
  return kind === 'mark' && marks.includes(text);
}

function depthsOf(line: Line): readonly number[] {
  let depth = 0;
  return line.tokens.map(({ kind, text }) => {
    if (kind !== 'mark') return depth;
    if (text === '(' || text === '[') return (depth += 1);
    if (text === ')' || text === ']') return depth === 0 ? 0 : (depth -= 1) + 1;
    if (text === ';') return depth > 1 ? (depth = 1) : depth;
    return depth;
  });
}

function coverOf(line: Line, phrases: Phrases): readonly (Cover | null)[] {
  const cover: (Cover | null)[] = line.tokens.map(() => null);
  const paint = (stretches: readonly Stretch[], by: Cover): void => {
    for (const stretch of stretches) {
      const { start, end } = tokensOf(line, stretch);
      for (let index = start; index < end; index += 1) cover[index] = by;
    }
  };
  paint(phrases.quantities, 'quantity');
  paint(phrases.recurrences, 'recurrence');
  paint(phrases.dates, 'date');
  paint(phrases.citations, 'cited');
  paint(phrases.traps, 'trap');
  return cover;
}

/** A full stop ends a sentence where a blank follows; brackets and covered phrases are not cut. */
function statementsOf(line: Line, depth: readonly number[], cover: readonly (Cover | null)[], phrases: Phrases): readonly Statement[] {
  const statements: Statement[] = [];
  const take = phrasesUpTo(line, phrases);
  let [start, sentence] = [0, 0];
  let [lead, previous]: [Statement | null, Statement | null] = [null, null];
  const last = line.tokens.length;
  for (let index = 0; index <= last; index += 1) {
    const outside = (depth[index] ?? 0) === 0;
    const full = index === last || (outside && cover[index] == null && isFullStop(line, index));
    if (!full && !(outside && isMark(line, index, ';'))) continue;
    if (index > start) {
      const statement: Statement = { start, end: index, sentence, phrases: take(index), lead, previous };
      statements.push(statement);
      lead ??= statement;
      previous = statement;
    }
    start = index + 1;
    if (full) [sentence, lead, previous] = [start, null, null];
  }
  return statements;
}

/** Hands out the phrases in reading order, those that begin before a token. */
function phrasesUpTo(line: Line, { quantities, dates, recurrences }: Phrases): (end: number) => Statement['phrases'] {
  const queues = { quantities: [...quantities].reverse(), dates: [...dates].reverse(), recurrences: [...recurrences].reverse() };
  const take = <Kind extends Stretch>(queue: Kind[], before: number): Kind[] => {
    const taken: Kind[] = [];
    for (let next = queue.at(-1); next !== undefined && next.from < before; next = queue.at(-1)) {
      taken.push(next);
      queue.pop();
    }
    return taken;
  };
  return (end) => {
    const before = line.tokens[end]?.from ?? Infinity;
    return {
      quantities: take(queues.quantities, before),
      dates: take(queues.dates, before),
      recurrences: take(queues.recurrences, before),
    };
  };
}

const ABBREVIATIONS: ReadonlySet<string> = new Set([
  'tp',
  'tx',
  'tt',
  'st',
  'ths',
  'ts',
  'đ',
  'q',
  'p',
  'ql',
  'đt',
  'tl',
  'kt',
  'tm',
  'gs',
  'pgs',
  'bs',
]);

function isFullStop(line: Line, index: number): boolean {
  if (!isMark(line, index, '.!?…')) return false;
  if (tokenAt(line, index + 1).glued) return isMark(line, index + 1, '.');
  return !(tokenAt(line, index).glued && ABBREVIATIONS.has(tokenAt(line, index - 1).text));
}

/** Those of a list in reading order that begin within the tokens from `start` to before `end`. */
export function within<Kind extends Stretch>({ line }: View, phrases: readonly Kind[], start: number, end: number): readonly Kind[] {
  const [from, to] = [line.tokens[start]?.from ?? Infinity, line.tokens[end]?.from ?? Infinity];
  const first = firstFrom(phrases, from);
  let last = first;
  while (last < phrases.length && (phrases[last]?.from ?? to) < to) last += 1;
  return phrases.slice(first, last);
}

function firstFrom(order: readonly Stretch[], from: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle]?.from ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
