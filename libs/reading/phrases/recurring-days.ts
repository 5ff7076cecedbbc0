import { addDays, epochDay, type CivilDate } from '../../domain/kernel/civil-date.js';
import { civil, monthEnd, smallAt, type Period } from './calendar.js';
import { EVENTS } from './date-words.js';
import { pairAt, textAt, tokenAt, type Line } from './line.js';
import { meaning, onward, wordTree } from './word-tree.js';

const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const QUARTER_ENDS = [3, 6, 9, 12];
const QUARTER_STARTS = [1, 4, 7, 10];

/** What follows `ngày 15`: the months in which it comes again. */
const TAILS = wordTree<readonly number[]>([
  ...meaning(
    'hàng tháng, mỗi tháng, của tháng, của mỗi tháng, của hàng tháng, các tháng, từng tháng, tháng sau, của tháng sau, tháng tiếp theo, của tháng tiếp theo, tháng kế tiếp, tháng liền kề',
    EVERY_MONTH,
  ),
  ...meaning(
    'tháng cuối quý, của tháng cuối quý, tháng cuối của quý, của tháng cuối của quý, tháng cuối mỗi quý, của tháng cuối mỗi quý, tháng cuối cùng của quý, của tháng cuối cùng của quý, tháng cuối hàng quý, của tháng cuối hàng quý, tháng cuối kỳ báo cáo, của tháng cuối kỳ báo cáo, tháng cuối kỳ, cuối quý, của tháng cuối cùng quý',
    QUARTER_ENDS,
  ),
  ...meaning(
    'tháng đầu quý sau, của tháng đầu quý sau, tháng đầu của quý sau, của tháng đầu của quý sau, tháng đầu tiên của quý sau, của tháng đầu tiên quý sau, của tháng đầu tiên của quý sau, tháng đầu quý, của tháng đầu quý, tháng đầu quý tiếp theo, của tháng đầu quý tiếp theo',
    QUARTER_STARTS,
  ),
]);

/** `ngày 15 hằng tháng`, `ngày 15 tháng cuối quý`, `thứ Sáu hằng tuần`, `ngày 15/6 và 15/12 hằng năm`, `16 giờ hằng ngày`. */
export function recurringDayAt(line: Line, start: number): Period | null {
  return weekdayAt(line, start) ?? monthlyAt(line, start) ?? yearlyAt(line, start) ?? dailyAt(line, start);
}

const EVERY_DAY: ReadonlySet<string> = new Set(['hàng ngày', 'mỗi ngày', 'các ngày']);
const PART_OF_DAY: ReadonlySet<string> = new Set(['phút', 'sáng', 'trưa', 'chiều', 'tối', 'của']);

/** `16 giờ 30 phút hằng ngày`, `9h00 mỗi ngày`: every day of the year, so that none is listed. */
function dailyAt(line: Line, start: number): Period | null {
  if (tokenAt(line, start).kind !== 'number' || !/^(?:giờ|[hg]\d{0,2})$/.test(textAt(line, start + 1))) return null;
  let end = start + 2;
  while (end < start + 5 && (tokenAt(line, end).kind === 'number' || PART_OF_DAY.has(textAt(line, end)))) end += 1;
  return EVERY_DAY.has(pairAt(line, end)) ? recurring(start, end + 2, () => []) : null;
}

function recurring(start: number, end: number, expanded: (year: number) => readonly CivilDate[]): Period {
  return { start, end, year: null, precision: 'recurring', days: () => null, expanded };
}

function monthlyAt(line: Line, start: number): Period | null {
  if (textAt(line, start) !== 'ngày') return null;
  const last = pairAt(line, start + 1) === 'cuối cùng' ? start + 3 : textAt(line, start + 1) === 'cuối' ? start + 2 : null;
  const day = last === null ? smallAt(line, start + 1, 31) : { value: 31, end: last };
  if (!day) return null;
  const days = last === null ? joinedDays(line, day) : [day];
  const end = days.at(-1)?.end ?? day.end;
  const tail = onward(TAILS, line, end) ?? ofRhythmBefore(line, start, end);
  if (!tail || tokenAt(line, tail.end).kind === 'number') return null;
  return recurring(start, tail.end, (year) =>
    tail.value.flatMap((month) => days.map(({ value }) => civil(year, month, value) ?? monthEnd(year, month))),
  );
}

interface Day {
  readonly value: number;
  readonly end: number;
}

/** `ngày 15, ngày 30 hằng tháng`. */
function joinedDays(line: Line, first: Day): readonly Day[] {
  const days = [first];
  for (let end = first.end; days.length < 4 && (textAt(line, end) === ',' || textAt(line, end) === 'và');) {
    const next = smallAt(line, textAt(line, end + 1) === 'ngày' ? end + 2 : end + 1, 31);
    if (!next) break;
    days.push(next);
    end = next.end;
  }
  return days;
}

const MONTHLY: ReadonlySet<string> = new Set(['hàng tháng', 'mỗi tháng', 'từng tháng', 'kỳ tháng']);
const QUARTERLY: ReadonlySet<string> = new Set(['hàng quý', 'mỗi quý', 'từng quý', 'kỳ quý']);
const CLOSE = 8;

/** `định kỳ hằng tháng (trước ngày 25)`: the months are those of the rhythm right before it. */
function ofRhythmBefore(line: Line, start: number, end: number): { readonly value: readonly number[]; readonly end: number } | null {
  if (['/', '-', 'tháng', '.'].includes(textAt(line, end)) && tokenAt(line, end).glued) return null;
  if (textAt(line, end) === 'tháng' || textAt(line, end) === '/') return null;
  for (let index = start - 2; index >= start - CLOSE; index -= 1) {
    const { kind, text } = tokenAt(line, index + 1);
    if (kind === 'end' || text === ';' || text === '.' || text === 'ngày') return null;
    if (MONTHLY.has(pairAt(line, index))) return { value: EVERY_MONTH, end };
    if (QUARTERLY.has(pairAt(line, index))) return { value: QUARTER_ENDS, end };
  }
  return null;
}

const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  Object.entries({ hai: 1, ba: 2, tư: 3, năm: 4, sáu: 5, bảy: 6, '2': 1, '3': 2, '4': 3, '5': 4, '6': 5, '7': 6 }),
);
const WEEKLY: ReadonlySet<string> = new Set(['hàng tuần', 'mỗi tuần', 'của tuần', 'các tuần', 'từng tuần']);

function weekdayAt(line: Line, start: number): Period | null {
  const weekday = textAt(line, start) === 'thứ' ? WEEKDAYS.get(textAt(line, start + 1)) : undefined;
  if (weekday === undefined || !WEEKLY.has(pairAt(line, start + 2))) return null;
  return recurring(start, start + 4, (year) => weekdaysOf(year, weekday));
}

function weekdaysOf(year: number, weekday: number): CivilDate[] {
  const newYear = `${year}-01-01`;
  const ahead = (weekday - ((epochDay(newYear) + 4) % 7) + 14) % 7;
  const days: CivilDate[] = [];
  for (let day = addDays(newYear, ahead); day.startsWith(newYear.slice(0, 4)); day = addDays(day, 7)) days.push(day);
  return days;
}

/** One or more days of the year, joined by commas or và, that come every year. */
function yearlyAt(line: Line, start: number): Period | null {
  const days: (readonly [number, number])[] = [];
  let index = start;
  while (days.length < 6) {
    const found = dayOfYear(line, index);
    if (!found) break;
    days.push([found.month, found.day]);
    index = found.end;
    if (textAt(line, index) !== ',' && textAt(line, index) !== 'và') break;
    index += 1;
  }
  const yearly = pairAt(line, index) === 'hàng năm' || pairAt(line, index) === 'mỗi năm';
  if (days.length === 0 || !yearly) return null;
  return recurring(start, index + 2, (year) => days.flatMap(([month, day]) => civil(year, month, day) ?? []));
}

function dayOfYear(line: Line, index: number): { day: number; month: number; end: number } | null {
  const at = textAt(line, index) === 'ngày' ? (onward(EVENTS, line, index + 1)?.end ?? index + 1) : index;
  const day = tokenAt(line, at).kind === 'number' ? smallAt(line, at, 31) : null;
  const joined = textAt(line, at + 1);
  const month = day && (joined === '/' || joined === 'tháng') ? smallAt(line, at + 2, 12) : null;
  return day && month ? { day: day.value, month: month.value, end: month.end } : null;
}
