import { addDays, epochDay, yearOf, type CivilDate } from '../kernel/civil-date.js';
import { ANNOUNCED, LUNAR_DAYS } from './holidays.js';

/** Which days are worked, and counting in them. */
export interface WorkingDays {
  isWorking(day: CivilDate): boolean;
  /** The `n`th working day after `day`; for 0 the day itself where it is worked, otherwise the next one that is. */
  add(day: CivilDate, n: number): CivilDate;
}

/** Single days against the table: a day off that a later announcement adds or takes away, a Saturday worked in exchange. */
export type WorkingDayOverrides = Readonly<Record<CivilDate, 'off' | 'worked'>>;

/**
 * Working days of state bodies: Monday to Friday without the public holidays of Bộ luật Lao động 2019 (Điều 111 khoản 3: a
 * holiday on a weekly day off is made good on the next working day; Điều 112: 1/1, Tết five days, Giỗ Tổ 10/3 lunar, 30/4, 1/5,
 * 2/9 with the day before or after; since 2026 also 24/11, Nghị quyết 28/2026/QH16). 2018–2026 are as announced, with their swaps. Other
 * years are computed: Tết from the eve to mồng Bốn, the second day of 2/9 where it joins a weekend as announced since 2021. Before 2010 and
 * after 2040 Tết and Giỗ Tổ are unknown and count as ordinary days. What is announced later comes by `overrides`.
 */
export function workingDays(overrides: WorkingDayOverrides = {}): WorkingDays {
  const isWorking = (day: CivilDate): boolean => {
    const override = Object.hasOwn(overrides, day) ? overrides[day] : undefined;
    if (override !== undefined) return override === 'worked';
    const { off, worked } = exceptionsOf(yearOf(day));
    return worked.has(day) || (!isWeekend(day) && !off.has(day));
  };
  const nextFrom = (day: CivilDate): CivilDate => {
    let found = day;
    while (!isWorking(found)) found = addDays(found, 1);
    return found;
  };
  const add = (day: CivilDate, n: number): CivilDate => {
    if (n <= 0) return nextFrom(day);
    let found = day;
    for (let count = 0; count < n; count += 1) found = nextFrom(addDays(found, 1));
    return found;
  };
  return { isWorking, add };
}

/** Working days after `from` until `to`, `to` included; 0 where `to` is not later. */
export function workingDaysBetween(days: WorkingDays, from: CivilDate, to: CivilDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (days.isWorking(day)) count += 1;
  return count;
}

/** Monday is 1 and Sunday 7. */
export const weekdayOf = (date: CivilDate): number => ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;

export const isWeekend = (day: CivilDate): boolean => weekdayOf(day) > 5;

interface Exceptions {
  readonly off: ReadonlySet<CivilDate>;
  readonly worked: ReadonlySet<CivilDate>;
}

// Pure and small: a year's days never change while the program runs.
const byYear = new Map<number, Exceptions>();

function exceptionsOf(year: number): Exceptions {
  const known = byYear.get(year);
  if (known) return known;
  const announced = ANNOUNCED[year];
  const dated = (days: readonly string[] = []) => new Set(days.map((day) => `${yearText(year)}-${day}`));
  const found = announced ? { off: dated(announced.off), worked: dated(announced.worked) } : { off: computed(year), worked: dated() };
  byYear.set(year, found);
  return found;
}

const yearText = (year: number): string => String(year).padStart(4, '0');

export interface TableYear {
  /** `announced`: as it was announced; `computed`: from the law and the lunar calendar; `fixed`: without Tết and Giỗ Tổ, which are not tabulated. */
  readonly basis: 'announced' | 'computed' | 'fixed';
  /** Days from Monday to Friday. */
  readonly off: readonly CivilDate[];
  readonly worked: readonly CivilDate[];
}

/** What the table knows of a year by itself. */
export function tableYear(year: number): TableYear {
  const { off, worked } = exceptionsOf(year);
  const basis = ANNOUNCED[year] ? 'announced' : LUNAR_DAYS[year] ? 'computed' : 'fixed';
  return { basis, off: [...off].filter((day) => !isWeekend(day)).sort(), worked: [...worked].sort() };
}

const [announcedYears, lunarYears] = [ANNOUNCED, LUNAR_DAYS].map((table) => Object.keys(table).map(Number).sort());

/** Which years the table has as they were announced, and for which it knows Tết and Giỗ Tổ. */
export const TABLE_YEARS = { announced: extentOf(announcedYears), lunar: extentOf(lunarYears) };

function extentOf(years: readonly number[] = []): { readonly from: number; readonly to: number } {
  return { from: years[0] ?? 0, to: years.at(-1) ?? 0 };
}

/** The days off of a year for which nothing is announced: each holiday on a weekend moves to the next day that is not off yet. */
function computed(year: number): ReadonlySet<CivilDate> {
  const holidays = holidaysOf(year);
  const off = new Set(holidays);
  for (const holiday of holidays.filter(isWeekend)) {
    let day = addDays(holiday, 1);
    while (isWeekend(day) || off.has(day)) day = addDays(day, 1);
    off.add(day);
  }
  return off;
}

function holidaysOf(year: number): readonly CivilDate[] {
  const on = (day: string): CivilDate => `${yearText(year)}-${day}`;
  const [tet, ancestors] = LUNAR_DAYS[year] ?? [];
  const lunar = tet && ancestors ? [...[-1, 0, 1, 2, 3].map((days) => addDays(on(tet), days)), on(ancestors)] : [];
  const national = on('09-02');
  const second = year < TWO_DAYS_SINCE ? [] : [addDays(national, SECOND_DAY[weekdayOf(national)] ?? 1)];
  const culture = year < CULTURE_DAY_SINCE ? [] : [on('11-24')];
  return [on('01-01'), ...lunar, on('04-30'), on('05-01'), national, ...second, ...culture].sort();
}

/** Bộ luật Lao động 2019 is in force from 1/1/2021. */
const TWO_DAYS_SINCE = 2021;

/** Ngày Văn hóa Việt Nam: Nghị quyết 28/2026/QH16, in force from 1/7/2026. */
const CULTURE_DAY_SINCE = 2026;

/** Before (−1) or after (1) by the weekday of 2/9, as announced 2021–2026; of a Sunday nothing was announced yet. */
const SECOND_DAY: Readonly<Record<number, number>> = { 1: 1, 2: -1, 3: -1, 4: 1, 5: -1, 6: -1, 7: 1 };
