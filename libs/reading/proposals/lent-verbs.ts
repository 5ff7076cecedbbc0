import { onward, wordSet } from '../phrases/word-tree.js';
import { FINISHING, firstVerb, type Work } from './dated-verbs.js';
import { foldedOfPart } from './draft.js';
import { isDue } from './due.js';
import type { Mark } from './marks.js';
import type { Part } from './rooms.js';
import { isMark, type Statement, type View } from './view.js';
import { VERBS } from './words.js';

/** Papers and works that are finished, not whoever finishes them. */
const THINGS = wordSet(
  'kế hoạch, quy chế, đề án, quy hoạch, phương án, chương trình, dự án, nghị quyết, quyết định, công trình, cầu, tuyến, đường, trường, trường học, gói thầu, nhà máy',
);
/** How many statements back a verb is looked for, and how far into each. Tokens. */
const BACK = 6;
const REACH = 30;

/** `Ban hành Kế hoạch A trước ngày 05/4; | kế hoạch kiểm tra công vụ trong tháng 4`: a thing and its time, with the verb of the first of the list. */
export function workWithLentVerb(view: View, statement: Statement, mark: Mark): Work | null {
  const lent = lentVerb(view, statement);
  if (lent === null || mark.start - statement.start < 2 || mark.start - statement.start > REACH) return null;
  for (let index = statement.start; index < mark.start; index += 1) if (isMark(view.line, index, ',:(')) return null;
  const done = { start: statement.start, end: mark.start };
  return { quote: { start: statement.start, end: mark.end }, verb: statement.start, done, lent };
}

function lentVerb(view: View, { start, previous }: Statement): Part | null {
  if (onward(THINGS, view.line, start) === null) return null;
  let before = previous;
  for (let back = 0; back < BACK && before !== null; back += 1) {
    if (onward(THINGS, view.line, before.start) === null) return finishingVerb(view, before);
    before = before.previous;
  }
  return null;
}

/** The first verb of a statement that is finished by a time. */
function finishingVerb(view: View, { start, end, phrases }: Statement): Part | null {
  const verb = firstVerb(view, start, Math.min(end, start + REACH));
  const match = verb === null ? null : onward(VERBS, view.line, verb);
  if (verb === null || match === null || !phrases.dates.some((date) => isDue(view, date, false))) return null;
  const part = { start: verb, end: match.end };
  return FINISHING.test(foldedOfPart(view, part)) ? part : null;
}
