import { monthDays, months, oneDay, smallAt, yearAfter, yearAt, civil, type Days, type Period } from './calendar.js';
import { pairAt, textAt, type Line } from './line.js';
import { dayAt } from './periods.js';
import { onward, wordSet } from './word-tree.js';

/** `6 tháng đầu năm 2024`, `9 tháng năm 2021`, `nửa cuối năm`, `những tháng cuối năm 2023`, `các tháng còn lại của năm`. */
export function partOfYearAt(line: Line, start: number): Period | null {
  const half = pairAt(line, start);
  if ((half === 'nửa đầu' || half === 'nửa cuối') && textAt(line, start + 2) === 'năm')
    return partPeriod(line, start, start + 3, 6, half === 'nửa đầu');
  const many = textAt(line, start) === 'những' || textAt(line, start) === 'các';
  const count = many ? { value: 0, end: start + 1 } : smallAt(line, start, 11);
  if (!count || textAt(line, count.end) !== 'tháng') return null;
  const word = textAt(line, count.end + 1);
  const left = pairAt(line, count.end + 1) === 'còn lại';
  const at = left ? count.end + 3 : word === 'đầu' || word === 'cuối' ? count.end + 2 : count.end + 1;
  const year = textAt(line, at) === 'của' ? at + 1 : at;
  if (textAt(line, year) !== 'năm' || (at === count.end + 1 && yearAt(line, year + 1) === null)) return null;
  if (many && word === 'đầu') return null;
  return partPeriod(line, start, year + 1, count.value, !left && word !== 'cuối');
}

function partPeriod(line: Line, start: number, end: number, count: number, fromStart: boolean): Period {
  const year = yearAt(line, end);
  const days = (known: number): Days => (fromStart ? firstMonths(known, count) : lastMonths(known, count));
  const precision = count === 6 ? 'half_year' : !fromStart ? 'year' : count === 3 ? 'quarter' : 'month';
  return { start, end: year === null ? end : end + 1, year, precision, days };
}

function firstMonths(year: number, count: number): Days {
  const name = count === 6 ? `${year}-H1` : count === 3 ? `${year}-Q1` : `${year}-M${count}`;
  return months(year, 1, count, name);
}

function lastMonths(year: number, count: number): Days {
  return months(year, count > 0 ? 13 - count : 1, 12, count === 6 ? `${year}-H2` : String(year));
}

/** `kỳ họp giữa năm 2022`: the councils sit in July and in December. */
export function sessionAt(line: Line, start: number): Period | null {
  if (pairAt(line, start) !== 'kỳ họp') return null;
  const at = pairAt(line, start + 2) === 'thường lệ' ? start + 4 : start + 2;
  const part = textAt(line, at);
  if ((part !== 'giữa' && part !== 'cuối') || textAt(line, at + 1) !== 'năm') return null;
  const year = yearAt(line, at + 2);
  const days = (known: number): Days => monthDays(known, part === 'giữa' ? 7 : 12);
  return { start, end: year === null ? at + 2 : at + 3, year, precision: 'month', days };
}

export const HORIZONS = wordSet(
  'giai đoạn, thời kỳ, nhiệm kỳ, năm học, năm học mới, niên học, niên khóa, niên độ, tầm nhìn, tầm nhìn đến, tầm nhìn đến năm, tầm nhìn năm, định hướng, định hướng đến, định hướng đến năm, hướng đến năm, hướng tới năm, tầm nhìn tới năm, khóa',
);
const RANGE_SIGNS: ReadonlySet<string> = new Set(['-', '–', '—', '/', 'đến']);

/** `giai đoạn 2021-2025`, `thời kỳ 2021 - 2030`, `tầm nhìn đến năm 2050`, `năm học 2021 - 2022`, `2021-2025`. */
export function horizonAt(line: Line, start: number): Period | null {
  const lead = onward(HORIZONS, line, start);
  let at = lead?.end ?? start;
  if (lead && textAt(line, at) === 'từ') at += 1;
  if (lead && textAt(line, at) === 'năm') at += 1;
  const yearly = !lead && textAt(line, at) === 'năm' && ['-', '–', '—'].includes(textAt(line, at + 2));
  if (yearly) at += 1;
  const first = yearAt(line, at);
  if (first === null) return null;
  const sign = RANGE_SIGNS.has(textAt(line, at + 1));
  const to = sign && textAt(line, at + 2) === 'năm' && lead ? at + 3 : at + 2;
  const last = sign ? yearAt(line, to) : null;
  if (last === null ? !lead : last < first || (!lead && !['-', '–', '—'].includes(textAt(line, at + 1)))) return null;
  const days = (): Days => ({ first: `${first}-01-01`, date: `${last ?? first}-12-31`, period: String(last ?? first) });
  return { start, end: last === null ? at + 1 : to + 1, year: last ?? first, precision: 'year', days, role: 'horizon' };
}

/** `vào năm học 2026 - 2027`, `trước năm học mới`: the words only, since schools begin and end on days of their own. */
export function schoolYearAt(line: Line, start: number): Period | null {
  if (pairAt(line, start) !== 'năm học') return null;
  const at = textAt(line, start + 2) === 'mới' ? start + 3 : start + 2;
  const named = yearAt(line, at) !== null && RANGE_SIGNS.has(textAt(line, at + 1)) && yearAt(line, at + 2) !== null;
  if (!named && at === start + 2) return null;
  return { start, end: named ? at + 3 : at, year: null, precision: 'year', role: 'deadline', days: () => null };
}

/**
 * `hết niên độ ngân sách năm 2024 (31/01/2025)`: what a budget year grants is paid until the 31st of January after it (Luật Ngân sách
 * nhà nước 2015, điều 64); a day printed behind it counts.
 */
export function budgetYearAt(line: Line, start: number): Period | null {
  if (pairAt(line, start) !== 'niên độ') return null;
  if (pairAt(line, start + 2) !== 'ngân sách') return bareBudgetYear(line, start);
  const named = textAt(line, start + 4) === 'năm' ? yearAt(line, start + 5) : yearAt(line, start + 4);
  const end = named === null ? start + 4 : start + (textAt(line, start + 4) === 'năm' ? 6 : 5);
  const printed = textAt(line, end) === '(' ? dayAt(line, textAt(line, end + 1) === 'đến' ? end + 2 : end + 1, true) : null;
  if (printed !== null && textAt(line, printed.end) === ')') return { ...printed, start, end: printed.end + 1 };
  return { start, end, year: named, precision: 'day', days: (year) => oneDay(year + 1, 1, 31) };
}

/** `hết niên độ đạt 100%`; `niên độ 2023 - 2024` is a school's or a firm's own. */
function bareBudgetYear(line: Line, start: number): Period | null {
  const named = textAt(line, start + 2) === 'năm' ? yearAt(line, start + 3) : yearAt(line, start + 2);
  const end = named === null ? start + 2 : textAt(line, start + 2) === 'năm' ? start + 4 : start + 3;
  if (textAt(line, end) === '-' || (named === null && textAt(line, start + 2) === 'năm')) return null;
  return { start, end, year: named, precision: 'day', days: (year) => oneDay(year + 1, 1, 31) };
}

/** `tuần 2 tháng 6`, `tuần đầu của tháng 9/2022`, `tuần cuối tháng 12`: seven days each, the fourth and last to the end. */
export function weekAt(line: Line, start: number): Period | null {
  if (textAt(line, start) !== 'tuần') return null;
  const word = textAt(line, start + 1);
  const named = word === 'đầu' || word === 'cuối' ? { value: word === 'đầu' ? 1 : 4, end: start + 2 } : null;
  const week = named ?? smallAt(line, word === 'thứ' ? start + 2 : start + 1, 5);
  if (!week) return null;
  const at = textAt(line, week.end) === 'của' ? week.end + 1 : week.end;
  const month = textAt(line, at) === 'tháng' ? smallAt(line, at + 1, 12) : null;
  if (!month) return null;
  const { year, end } = yearAfter(line, month.end);
  return { start, end, year, precision: 'day', days: (known) => weekDays(known, month.value, week.value) };
}

function weekDays(year: number, month: number, week: number): Days | null {
  const whole = monthDays(year, month);
  const first = civil(year, month, Math.min(week, 4) * 7 - 6);
  return first === null
    ? null
    : { first, date: week >= 4 ? whole.date : (civil(year, month, week * 7) ?? whole.date), period: whole.period };
}
