import type { Sql } from 'postgres';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';

/** Does something with the clock of this process at noon of a day in Việt Nam: for what the API takes to be today. */
export async function onDay<T>(day: CivilDate, action: () => Promise<T>): Promise<T> {
  const { leave } = arriveOn(day);
  try {
    return await action();
  } finally {
    leave();
  }
}

/** From here on it is that day, for this process and for what a database records; answers with how to come back. */
export async function stayOn(day: CivilDate, sql: Sql): Promise<() => void> {
  const { leave, shift } = arriveOn(day);
  await sql.unsafe(`
    create function event_store.on_day() returns trigger language plpgsql as
      $$ begin new.recorded_at := clock_timestamp() + interval '${shift} milliseconds'; return new; end $$;
    create trigger on_day before insert on event_store.event for each row execute function event_store.on_day()`);
  return leave;
}

function arriveOn(day: CivilDate): { readonly shift: number; readonly leave: () => void } {
  const { now } = Date;
  const shift = Date.parse(`${day}T12:00:00+07:00`) - now();
  Date.now = () => now() + shift;
  return { shift, leave: () => void (Date.now = now) };
}
