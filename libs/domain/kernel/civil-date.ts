/** A civil date in Asia/Ho_Chi_Minh as ISO text, `2021-09-30`. Text order is date order. */
export type CivilDate = string;

const DAY_MS = 86_400_000;
const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for an existing day of the calendar written `yyyy-mm-dd`. */
export function isCivilDate(text: string): text is CivilDate {
  const [, year, month, day] = CIVIL_DATE.exec(text) ?? [];
  return year !== undefined && Number(year) >= 100 && Number(day) >= 1 && Number(day) <= daysOfMonth(Number(year), Number(month));
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : month >= 1 && month <= 12 ? 31 : 0;
}

/** Days since 1970-01-01 (negative before). */
export function epochDay(date: CivilDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** The civil date that lies `day` days after 1970-01-01. */
export function fromEpochDay(day: number): CivilDate {
  return Number.isFinite(day) ? new Date(day * DAY_MS).toISOString().slice(0, 10) : '';
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromEpochDay(epochDay(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDay(to) - epochDay(from);
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}
