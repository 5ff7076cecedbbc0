import type { CivilDate } from '../../domain/kernel/civil-date.js';

/** Việt Nam has kept UTC+7 without daylight saving since 1975. */
const OFFSET_MS = 7 * 3_600_000;

/** The civil date in Asia/Ho_Chi_Minh at an instant in milliseconds, by default now. */
export function todayInVietnam(now = Date.now()): CivilDate {
  return new Date(now + OFFSET_MS).toISOString().slice(0, 10);
}
