import { yearAt, type Period } from './calendar.js';
import { LEADS, type Lead } from './date-words.js';
import { roleOf } from './date-roles.js';
import { stretchOf, textAt, tokenAt, type Line } from './line.js';
import { HORIZONS, budgetYearAt, horizonAt, partOfYearAt, schoolYearAt, sessionAt, weekAt } from './named-periods.js';
import { newYearAt } from './new-years.js';
import { monthAt } from './months.js';
import { dayAt, plainYearAt, quarterAt } from './periods.js';
import type { DatePhrase } from './phrases.js';
import { recurringDayAt } from './recurring-days.js';
import { SPAN_OPENINGS, spanAt } from './spans.js';
import { backward, openingsOf } from './word-tree.js';

/** A date with the tokens that it covers, so that no number in it is read as a value. */
export interface FoundDate {
  readonly phrase: DatePhrase;
  readonly start: number;
  readonly end: number;
}

/** The dates by their first token. */
export type DatesByStart = ReadonlyMap<number, FoundDate>;

interface Placed {
  readonly period: Period;
  readonly lead: Lead | null;
  readonly start: number;
}

/** Every time that is named; `year` is the document's and stands in where none is printed. */
export function datesOf(line: Line, openings: readonly number[], year: number | null): FoundDate[] {
  const placed = placedIn(line, openings);
  return placed.map((each, index) => {
    const known = each.period.year ?? sharedYear(line, placed, index) ?? year;
    return phraseOf(line, each, known);
  });
}

function placedIn(line: Line, openings: readonly number[]): Placed[] {
  const placed: Placed[] = [];
  let past = 0;
  for (const index of openings) {
    if (index < past) continue;
    const span = spanAt(line, index);
    const since = span && !partStarts(line, index, span.end) ? { period: span, lead: null, start: index } : null;
    const next = since ?? periodAt(line, index);
    if (next) placed.push(next);
    past = next?.period.end ?? 0;
  }
  return placed;
}

/** `trong 6 tháng đầu năm` is no span of six months. */
function partStarts(line: Line, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (tokenAt(line, index).kind === 'number' && partOfYearAt(line, index)) return true;
  return false;
}

const OPENINGS: ReadonlySet<string> = new Set(
  `ngày mùng mồng tháng quý năm cuối đầu giữa nửa tuần kỳ giai thời nhiệm niên tầm định hướng những các thứ khóa thượng trung hạ một hai ba bốn sáu bảy tám chín mười cả tết`.split(
    ' ',
  ),
);

/** The words with which a time may begin. */
export const DATE_OPENINGS: readonly string[] = [...OPENINGS, ...openingsOf(HORIZONS), ...SPAN_OPENINGS];

function periodAt(line: Line, index: number): Placed | null {
  const token = tokenAt(line, index);
  if (token.kind === 'number' ? !beginsDate(line, index) : !OPENINGS.has(token.text)) return null;
  const { lead, start } = leadBefore(line, index);
  const period =
    recurringDayAt(line, index) ??
    (lead?.role === 'deadline' ? (budgetYearAt(line, index) ?? newYearAt(line, index) ?? schoolYearAt(line, index)) : null) ??
    horizonAt(line, index) ??
    partOfYearAt(line, index) ??
    dayAt(line, index, lead !== null) ??
    weekAt(line, index) ??
    monthAt(line, index) ??
    quarterAt(line, index) ??
    sessionAt(line, index) ??
    plainYearAt(line, index, lead !== null);
  return period && { period, lead, start };
}

const AFTER_NUMBER: ReadonlySet<string> = new Set(['/', '-', '–', '—', 'tháng', 'giờ', 'h', 'h00', 'h30', 'g']);

/** Most numbers begin no date, and that is soon seen. */
function beginsDate(line: Line, index: number): boolean {
  const text = textAt(line, index);
  return AFTER_NUMBER.has(textAt(line, index + 1)) || (text.length > 3 && (yearAt(line, index) !== null || text.indexOf('.') > 0));
}

const PARTS_OF_DAY = /^(?:giờ|[hg]\d{0,2}|phút|sáng|chiều|trưa|tối|cuối|thứ|hai|ba|tư|năm|sáu|bảy|:|,|'|’)$/u;
const OPENS_DAY = /^(?:\d{1,2}|sáng|chiều|trưa|tối|thứ)$/u;

/** The words of time before it, over an hour or a day of the week: `trước 17 giờ 00 ngày 30/6`, `vào sáng thứ Năm, ngày 01/8`. */
function leadBefore(line: Line, index: number): { lead: Lead | null; start: number } {
  const near = backward(LEADS, line, index);
  if (near) return { lead: near.value, start: near.value.within ? near.start : index };
  let at = index;
  while (
    at > index - 9 &&
    (PARTS_OF_DAY.test(textAt(line, at - 1)) || (tokenAt(line, at - 1).kind === 'number' && yearAt(line, at - 1) === null))
  )
    at -= 1;
  while (at < index && !OPENS_DAY.test(textAt(line, at))) at += 1;
  const far = at < index && at > 0 ? backward(LEADS, line, at) : null;
  return far ? { lead: far.value, start: far.start } : { lead: null, start: index };
}

const JOINTS: ReadonlySet<string> = new Set(['và', ',', '-', 'các', 'đến', 'hoặc']);

/** `tháng 9 và quý IV năm 2021`: the year of the last holds for the first. */
function sharedYear(line: Line, placed: readonly Placed[], index: number): number | null {
  for (let ahead = index; ahead < index + 3; ahead += 1) {
    const [here, next] = [placed[ahead], placed[ahead + 1]];
    if (!here || !next || next.start - here.period.end > 2 || next.period.role === 'horizon') return null;
    for (let at = here.period.end; at < next.start; at += 1) if (!JOINTS.has(textAt(line, at))) return null;
    if (next.period.year !== null) return next.period.precision === 'year' && here.period.precision === 'year' ? null : next.period.year;
  }
  return null;
}

const WHOLE: ReadonlySet<string> = new Set(['tháng', 'quý', 'năm', 'kỳ']);

/** `trước tháng 6/2025`: before its first day; of a part, `trước cuối tháng 6`, or with `trước khi hết` the end is meant. */
function isBeforeWhole(line: Line, { start, precision }: Period, lead: Lead | null): boolean {
  if (lead?.op !== '<' || textAt(line, start - 1) === 'hết' || !['month', 'quarter', 'year'].includes(precision)) return false;
  return WHOLE.has(textAt(line, start)) || tokenAt(line, start).kind === 'number';
}

function phraseOf(line: Line, { period, lead, start }: Placed, year: number | null): FoundDate {
  const days = year === null ? null : period.days(year);
  const role = roleOf(line, period, lead, start);
  const { from, to } = stretchOf(line, start, period.end);
  const phrase: DatePhrase = {
    from,
    to,
    date: (isBeforeWhole(line, period, lead) ? days?.first : days?.date) ?? null,
    first: days?.first ?? null,
    op: lead?.op ?? '<=',
    precision: period.precision,
    role,
    period: days?.period ?? (year === null || period.precision !== 'recurring' ? null : String(year)),
    yearPrinted: period.year !== null,
    bound: role === 'deadline' && (lead?.role === 'deadline' || period.precision === 'relative'),
    expanded: year === null ? [] : (period.expanded?.(year) ?? []),
    ...(period.sinceIssue && { sinceIssue: period.sinceIssue }),
  };
  return { phrase, start, end: period.end };
}
