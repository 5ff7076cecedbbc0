import { textAt, tokenAt } from '../phrases/line.js';
import { leavesNone } from './clause.js';
import { foldedOfPart, type Draft } from './draft.js';
import type { Due } from './due-phrase.js';
import { dueAbove, dueOf, dueOfTheYear, dueWithin, isDue, isOfWork } from './due.js';
import { closingDue, finishedBehind, sharedDue, trailingDue } from './due-behind.js';
import type { Item, Part } from './items.js';
import { labelledDue } from './dated-labels.js';
import { tokensOf, within, type Statement, type View } from './view.js';
import { yearInBracket } from './year-in-bracket.js';

/** When a number is due: within its own words, then within those it shares, behind it, by a label, then from the lead-in. */
export function dueOfItem(view: View, statement: Statement, item: Item, shared: Part | null): Due | null {
  const plans = /kế hoạch|dự toán|chỉ tiêu/.test(foldedOfPart(view, { start: item.value.start, end: item.room.end }).slice(0, 60));
  const own = dueWithin(view, statement, item.quote, item.value.start, plans) ?? planYear(view, statement, item);
  const behind =
    own === null || isBareYear(own)
      ? (trailingDue(view, statement, item) ?? closingDue(view, statement, item) ?? finishedBehind(view, statement, item))
      : null;
  return (
    (own !== null && isBareYear(own) ? (boundBehind(view, statement, item) ?? behind) : null) ??
    own ??
    dueOfTheYear(view, foldedOfPart(view, { start: item.quote.start, end: item.value.start })) ??
    yearInBracket(view, item) ??
    aheadOf(view, statement, item) ??
    behind ??
    lentDue(view, statement, item, shared) ??
    labelledDue(view, statement) ??
    dueAbove(view, statement) ??
    sharedDue(view, statement, item)
  );
}

/** `phương án năm 2012`: a year without a word of time gives way to a bound time behind it. */
function isBareYear({ phrase }: Due): boolean {
  return phrase.precision === 'year' && !phrase.bound;
}

function boundBehind(view: View, statement: Statement, { quote, value }: Item): Due | null {
  const phrase = within(view, statement.phrases.dates, value.end, quote.end).find((date) => date.bound && isDue(view, date, false));
  return phrase === undefined || phrase.precision === 'recurring' ? null : dueOf(view, phrase, false);
}

/** `2 lần/năm cho 100% …` says how often each is served, not that the number comes again. */
const RHYTHM = /^(?:hàng|mỗi|định|từng)$/;

/** `ít nhất 01 buổi … hằng tháng`, `mỗi năm tái canh 500 ha`. */
export function recurrenceOfItem(view: View, { phrases }: Statement, { quote, value, room }: Item): Draft['recurrence'] {
  const own = within(view, phrases.recurrences, quote.start, quote.end);
  const found = own.find(
    (one) => one.from > tokenAt(view.line, value.start).from || RHYTHM.test(textAt(view.line, tokensOf(view.line, one).start)),
  );
  if (found !== undefined) return found;
  const ahead = within(view, phrases.recurrences, Math.max(room.start, quote.start - 3), quote.start).at(-1);
  return ahead !== undefined && tokensOf(view.line, ahead).end >= quote.start - 1 ? ahead : null;
}

/** `thu ngân sách năm 2023 đạt …`: the year of what is measured, where the document is about that year or an earlier one. */
function planYear(view: View, statement: Statement, { quote, value }: Item): Due | null {
  const due = dueWithin(view, statement, { start: quote.start, end: value.start }, value.start, true);
  return due !== null && (due.phrase.period ?? '') >= String(view.structure.time.year ?? 'none') ? due : null;
}

function lentDue(view: View, statement: Statement, { quote }: Item, shared: Part | null): Due | null {
  if (shared === null || shared.start >= quote.start) return null;
  return dueWithin(view, statement, { start: shared.start, end: quote.start }, quote.start, false);
}

/** Tokens. */
const REACH = 24;

/** `trong đó 6 tháng đầu năm | đạt ít nhất 45%`, `hết quý I, đạt …`: a time right before its words, or before a state beside them. */
function aheadOf(view: View, statement: Statement, { quote, room }: Item): Due | null {
  const last = within(view, statement.phrases.dates, Math.max(room.start, quote.start - REACH), quote.start).at(-1);
  if (last === undefined || !isDue(view, last, false)) return null;
  const { start, end } = tokensOf(view.line, last);
  if (isOfWork(view, room.start, start)) return null;
  return end >= quote.start - 1 || leavesNone(view, end) ? dueOf(view, last, false) : null;
}
