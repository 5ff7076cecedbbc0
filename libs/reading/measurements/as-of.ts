import { datesIn } from '../phrases/phrases-in.js';
import type { DatePhrase, DateRole } from '../phrases/phrases.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { tokenAt } from '../phrases/line.js';
import { wordSet } from '../phrases/word-tree.js';
import { isMark, tokenFrom, type Statement, type View } from '../proposals/view.js';
import type { ReportedMeasurement } from '../reading.js';
import { says } from './markers.js';
import { afterMonths, endOfMonth, endOfReview, reviewedAbove, reviewedInTitle, yearAbove } from './periods-told.js';
import { type Parts } from './parts.js';

export type AsOf = Pick<ReportedMeasurement, 'asOf' | 'asOfSource'>;

/** These name no day on which figures stand. */
const ELSEWHERE: ReadonlySet<DateRole> = new Set(['horizon', 'comparison', 'document', 'start', 'plan']);
const NOW = wordSet(
  'đến nay, cho đến nay, tính đến nay, hiện nay, đến thời điểm này, đến thời điểm hiện nay, tới nay, hiện tại, hiện còn, hiện toàn tỉnh, hiện toàn huyện, hiện toàn xã, hiện toàn thành phố, hiện cả tỉnh, hiện tỉnh, hiện huyện',
);

/** A day that a sentence names for its figures. */
export interface Standing extends AsOf {
  /** Words that only results are told with: `tính đến`, `đến nay`, `9 tháng đầu năm`. */
  readonly isResult: boolean;
  /** A day to which results are told, a period under review, a time with which its sentence begins: later sentences go on with it. */
  readonly lasts: boolean;
}

/** The day on which the figures of a sentence stand, as far as the sentence says it before or right behind the figure; else null. */
export function asOfWithin(view: View, { statement, figure, segment }: Parts): Standing | null {
  const at = tokenAt(view.line, figure.start).from;
  const dates = datesOf(statement).filter((date) => standing(view, date) && !isOfBase(view, date) && !isOfAside(view, date, figure.start));
  const found = dates.filter((date) => date.to <= at).at(-1) ?? dates.find((date) => date.from >= at && RESULTS.has(date.role));
  const isNow = says(view, NOW, found === undefined || found.to > at ? statement.sentence : tokenFrom(view.line, found.to), figure.start);
  if (found !== undefined && !(isNow && found.role === 'deadline'))
    return {
      ...dated(view, found),
      isResult: RESULTS.has(found.role),
      lasts: RESULTS.has(found.role) || found.from === tokenAt(view.line, statement.sentence).from,
    };
  const months = afterMonths(view, statement.sentence, figure.start, view.passage.mood === 'report');
  if (months !== null) return { asOf: months.end, asOfSource: 'inferred', isResult: true, lasts: months.lasts };
  if (isNow) return { ...now(view), isResult: true, lasts: true };
  const reviewed = endOfReview(
    view,
    statement.phrases.dates.filter(({ from, to }) => from >= tokenAt(view.line, segment).from && to <= at),
  );
  return reviewed === null ? null : { asOf: reviewed, asOfSource: 'inferred', isResult: false, lasts: true };
}

/** The day of the document, as far as it is known. */
export function dayOf({ structure: { head } }: View): CivilDate | null {
  return head.meetingOn ?? (head.issuedOn?.length === 10 ? head.issuedOn : null);
}

/** A day after the document's own. */
export function isToCome(view: View, { asOf }: AsOf): boolean {
  const known = dayOf(view);
  return asOf !== null && known !== null && asOf > known;
}

/** The day of what is told by the way from a token on: one that is named there, else that of the document; null where it is to come. */
export function asOfAside(view: View, { statement, figure }: Parts, aside: number): Standing | null {
  const [from, to] = [tokenAt(view.line, aside).from, tokenAt(view.line, figure.start).from];
  const found = statement.phrases.dates.findLast((date) => date.from >= from && date.to <= to && date.date !== null);
  const months = found === undefined ? afterMonths(view, aside, figure.start, true) : null;
  if (months !== null) return { asOf: months.end, asOfSource: 'inferred', isResult: true, lasts: false };
  const asOf = found === undefined ? now(view) : dated(view, found);
  return found !== undefined && isToCome(view, asOf) ? null : { ...asOf, isResult: true, lasts: false };
}

const LONGEST_ASIDE = 20;

/** The time of a number within brackets that end before the figure: `rừng (năm 2021 đạt 53,2%) lên 55%`. */
function isOfAside({ line, depth, cover }: View, { from, to }: DatePhrase, figure: number): boolean {
  const start = tokenFrom(line, from);
  const level = depth[start] ?? 0;
  if (level === 0 || from > tokenAt(line, figure).from) return false;
  let holdsNumber = false;
  for (let index = tokenFrom(line, to); index < Math.min(figure, start + LONGEST_ASIDE); index += 1) {
    holdsNumber ||= cover[index] === 'quantity';
    if ((depth[index] ?? 0) === level && isMark(line, index, ')')) return holdsNumber;
  }
  return false;
}

const MOST_STATEMENTS = 12;

/** The dates of its sentence up to the end of a statement, in reading order. */
function datesOf(statement: Statement): readonly DatePhrase[] {
  const dates: DatePhrase[][] = [];
  let one: Statement | null = statement;
  for (let count = 0; one !== null && count < MOST_STATEMENTS; count += 1, one = one.previous) dates.unshift([...one.phrases.dates]);
  return [...(one === null ? [] : (statement.lead?.phrases.dates ?? [])), ...dates.flat()];
}

const RESULTS: ReadonlySet<DateRole> = new Set(['as_of', 'review']);

/** `Trong 6 tháng đầu năm 2023, kinh tế phát triển ổn định.`: the period with which a passage opens holds for what follows. */
export function openingTime(view: View, { start, phrases }: Statement): Opening | null {
  const [date] = phrases.dates;
  const opens = date !== undefined && date.from <= tokenAt(view.line, start + LONGEST_MARK).from && standing(view, date);
  if (!opens || start > 0 || view.passage.mood !== 'report') return null;
  return { ...dated(view, date), lasts: true, clause: view.passage.clause, isPart: /-(?:H1|Q1|M\d+)$/u.test(date.period ?? '') };
}

/** A bullet and `trong`, before the first words. */
const LONGEST_MARK = 2;

export interface Opening extends AsOf {
  readonly lasts: boolean;
  readonly clause: number | null;
  /** The first months of a year: later paragraphs of the clause go on with them. */
  readonly isPart: boolean;
}

/** The day of the sentence that a footnote hangs on, that headings and lead-ins say, innermost first, else the document's. */
export function asOfAbove(view: View): AsOf {
  const { prepared, time, head } = view.structure;
  const host = view.passage.anchor === null ? null : asOfHost(view, view.passage.anchor);
  if (host !== null) return host;
  for (const { from, to } of view.passage.above.toReversed()) {
    const date = datesIn(prepared, from, to, time.year)
      .filter((one) => standing(view, one) && one.role !== 'deadline')
      .at(-1);
    const day = date?.date ?? reviewedAbove(view, from, to);
    if (day !== null) return { asOf: day, asOfSource: 'inferred' };
  }
  if (time.asOf !== null && time.asOf.date !== head.meetingOn) return { asOf: time.asOf.date, asOfSource: time.asOf.source };
  const reviewed = reviewedInTitle(view);
  return reviewed === null ? now(view) : { asOf: reviewed, asOfSource: 'inferred' };
}

const LONGEST_HOST = 300;
/** The sentences before it, as far as results were told to a day in them. */
const LONGEST_BEFORE = 600;

function asOfHost(view: View, anchor: number): AsOf | null {
  const { prepared, time } = view.structure;
  const from = Math.max(0, anchor - LONGEST_HOST);
  const part = prepared.folded.slice(from, anchor);
  const begin = from + Math.max(part.lastIndexOf('. '), part.lastIndexOf('; '), part.lastIndexOf('\n')) + 1;
  const date = datesIn(prepared, begin, anchor, time.year).findLast((one) => one.precision === 'day' && standing(view, one));
  if (date !== undefined) return dated(view, date);
  const before = Math.max(0, anchor - LONGEST_BEFORE);
  const first = before + prepared.folded.slice(before, anchor).lastIndexOf('\n') + 1;
  const told = datesIn(prepared, first, begin, time.year).findLast((one) => one.role === 'as_of' && standing(view, one));
  return told === undefined ? null : dated(view, told);
}

function now({ structure: { head, time } }: View): AsOf {
  const date: CivilDate | null = head.meetingOn ?? time.asOf?.date ?? lastDayOf(head.issuedOn);
  return { asOf: date, asOfSource: date === null ? null : 'inferred' };
}

/** Of a document whose day is left blank the last of its month. */
function lastDayOf(issuedOn: string | null): CivilDate | null {
  if (issuedOn?.length !== 7) return issuedOn;
  return endOfMonth(Number(issuedOn.slice(0, 4)), Number(issuedOn.slice(5)));
}

function dated(view: View, { date: named, precision, role, bound, yearPrinted }: DatePhrase): AsOf {
  const year = yearPrinted || view.passage.mood !== 'report' ? null : yearAbove(view);
  const date = named === null || year === null ? named : `${year}${named.slice(4)}`;
  const isPrinted = precision === 'day' || role === 'as_of' || (bound && precision === 'month');
  return { asOf: date, asOfSource: isPrinted ? 'printed' : 'inferred' };
}

/** `giảm từ 6,23% cuối năm 2022 xuống còn 4,76%`: the day of what it was before. */
const OF_BASE = /(?:^| )từ (?:mức )?\d[\d.,]* ?(?:%|‰|\p{L}+(?: \p{L}+)?) (?:vào |của |tại )?$/u;
const NEAR = 50;

export function isOfBase({ structure }: View, { from }: DatePhrase): boolean {
  return OF_BASE.test(structure.prepared.folded.slice(Math.max(0, from - NEAR), from));
}

function standing(view: View, { date, role, from, precision }: DatePhrase): boolean {
  if (date === null) return false;
  return !ELSEWHERE.has(role) || (role === 'plan' && precision !== 'day' && isOfRevenue(view, from));
}

const REVENUE = /(?:^|[\s(])(?:thu|chi) (?:[^\s,;.:()]+ ){0,6}ngân sách (?:[^\s,;.:()]+ ){0,5}(?:trong )?$/u;

/** `thu ngân sách tháng 8 đạt …`: no budget's year, but when it was collected. */
function isOfRevenue({ structure: { prepared } }: View, at: number): boolean {
  return REVENUE.test(prepared.folded.slice(Math.max(0, at - 2 * NEAR), at));
}
