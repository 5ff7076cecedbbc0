import { fromEpochDay, type CivilDate } from '../../domain/kernel/civil-date.js';

/** Việt Nam has kept UTC+7 without daylight saving since 1975. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

// Asked for by every request, and the same all day.
let shown = { day: NaN, date: '' };

/** The civil date in Asia/Ho_Chi_Minh at an instant in milliseconds, by default now. */
export function todayInVietnam(now = Date.now()): CivilDate {
  const day = Math.floor((now + OFFSET_MS) / DAY_MS);
  if (day !== shown.day) shown = { day, date: fromEpochDay(day) };
  return shown.date;
}
