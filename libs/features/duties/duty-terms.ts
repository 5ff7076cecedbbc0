import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import { addDays, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import type { IndicatorState } from '../../domain/indicator/indicator.decide.js';
import { DEFAULT_CALENDAR, dutiesBetween, type Duty, type ReportingCalendar } from '../../domain/reporting/calendar.js';
import { overridesOf, type PublicHolidaysState } from '../../domain/reporting/public-holidays.decide.js';
import { workingDays, type WorkingDays } from '../../domain/reporting/working-days.js';
import type { Language } from '../http/language.js';
import { tableOf } from '../http/reading.js';

/** Who reads what is owed, in which language. */
export interface DutyReader {
  readonly sql: Sql;
  readonly actor: Actor;
  /** Meant where none is named. */
  readonly day: CivilDate;
  /** What lies behind it nobody could know. */
  readonly lastDay: CivilDate;
  readonly language: Language;
}

export interface DutyWindow {
  readonly asOf: CivilDate;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

interface AskedWindow {
  readonly asOf?: CivilDate | undefined;
  readonly period?: string | undefined;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
}

const DAYS_BEFORE = 365;
const DAYS_AFTER = 31;

/** The due days that are asked about: those around `asOf` by default, the years around a period. What is to come nobody knows: `asOf` is the last known day at the latest. */
export function windowOf({ asOf, period, from, to }: AskedWindow, known: Pick<DutyReader, 'day' | 'lastDay'>): DutyWindow {
  const asked = asOf ?? known.day;
  const day = asked < known.lastDay ? asked : known.lastDay;
  const year = period === undefined ? null : yearOf(period);
  const [first, last] = year === null ? [addDays(day, -DAYS_BEFORE), addDays(day, DAYS_AFTER)] : [`${year - 1}-01-01`, `${year + 2}-12-31`];
  // One end alone that lies beyond the other's default: the rest of its year.
  const begin = from ?? (to !== undefined && to < first ? `${to.slice(0, 4)}-01-01` : first);
  return { asOf: day, from: begin, to: to ?? (begin > last ? `${begin.slice(0, 4)}-12-31` : last) };
}

/** An indicator of which reports are owed; tasks owe none, their word is enough. `calendar` is a number of `Terms`. */
export interface OwedIndicator {
  readonly id: string;
  readonly name: string;
  readonly calendar: number;
  readonly isFlow: boolean;
  readonly isSummed: boolean;
}

/** Who owes by which calendar, and the duties of each calendar in a window. */
export interface Terms {
  readonly days: WorkingDays;
  readonly indicators: readonly OwedIndicator[];
  readonly duties: readonly TermDuty[];
}

export interface TermDuty extends Duty {
  readonly no: number;
  readonly calendar: number;
}

/** The terms of a window, by the working days as they are announced; `extent`: between which due days anything is owed at all. */
export async function termsOf(
  sql: Sql,
  { from, to }: DutyWindow,
  period: string | undefined,
  extent: { readonly from: CivilDate; readonly to: CivilDate },
  language: Language,
): Promise<Terms> {
  const [days, states] = await Promise.all([
    announcedDays(sql),
    sql<{ state: NonNullable<IndicatorState> }[]>`select state from ${tableOf(sql, 'indicators.indicator')}`,
  ]);
  const owing = states.flatMap(({ state }) => (state.shape === 'task' ? [] : [state]));
  const keys = owing.map(({ calendar }) => JSON.stringify(calendar ?? DEFAULT_CALENDAR));
  const calendars = [...new Set(keys)];
  const indicators = owing.map(({ indicatorId: id, name, nameEn, accumulation, rollUp }, index) => ({
    ...{ id, name: language === 'vi' ? name : nameEn, calendar: calendars.indexOf(keys[index] ?? '') },
    ...{ isFlow: accumulation === 'flow', isSummed: rollUp !== 'none' },
  }));
  const duties = calendars.flatMap((text, calendar) => {
    const terms = JSON.parse(text) as ReportingCalendar;
    // Only of single dates may the due day lie far behind the cut-off.
    const [first, last] = terms.kind === 'ad_hoc' ? [from, to] : [later(from, extent.from), earlier(to, extent.to)];
    const inWindow = dutiesBetween(terms, first, last, days);
    return inWindow.filter((duty) => period === undefined || duty.period === period).map((duty) => ({ ...duty, calendar }));
  });
  return { days, indicators, duties: duties.map((duty, no) => ({ ...duty, no })) };
}

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b);

async function announcedDays(sql: Sql): Promise<WorkingDays> {
  const rows = await sql<{ state: PublicHolidaysState }[]>`select state from ${tableOf(sql, 'holidays.year')} order by id`;
  return workingDays(overridesOf(rows.map(({ state }) => state)));
}
