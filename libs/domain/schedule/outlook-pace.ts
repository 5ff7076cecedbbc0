import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact } from '../kernel/decimal.js';
import type { Road, Step } from './outlook-road.js';

/** A window of the recent pace is at least this long: three short months. */
const RECENT_DAYS = 88;

/** The pace so far and the recent one count half each: the recent alone would take a good month for a turn. */
const RECENT_WEIGHT = exact('0.5');

/** A pace beyond these bounds is an accident of a short window. */
const LEAST = new Exact(-1);
const MOST = new Exact(3);

/** The newest figure at least three months before the last one, else the origin; null where that is the last one itself. */
export function recentStart(steps: readonly Step[], origin: Step): Step | null {
  const last = steps.at(-1);
  if (!last) return null;
  const start = steps.findLast(({ on }) => daysBetween(on, last.on) >= RECENT_DAYS) ?? origin;
  return start.on < last.on ? start : null;
}

/** What is to be expected on `day`: the last value, and the rest of the way at the pace so far and lately. */
export function forecastOn(road: Road, steps: readonly Step[], origin: Step, day: CivilDate): Exact {
  const last = steps.at(-1) ?? origin;
  return last.value.plus(
    road
      .at(day)
      .minus(road.at(last.on))
      .times(paceOf(road, steps, origin)),
  );
}

/** Way gone ÷ way due, 1 on schedule. */
function paceOf(road: Road, steps: readonly Step[], origin: Step): Exact {
  const last = steps.at(-1) ?? origin;
  const whole = paceBetween(road, origin, last);
  const recent = paceBetween(road, recentStart(steps, origin) ?? origin, last);
  return whole.plus(recent.minus(whole).times(RECENT_WEIGHT));
}

function paceBetween({ at, credit }: Road, from: Step, to: Step): Exact {
  const due = at(to.on).minus(at(from.on)).plus(credit);
  if (due.isZero()) return new Exact(credit.isZero() ? 0 : 1);
  const pace = to.value.minus(from.value).plus(credit).div(due);
  return credit.isZero() ? pace : Exact.min(MOST, Exact.max(LEAST, pace));
}
