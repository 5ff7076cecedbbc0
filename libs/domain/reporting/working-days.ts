import type { CivilDate } from '../kernel/civil-date.js';

/** Which days are worked, and counting in them. */
export interface WorkingDays {
  isWorking(day: CivilDate): boolean;
  /** The `n`th working day after `day`; for 0 the day itself where it is worked, otherwise the next one that is. */
  add(day: CivilDate, n: number): CivilDate;
}
