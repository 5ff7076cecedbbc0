import { addDays, type CivilDate } from '../kernel/civil-date.js';
import type { WorkingDays } from '../reporting/working-days.js';

/** Working days before the due day on which a report that has not come is reminded of. */
export const DAYS_BEFORE = [3, 1] as const;

/** The days, earliest first, on which to remind of a report due on `dueOn`; each is worked. Agrees with `remindersOf`. */
export function reminderDaysOf(dueOn: CivilDate, days: WorkingDays, daysBefore: readonly number[] = DAYS_BEFORE): readonly CivilDate[] {
  const found: CivilDate[] = [];
  const most = Math.max(...daysBefore);
  // `left`: working days after `day` until the due day.
  for (let [day, left] = [dueOn, 0]; left <= most; day = addDays(day, -1)) {
    if (!days.isWorking(day)) continue;
    if (daysBefore.includes(left)) found.unshift(day);
    left += 1;
  }
  return found;
}
