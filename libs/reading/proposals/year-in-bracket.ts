import { dueBy, foldedOfPart, stretchOfPart } from './draft.js';
import { wholeYear } from './due-above.js';
import { dueOfTheYear } from './due.js';
import type { Due } from './due-phrase.js';
import type { Item, Part } from './items.js';
import { isTimely } from './timely.js';
import { isMark, type View } from './view.js';

/** `cho 2.600 lao động (cả năm)`, `100% (năm 2025)`. */
export function yearInBracket(view: View, { quote }: Item): Due | null {
  const bracket = bracketBehind(view, quote.end);
  if (bracket === null) return null;
  const words = foldedOfPart(view, bracket);
  const year = YEAR_ALONE.exec(words)?.[1];
  if (year !== undefined) {
    const phrase = wholeYear(Number(year), stretchOfPart(view, bracket));
    return isTimely(view.structure, phrase) ? dueBy(view, phrase, false) : null;
  }
  const due = words === 'cả năm' ? dueOfTheYear(view, words) : null;
  return due === null ? null : { ...due, ahead: false, phrase: { ...due.phrase, ...stretchOfPart(view, bracket) } };
}

const YEAR_ALONE = /^(?:(?:đến|vào|hết|cuối|trong) )*(?:năm )?((?:19|20)\d\d)$/;
/** Tokens. */
const LONGEST_YEAR = 5;

/** The words of a short bracket that opens at a token. */
function bracketBehind({ line }: View, open: number): Part | null {
  if (!isMark(line, open, '(')) return null;
  for (let index = open + 2; index <= open + LONGEST_YEAR; index += 1) if (isMark(line, index, ')')) return { start: open + 1, end: index };
  return null;
}

/** Where the words of an item end with the bracket that names its year: `đạt 85% (2024)`. */
export function withYear(view: View, end: number): number {
  const bracket = bracketBehind(view, end);
  return bracket !== null && YEAR_ALONE.test(foldedOfPart(view, bracket)) ? bracket.end + 1 : end;
}
