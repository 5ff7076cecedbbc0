import type { DatePhrase } from '../phrases/phrases.js';
import { dueBy, type Draft } from './draft.js';
import { dueOf, isDue } from './due.js';
import type { Part } from './items.js';
import type { Mark } from './marks.js';
import { within, type Statement, type View } from './view.js';

/** The time of the mark, or one that stands in the words; with a rhythm a day without its year comes again. */
export function dueOfMark(view: View, statement: Statement, { date, recurrence }: Mark, quote: Part): Draft['due'] {
  const days = within(view, statement.phrases.dates, quote.start, quote.end).filter((one) => isDue(view, one, false));
  const phrase = date ?? days[0];
  if (phrase === undefined) return null;
  const comesAgain = recurrence !== null && phrase.precision === 'day' && !phrase.yearPrinted;
  return comesAgain ? dueBy(view, everyYear(phrase, days), false) : dueOf(view, phrase, false);
}

function everyYear(phrase: DatePhrase, days: readonly DatePhrase[]): DatePhrase {
  const expanded = days.flatMap(({ date, precision, yearPrinted }) => (date !== null && precision === 'day' && !yearPrinted ? [date] : []));
  return { ...phrase, date: null, first: null, precision: 'recurring', expanded };
}
