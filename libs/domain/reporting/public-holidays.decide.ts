import { checkDate, checkText } from '../kernel/checks.js';
import { yearOf, type CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import { refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { clean } from '../kernel/text.js';
import { publicHolidaysCodec } from './public-holidays.codec.js';
import type { NamedDay, PublicHolidaysEvent } from './public-holidays.events.js';
import { isWeekend, workingDays, type WorkingDayOverrides } from './working-days.js';

/** What is announced of a year; null where nothing ever was. */
export type PublicHolidaysState = PublicHolidaysEvent['data'] | null;
export type SetHolidays = PublicHolidaysEvent['data'];

export const publicHolidaysDecider: Decider<PublicHolidaysState, PublicHolidaysEvent> = { initial: null, evolve: (_, { data }) => data };

export const PUBLIC_HOLIDAYS = { category: 'holidays', codec: publicHolidaysCodec, decider: publicHolidaysDecider };

/** More than any year had; so many in a row still leave a due day within the months in which it is looked for. */
const MOST_DAYS = 40;

/**
 * Puts what was announced of a year in place of what stands; the same again is nothing new, and no day at all goes back to the table.
 * Throws `holiday_out_of_year`, `holiday_named_twice`, `holiday_worked_anyway`, `holidays_too_many`, `date_malformed`, `text_required`.
 */
export function setHolidays({ year, off, worked, source }: SetHolidays, state: PublicHolidaysState): readonly PublicHolidaysEvent[] {
  checkText('source', source);
  if (off.length > MOST_DAYS || worked.length > MOST_DAYS) reject('holidays_too_many', { most: MOST_DAYS });
  const seen = new Set<string>();
  for (const { day, name } of [...off, ...worked]) {
    checkDate('day', day);
    checkText('name', name);
    if (yearOf(day) !== year) reject('holiday_out_of_year', { day, year });
    if (seen.has(day)) reject('holiday_named_twice', { day });
    seen.add(day);
  }
  // Notices are typed in whole: a Saturday that the table has as worked already, or a day off that an earlier notice took, may be named.
  const needless = worked.find(({ day }) => !isWeekend(day) && !isOff(day, state));
  if (needless) refuse('holiday_worked_anyway', { day: needless.day });
  const data = { year, off: inOrder(off), worked: inOrder(worked), source: clean(source) };
  return state !== null && same(data, state) ? [] : [{ type: 'HolidaysSet', data }];
}

function isOff(day: CivilDate, state: PublicHolidaysState): boolean {
  return !workingDays().isWorking(day) || (state?.off.some((named) => named.day === day) ?? false);
}

function inOrder(days: readonly NamedDay[]): readonly NamedDay[] {
  return days.map(({ day, name }) => ({ day, name: clean(name) })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** A day that turns from worked to off or back; without a name where it goes back to what the table has. */
export interface HolidayChange {
  readonly day: CivilDate;
  readonly name: string | null;
  readonly was: 'off' | 'worked';
  readonly becomes: 'off' | 'worked';
}

/** What one announcement in place of another makes of the days, in their order. */
export function holidayChanges(before: PublicHolidaysState, after: PublicHolidaysState): readonly HolidayChange[] {
  const kindBy = (state: PublicHolidaysState): ((day: CivilDate) => HolidayChange['was']) => {
    const days = workingDays(overridesOf([state]));
    return (day) => (days.isWorking(day) ? 'worked' : 'off');
  };
  const [was, becomes, names] = [kindBy(before), kindBy(after), new Map(namedBy(after).map(({ day, name }) => [day, name]))];
  return [...new Set([...namedBy(before), ...namedBy(after)].map(({ day }) => day))]
    .sort()
    .map((day) => ({ day, name: names.get(day) ?? null, was: was(day), becomes: becomes(day) }))
    .filter((change) => change.was !== change.becomes);
}

const namedBy = (state: PublicHolidaysState): readonly NamedDay[] => [...(state?.off ?? []), ...(state?.worked ?? [])];

/** Single days against the table, from what was announced of each year. */
export function overridesOf(announced: Iterable<PublicHolidaysState>): WorkingDayOverrides {
  const overrides: Record<string, 'off' | 'worked'> = {};
  for (const state of announced) {
    for (const { day } of state?.off ?? []) overrides[day] = 'off';
    for (const { day } of state?.worked ?? []) overrides[day] = 'worked';
  }
  return overrides;
}
