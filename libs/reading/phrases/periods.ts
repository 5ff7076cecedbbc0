import { civil, monthDays, months, oneDay, quarterDays, smallAt, yearAfter, yearAt, yearDays, type Days, type Period } from './calendar.js';
import { EVENTS } from './date-words.js';
import { isRhythm } from './months.js';
import { textAt, tokenAt, type Line } from './line.js';
import { onward } from './word-tree.js';

/** `ngày 30/9/2021`, `31.12.2021`, `ngày 20 tháng 7 năm 2023`, `ngày 25/12`; without `ngày` only where a word of time stands before it. */
export function dayAt(line: Line, start: number, led: boolean): Period | null {
  const word = textAt(line, start);
  const named = word === 'ngày' || word === 'mùng' || word === 'mồng';
  const at = named ? start + (textAt(line, start + 1) === 'mùng' ? 2 : 1) : start;
  return (
    (led && word === 'ngày' ? dayOfEvent(line, start) : null) ??
    dottedAt(line, start, at) ??
    slashedAt(line, start, at, named || led || isNextMilestone(line, start)) ??
    spelledAt(line, start, at)
  );
}

/** `(trước) ngày bầu cử (15/3/2026)`: the day of an event, also in brackets. */
function dayOfEvent(line: Line, start: number): Period | null {
  const event = onward(EVENTS, line, start + 1);
  if (event === null) return null;
  const open = textAt(line, event.end) === '(';
  const at = open ? event.end + 1 : event.end;
  const day = dottedAt(line, start, at) ?? slashedAt(line, start, at, true) ?? spelledAt(line, start, at);
  return day !== null && open && textAt(line, day.end) === ')' ? { ...day, end: day.end + 1 } : day;
}

/** `đến 30/6 đạt 45%, | 30/9 đạt 75%`: greater above than below, so no share, and a level follows. */
function isNextMilestone(line: Line, start: number): boolean {
  const joined = [',', ';', 'và'].includes(textAt(line, start - 1));
  const over = Number(textAt(line, start)) > Number(textAt(line, start + 2));
  const next = textAt(line, textAt(line, start + 3) === '/' ? start + 5 : start + 3);
  return joined && over && ['đạt', 'phải', 'giải', 'hoàn', 'phấn', 'ít', 'tối', 'trên'].includes(next);
}

function dottedAt(line: Line, start: number, at: number): Period | null {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(textAt(line, at)) ?? [];
  return day ? dayPeriod(start, at + 1, Number(day), Number(month), Number(year)) : null;
}

function slashedAt(line: Line, start: number, at: number, sure: boolean): Period | null {
  const day = smallAt(line, at, 31);
  const sign = textAt(line, at + 1);
  if (!day || tokenAt(line, at).kind !== 'number' || (sign !== '/' && sign !== '-') || !tokenAt(line, at + 1).glued) return null;
  const month = tokenAt(line, at + 2).glued && tokenAt(line, at + 2).kind === 'number' ? smallAt(line, at + 2, 12) : null;
  if (!month) return sign === '/' && sure ? monthOfYear(line, start, at) : null;
  if (textAt(line, at + 3) === sign && tokenAt(line, at + 3).glued) {
    const year = yearAt(line, at + 4) ?? shortYear(line, at + 4);
    return year === null ? null : dayPeriod(start, at + 5, day.value, month.value, year);
  }
  return sign === '/' && sure && textAt(line, at + 3) !== '%' ? withYear(line, start, at + 3, day.value, month.value) : null;
}

function shortYear(line: Line, index: number): number | null {
  return /^\d{2}$/.test(textAt(line, index)) ? 2000 + Number(textAt(line, index)) : null;
}

/** `12/2022` is a month. */
function monthOfYear(line: Line, start: number, at: number): Period | null {
  const month = smallAt(line, at, 12);
  const year = yearAt(line, at + 2);
  if (!month || year === null) return null;
  return { start, end: at + 3, year, precision: 'month', days: (known) => monthDays(known, month.value) };
}

function spelledAt(line: Line, start: number, at: number): Period | null {
  const day = tokenAt(line, at).kind === 'number' ? smallAt(line, at, 31) : null;
  const month = day && textAt(line, at + 1) === 'tháng' ? smallAt(line, at + 2, 12) : null;
  return day && month ? withYear(line, start, month.end, day.value, month.value) : null;
}

function withYear(line: Line, start: number, end: number, day: number, month: number): Period | null {
  const after = yearAfter(line, end);
  const printed = after.year ?? 2024;
  if (civil(printed, month, day) === null) return null;
  return { start, end: after.end, year: after.year, precision: 'day', days: (year) => oneDay(year, month, day) };
}

function dayPeriod(start: number, end: number, day: number, month: number, year: number): Period | null {
  return oneDay(year, month, day) && { start, end, year, precision: 'day', days: (known) => oneDay(known, month, day) };
}

const QUARTERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    i: 1,
    ii: 2,
    iii: 3,
    iv: 4,
    '1': 1,
    '2': 2,
    '3': 3,
    '4': 4,
    '01': 1,
    '02': 2,
    '03': 3,
    '04': 4,
    một: 1,
    hai: 2,
    ba: 3,
    bốn: 4,
    tư: 4,
  }),
);

/** `quý II năm 2022`, `quý III/2021`, `cuối quý I`, `quý I, II năm 2022` (until the end of the last). */
export function quarterAt(line: Line, start: number): Period | null {
  const word = textAt(line, start);
  const part = word === 'đầu' || word === 'giữa' || word === 'cuối' ? word : null;
  const at = part ? start + 1 : start;
  const first = textAt(line, at) === 'quý' && !isRhythm(line, at) ? QUARTERS.get(textAt(line, at + 1)) : undefined;
  if (first === undefined) return null;
  let last = first;
  let index = at + 2;
  for (let more = 0; more < 3 && [',', 'và', '-'].includes(textAt(line, index)); more += 1) {
    const next = tokenAt(line, index + 1).kind === 'word' ? QUARTERS.get(textAt(line, index + 1)) : undefined;
    if (next === undefined || next <= last) break;
    [last, index] = [next, index + 2];
  }
  const { year, end } = yearAfter(line, index);
  const month = part === 'đầu' ? last * 3 - 2 : part === 'giữa' ? last * 3 - 1 : last * 3;
  const days = (known: number): Days => ({ ...months(known, first * 3 - 2, month, `${known}-Q${last}`) });
  return {
    start,
    end,
    year,
    precision: 'quarter',
    days: part ? days : (known) => ({ ...quarterDays(known, last), first: quarterDays(known, first).first }),
  };
}

/** `năm 2022`, `cuối năm`, `giữa năm 2022`, `năm nay`, `năm tới`; a bare `năm` only after a word of time. */
export function plainYearAt(line: Line, start: number, led: boolean): Period | null {
  const word = textAt(line, start);
  const part = word === 'cuối' || word === 'giữa' || word === 'đầu' || word === 'cả' ? word : null;
  const at = part ? start + 1 : start;
  if (textAt(line, at) !== 'năm' || textAt(line, at - 1) === 'thứ') return led && !part ? bareYear(line, start) : null;
  const year = yearAt(line, at + 1);
  const next = textAt(line, at + 1);
  const relative =
    next === 'nay' || next === 'này' ? 0 : next === 'tới' || next === 'sau' ? 1 : next === 'trước' || next === 'ngoái' ? -1 : null;
  if (year === null && relative === null && (part === null ? !led || !endsThere(line, at + 1) : part === 'đầu')) return null;
  const days = (known: number): Days => partOfYear(known + (relative ?? 0), part);
  const end = year === null && relative === null ? at + 1 : at + 2;
  const plain = part === null && relative === null;
  return {
    start,
    end,
    year,
    precision: part === 'giữa' ? 'half_year' : 'year',
    days,
    plain,
    ...(relative === -1 && { role: 'comparison' as const }),
  };
}

function partOfYear(year: number, part: string | null): Days {
  if (part === 'giữa') return months(year, 1, 6, String(year));
  return part === 'đầu' ? months(year, 1, 3, String(year)) : yearDays(year);
}

/** `trong năm` is the year; `trong năm huyện` is five districts. */
function endsThere(line: Line, index: number): boolean {
  const token = tokenAt(line, index);
  return (
    token.kind !== 'word' ||
    ['và', 'để', 'phải', 'hoàn', 'có', 'đạt', 'theo', 'không', 'thực', 'tổ', 'khởi', 'phấn', 'được'].includes(token.text)
  );
}

/** `đến 2030`: a year without its word. */
function bareYear(line: Line, start: number): Period | null {
  const year = yearAt(line, start);
  const next = tokenAt(line, start + 1);
  if (year === null || next.text === '/' || next.text === '%' || (next.text === '-' && yearAt(line, start + 2) !== null)) return null;
  if (
    next.kind === 'word' &&
    ![
      'đạt',
      'và',
      'phải',
      'có',
      'là',
      'tỷ',
      'hoàn',
      'trở',
      'thì',
      'sẽ',
      'phấn',
      'cơ',
      'gấp',
      'tăng',
      'giảm',
      'chiếm',
      'bằng',
      'vượt',
      'còn',
      'không',
      'trên',
      'khoảng',
    ].includes(next.text)
  )
    return null;
  return { start, end: start + 1, year, precision: 'year', days: yearDays, plain: true };
}
