import { checkDate } from '../kernel/checks.js';
import { addDays, type CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import { refuse } from '../kernel/errors.js';
import type { CalendarDayEvent } from './calendar-day.events.js';

/** The last day that began; null before the first. Streams are one per year: start from the last day of the year before. */
export type CalendarDayState = CivilDate | null;

export const calendarDayDecider: Decider<CalendarDayState, CalendarDayEvent> = {
  initial: null,
  evolve: (last, { data: { day } }) => (last === null || day > last ? day : last),
};

/**
 * Every day that began since the last one, in order, so that an outage is caught up with day by day; the first time today alone.
 * Today again is nothing new. Throws `date_malformed`, and `day_already_over` where the clock went back.
 */
export function beginDays(last: CalendarDayState, today: CivilDate): readonly CalendarDayEvent[] {
  checkDate('today', today);
  if (last !== null && today < last) refuse('day_already_over', { today, last });
  const events: CalendarDayEvent[] = [];
  for (let day = last === null ? today : addDays(last, 1); day <= today; day = addDays(day, 1)) {
    events.push({ type: 'DayBegan', data: { day } });
  }
  return events;
}
