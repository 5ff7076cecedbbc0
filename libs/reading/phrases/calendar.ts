import { addDays, isCivilDate, type CivilDate } from '../../domain/kernel/civil-date.js';
import type { DeadlinePrecision } from '../reading.js';
import { textAt, tokenAt, type Line } from './line.js';
import { numeralAt } from './numbers.js';
import type { DateRole, Span } from './phrases.js';

export interface Days {
  readonly first: CivilDate;
  readonly date: CivilDate;
  readonly period: string;
}

/** A time as printed; its days follow once its year is known. */
export interface Period {
  readonly start: number;
  readonly end: number;
  /** Null where it is not printed. */
  readonly year: number | null;
  readonly precision: DeadlinePrecision | 'relative';
  /** Null for no day of the calendar (31/4) and for what has no date. */
  readonly days: (year: number) => Days | null;
  /** What the words themselves say it is. */
  readonly role?: DateRole;
  readonly expanded?: (year: number) => readonly CivilDate[];
  /** It runs from the day of the document itself. */
  readonly sinceIssue?: Span;
  /** A year alone, which may be the year of a plan. */
  readonly plain?: boolean;
}

export function civil(year: number, month: number, day: number): CivilDate | null {
  const text = `${year}-${two(month)}-${two(day)}`;
  return isCivilDate(text) ? text : null;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function monthEnd(year: number, month: number): CivilDate {
  return month >= 12 ? `${year}-12-31` : addDays(`${year}-${two(month + 1)}-01`, -1);
}

/** From the first day of one month to the last of another, named as a period. */
export function months(year: number, from: number, to: number, period: string): Days {
  return { first: `${year}-${two(from)}-01`, date: monthEnd(year, to), period };
}

export function monthDays(year: number, month: number): Days {
  return months(year, month, month, `${year}-${two(month)}`);
}

export function quarterDays(year: number, quarter: number): Days {
  return months(year, quarter * 3 - 2, quarter * 3, `${year}-Q${quarter}`);
}

export function yearDays(year: number): Days {
  return months(year, 1, 12, String(year));
}

export function oneDay(year: number, month: number, day: number): Days | null {
  const date = civil(year, month, day);
  return date === null ? null : { first: date, date, period: String(year) };
}

/** A year of our time in four digits; null for any other number. */
export function yearAt(line: Line, index: number): number | null {
  const text = textAt(line, index);
  const year = text.length === 4 ? Number(text) : 0;
  return Number.isInteger(year) && year >= 1930 && year <= 2120 ? year : null;
}

/** A small whole number in digits or words; null for others. */
export function smallAt(line: Line, index: number, most: number): { value: number; end: number } | null {
  const token = tokenAt(line, index);
  if (token.text === 'năm' && yearAt(line, index + 1) !== null) return null;
  if (token.kind === 'number' && !/^\d{1,2}$/.test(token.text)) return null;
  const number = token.kind === 'number' ? { value: token.text, end: index + 1 } : numeralAt(line, index);
  const value = Number(number?.value ?? 0);
  return number && Number.isInteger(value) && value >= 1 && value <= most ? { value, end: number.end } : null;
}

/** The year that may follow a month or quarter: `/2022`, `-2022`, ` năm 2022`, ` của năm 2022`; the end alone where none does. */
export function yearAfter(line: Line, index: number): { year: number | null; end: number } {
  const sign = textAt(line, index);
  if (sign === '/' || (sign === '-' && tokenAt(line, index).glued)) {
    const year = yearAt(line, index + 1);
    if (year !== null && !(sign === '-' && textAt(line, index + 2) === '-')) return { year, end: index + 2 };
  }
  const at = sign === 'của' || sign === ',' ? index + 1 : index;
  if (textAt(line, at) !== 'năm') return { year: null, end: index };
  const year = yearAt(line, at + 1);
  return year === null ? { year: null, end: index } : { year, end: at + 2 };
}
