import { yearOf, type CivilDate } from '../kernel/civil-date.js';

/** One stream per year. */
export const calendarDayStream = (year: number): string => `calendar-${year}`;
export const calendarDayStreamOf = (day: CivilDate): string => calendarDayStream(yearOf(day));

// Storage format: add a version and an upcaster, never edit one.
/** A civil day began: time is a fact like any other, so that a replay evaluates the same days in the same places. */
export type CalendarDayEvent = { readonly type: 'DayBegan'; readonly data: { readonly day: CivilDate } };
