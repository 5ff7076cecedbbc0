import { civil, monthDays, smallAt, yearAfter, type Days, type Period } from './calendar.js';
import { textAt, tokenAt, type Line } from './line.js';

const THIRDS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['đầu', [1, 10]],
  ['giữa', [11, 20]],
  ['cuối', [21, 31]],
  ['thượng tuần', [1, 10]],
  ['trung tuần', [11, 20]],
  ['hạ tuần', [21, 31]],
  ['nửa đầu', [1, 15]],
  ['nửa cuối', [16, 31]],
]);

/** `tháng 3/2022`, `cuối tháng 6`, `nửa đầu tháng 9 năm 2021`. A part of a month ends on its 10th, 15th, 20th or last day. */
export function monthAt(line: Line, start: number): Period | null {
  const two = `${textAt(line, start)} ${textAt(line, start + 1)}`;
  const part = THIRDS.get(two) ?? THIRDS.get(textAt(line, start));
  const at = part ? start + (THIRDS.has(two) ? 2 : 1) : start;
  const first = textAt(line, at) === 'tháng' && !isRhythm(line, at) ? (smallAt(line, at + 1, 12) ?? april(line, at + 1)) : null;
  if (!first || tokenAt(line, first.end).text === '%') return null;
  const month = lastMonth(line, first);
  const { year, end } = yearAfter(line, month.end);
  return {
    start,
    end,
    year,
    precision: 'month',
    days: (known) => (part ? within(known, month.value, part) : monthDays(known, month.value)),
  };
}

const EACH: ReadonlySet<string> = new Set(['mỗi', 'từng', 'hàng', 'theo', 'cứ']);

/** `mỗi tháng một lần`, `một tháng hai buổi`: how often, not which month. */
export function isRhythm(line: Line, at: number): boolean {
  if (tokenAt(line, at + 1).kind !== 'word') return false;
  return EACH.has(textAt(line, at - 1)) || smallAt(line, at - 1, 60) !== null || ['lần', 'buổi', 'kỳ'].includes(textAt(line, at + 2));
}

/** `tháng Tư`; `tư` alone is no number. */
function april(line: Line, index: number): { readonly value: number; readonly end: number } | null {
  return textAt(line, index) === 'tư' ? { value: 4, end: index + 1 } : null;
}

/** `tháng 5, 6/2022`, `tháng 7 và 8 năm 2022`: until the end of the last; only a printed year tells that the numbers are months. */
function lastMonth(line: Line, first: { readonly value: number; readonly end: number }): { readonly value: number; readonly end: number } {
  let month = first;
  for (let more = 0; more < 11 && [',', 'và', '-'].includes(textAt(line, month.end)); more += 1) {
    const next = tokenAt(line, month.end + 1).kind === 'number' ? smallAt(line, month.end + 1, 12) : null;
    if (!next || next.value <= month.value) break;
    month = next;
  }
  return month === first || yearAfter(line, month.end).year === null ? first : month;
}

function within(year: number, month: number, [from, to]: readonly [number, number]): Days {
  const whole = monthDays(year, month);
  return { first: civil(year, month, from) ?? whole.first, date: civil(year, month, to) ?? whole.date, period: whole.period };
}
