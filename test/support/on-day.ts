import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';

/** Does something with the clock of this process at noon of a day in Việt Nam: for what the API takes to be today. */
export async function onDay<T>(day: CivilDate, action: () => Promise<T>): Promise<T> {
  const { now } = Date;
  const shift = Date.parse(`${day}T12:00:00+07:00`) - now();
  Date.now = () => now() + shift;
  try {
    return await action();
  } finally {
    Date.now = now;
  }
}
