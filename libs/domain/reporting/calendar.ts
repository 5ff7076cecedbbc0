import { addDays, daysBetween, yearOf, type CivilDate } from '../kernel/civil-date.js';
import { checkDate } from '../kernel/checks.js';
import { refuse, reject } from '../kernel/errors.js';
import { weekdayOf, type WorkingDays } from './working-days.js';

export const FREQUENCIES = ['month', 'quarter', 'half_year', 'year'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** chế độ báo cáo: when figures are cut off and when they are due. Days of a month that it lacks mean its last day. */
export type ReportingCalendar =
  | {
      readonly kind: 'periodic';
      readonly frequency: Frequency;
      /** ngày chốt số liệu, of the period's last month: with 14 a period runs from the 15th to the 14th. */
      readonly cutOffDay: number;
      /** thời hạn gửi, of the period's last month; of the month after it where it is smaller than `cutOffDay`. */
      readonly dueDay: number;
      /** The due day is this working day after the cut-off at the earliest. */
      readonly minWorkingDays: number;
    }
  | {
      readonly kind: 'before';
      readonly frequency: Frequency;
      /** "trước ngày 15 tháng cuối quý" is 15: the 14th of the period's last month is the last day. */
      readonly dueBeforeDay: number;
      /** Of the period's last month, or of the month before it where that would lie after the due day; null: the due day itself. */
      readonly cutOffDay: number | null;
    }
  /** Monday is 1 and Sunday 7. Due on the first `dueWeekday` from the cut-off on, the cut-off's own day included. */
  | { readonly kind: 'weekly'; readonly cutOffWeekday: number; readonly dueWeekday: number }
  /** Single dates, as a directive names them; the first period begins with the year of its cut-off. */
  | { readonly kind: 'ad_hoc'; readonly dates: readonly { readonly cutOff: CivilDate; readonly due: CivilDate }[] };

/** One report that is owed: figures dated from `from` to `cutOff`, both included, received by the end of `dueOn`. */
export interface Duty {
  /** `2021-08`, `2021-Q3`, `2021-H1`, `2021`, the ISO week of the cut-off `2021-W35`, or an ad-hoc cut-off's date. */
  readonly period: string;
  readonly from: CivilDate;
  readonly cutOff: CivilDate;
  readonly dueOn: CivilDate;
}

/** Nghị định 09/2019/NĐ-CP as provinces apply it: from the 15th of the month before to the 14th, due on the 25th. */
export const DEFAULT_CALENDAR: ReportingCalendar = { kind: 'periodic', frequency: 'month', cutOffDay: 14, dueDay: 25, minWorkingDays: 1 };

const MOST_WORKING_DAYS = 20;
const MOST_DATES = 500;

/** Throws `calendar_out_of_range`, `calendar_dates_empty`, `calendar_dates_out_of_order`, `calendar_due_before_cut_off`, `date_malformed`. */
export function checkCalendar(calendar: ReportingCalendar): void {
  switch (calendar.kind) {
    case 'periodic':
      checkRange('cutOffDay', calendar.cutOffDay, 1, 31);
      checkRange('dueDay', calendar.dueDay, 1, 31);
      return checkRange('minWorkingDays', calendar.minWorkingDays, 0, MOST_WORKING_DAYS);
    case 'before':
      checkRange('dueBeforeDay', calendar.dueBeforeDay, 1, 31);
      return calendar.cutOffDay === null ? undefined : checkRange('cutOffDay', calendar.cutOffDay, 1, 31);
    case 'weekly':
      checkRange('cutOffWeekday', calendar.cutOffWeekday, 1, 7);
      return checkRange('dueWeekday', calendar.dueWeekday, 1, 7);
    case 'ad_hoc':
      return checkDates(calendar.dates);
  }
}

function checkRange(field: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) reject('calendar_out_of_range', { field, value, least, most });
}

function checkDates(dates: readonly { readonly cutOff: CivilDate; readonly due: CivilDate }[]): void {
  if (dates.length === 0 || dates.length > MOST_DATES) reject('calendar_dates_empty', { most: MOST_DATES });
  let previous: CivilDate | null = null;
  for (const { cutOff, due } of dates) {
    checkDate('cutOff', cutOff);
    checkDate('due', due);
    if (previous !== null && cutOff <= previous) refuse('calendar_dates_out_of_order', { cutOff, previous });
    if (due < cutOff) refuse('calendar_due_before_cut_off', { cutOff, due });
    previous = cutOff;
  }
}

/**
 * The duties whose due day lies from `from` to `to`, both included, in the order of their cut-offs. A due day that is not worked moves to the
 * end of the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5); cut-offs never move.
 */
export function dutiesBetween(calendar: ReportingCalendar, from: CivilDate, to: CivilDate, days: WorkingDays): readonly Duty[] {
  return from > to ? [] : candidates(calendar, from, to, days).filter(({ dueOn }) => dueOn >= from && dueOn <= to);
}

function candidates(calendar: ReportingCalendar, from: CivilDate, to: CivilDate, days: WorkingDays): readonly Duty[] {
  switch (calendar.kind) {
    case 'periodic':
    case 'before':
      return lastMonths(calendar.frequency, from, to).map((month) => dutyOfMonth(calendar, month, days));
    case 'weekly':
      return weekly(calendar, from, to, days);
    case 'ad_hoc':
      return calendar.dates.map(({ cutOff, due }, index) => {
        const previous = calendar.dates[index - 1]?.cutOff;
        return {
          period: cutOff,
          from: previous === undefined ? `${cutOff.slice(0, 4)}-01-01` : addDays(previous, 1),
          cutOff,
          dueOn: days.add(due, 0),
        };
      });
  }
}

export const MONTHS: Readonly<Record<Frequency, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 };

/** Months are counted from the year 0. A due day moves by three months at the most: by days off and by `minWorkingDays`. */
function lastMonths(frequency: Frequency, from: CivilDate, to: CivilDate): readonly number[] {
  const first = monthOf(from) - 3;
  const all = Array.from({ length: monthOf(to) + 2 - first }, (_, index) => first + index);
  return all.filter((month) => (month + 1) % MONTHS[frequency] === 0);
}

type Monthly = Extract<ReportingCalendar, { kind: 'periodic' | 'before' }>;

function dutyOfMonth(calendar: Monthly, month: number, days: WorkingDays): Duty {
  const cutOff = cutOffOf(calendar, month);
  const from = addDays(cutOffOf(calendar, month - MONTHS[calendar.frequency]), 1);
  const due = days.add(nominalDueOf(calendar, month), 0);
  const earliest = calendar.kind === 'periodic' ? days.add(cutOff, calendar.minWorkingDays) : due;
  return { period: periodName(calendar.frequency, month), from, cutOff, dueOn: due < earliest ? earliest : due };
}

function nominalDueOf(calendar: Monthly, month: number): CivilDate {
  if (calendar.kind === 'before') return addDays(dayOf(month, calendar.dueBeforeDay), -1);
  return dayOf(calendar.dueDay < calendar.cutOffDay ? month + 1 : month, calendar.dueDay);
}

function cutOffOf(calendar: Monthly, month: number): CivilDate {
  if (calendar.kind === 'periodic') return dayOf(month, calendar.cutOffDay);
  const due = nominalDueOf(calendar, month);
  if (calendar.cutOffDay === null) return due;
  const cutOff = dayOf(calendar.cutOffDay < calendar.dueBeforeDay ? month : month - 1, calendar.cutOffDay);
  return cutOff < due ? cutOff : due;
}

export function periodName(frequency: Frequency, month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  const place = month % 12;
  switch (frequency) {
    case 'month':
      return `${year}-${String(place + 1).padStart(2, '0')}`;
    case 'quarter':
      return `${year}-Q${Math.floor(place / 3) + 1}`;
    case 'half_year':
      return `${year}-H${Math.floor(place / 6) + 1}`;
    case 'year':
      return year;
  }
}

export const monthOf = (date: CivilDate): number => yearOf(date) * 12 + Number(date.slice(5, 7)) - 1;

/** The `day`th of a month, or its last day where it has none such. */
function dayOf(month: number, day: number): CivilDate {
  const lastDay = addDays(firstOf(month + 1), -1);
  const wanted = addDays(firstOf(month), day - 1);
  return wanted < lastDay ? wanted : lastDay;
}

function firstOf(month: number): CivilDate {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

type Weekly = Extract<ReportingCalendar, { kind: 'weekly' }>;

function weekly({ cutOffWeekday, dueWeekday }: Weekly, from: CivilDate, to: CivilDate, days: WorkingDays): readonly Duty[] {
  const wait = (dueWeekday - cutOffWeekday + 7) % 7;
  const start = addDays(from, -63);
  const first = addDays(start, (cutOffWeekday - weekdayOf(start) + 7) % 7);
  return Array.from({ length: Math.floor(daysBetween(first, to) / 7) + 1 }, (_, week) => {
    const cutOff = addDays(first, 7 * week);
    return { period: weekName(cutOff), from: addDays(cutOff, -6), cutOff, dueOn: days.add(addDays(cutOff, wait), 0) };
  });
}

/** The ISO 8601 week of a day: its year is that of the week's Thursday. */
export function weekName(date: CivilDate): string {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}
