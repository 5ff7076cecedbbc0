import { onward } from '../phrases/word-tree.js';
import type { DocumentStructure, Passage } from '../structure.js';
import { FINISHING, firstVerb } from './dated-verbs.js';
import { BLANK, dueBy, foldedOfPart, stretchOfPart, wordsOfPart, type Draft } from './draft.js';
import { isDue } from './due.js';
import type { Part } from './items.js';
import { isMark, tokensOf, within, type View } from './view.js';
import { VERBS } from './words.js';

const LONGEST = 60;
const MOST = 6;

/**
 * `Dự thảo Báo cáo … (Trình Ban Thường vụ Tỉnh ủy tháng 3; trình Ban Chấp hành tháng 3)`: what a heading or a line without a verb of its
 * own says in a bracket of when its paper is laid before whom.
 */
export function bracketedIn(view: View): readonly Draft[] {
  const open = view.line.tokens.findIndex((_, index) => index < LONGEST * 2 && isMark(view.line, index, '('));
  if (open < 2) return [];
  let close = open;
  while (close < open + LONGEST && close < view.line.tokens.length && !isMark(view.line, close, ')')) close += 1;
  if (!isMark(view.line, close, ')')) return [];
  return partsOf(view, open + 1, close).flatMap((part) => draftOf(view, { start: 0, end: open }, part));
}

/** A passage that is the heading of its clause. */
export function isHeading({ clauses, prepared }: DocumentStructure, { clause, from, to, mood }: Passage): boolean {
  const own = clause === null ? undefined : clauses[clause];
  return mood === 'other' && own?.heading != null && prepared.spanOf(from, to).start - own.start < LONGEST_MARK;
}

/** Letters of a clause's number and the marks of emphasis about it. */
const LONGEST_MARK = 16;

/** Between semicolons, and commas before a time's own verb. */
function partsOf(view: View, start: number, end: number): readonly Part[] {
  const parts: Part[] = [];
  let from = start;
  for (let index = start; index <= end; index += 1) {
    if (index < end && !isMark(view.line, index, ';,')) continue;
    if (index > from) parts.push({ start: from, end: index });
    from = index + 1;
  }
  return parts.slice(0, MOST);
}

function draftOf(view: View, paper: Part, part: Part): readonly Draft[] {
  const verb = onward(VERBS, view.line, part.start) === null ? firstVerb(view, part.start, part.end) : part.start;
  const date = within(view, view.phrases.dates, part.start, part.end).find((one) => isDue(view, one, false));
  if (verb === null || date === undefined || date.precision === 'year' || !FINISHING.test(foldedOfPart(view, part))) return [];
  const at = tokensOf(view.line, date).start;
  if (at <= verb) return [];
  const done = wordsOfPart(view, { start: verb, end: at }).replace(/\s+(?:vào|trong|trước)$/, '');
  const thing = wordsOfPart(view, paper).replace(/^[\p{L}\d]{1,6}[.)]\s+/u, '');
  return [
    {
      ...BLANK,
      rule: 'deadline',
      strength: 'dated',
      quote: stretchOfPart(view, { start: verb, end: part.end }),
      head: stretchOfPart(view, paper),
      indicator: `${done.charAt(0).toLowerCase()}${done.slice(1)}: ${thing}`,
      kind: 'milestone',
      comparator: 'complete',
      due: dueBy(view, date, false),
      list: part.start,
      doubts: ['in_brackets', 'borrowed_words'],
    },
  ];
}
