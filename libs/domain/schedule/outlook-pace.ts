import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact } from '../kernel/decimal.js';
import type { Road, Step } from './outlook-road.js';

/** A window of the recent pace is at least this long: three short months. */
const RECENT_DAYS = 88;

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

/** Way gone ÷ way due, 1 on schedule: the mean of the pace so far and the recent one, which alone would take a good month for a turn. */
function paceOf(road: Road, steps: readonly Step[], origin: Step): Exact {
  const last = steps.at(-1) ?? origin;
  const recent = recentStart(steps, origin) ?? origin;
  const [gone, due] = between(road, origin, last);
  if (due.isZero()) return new Exact(road.length.isZero() ? 0 : 1);
  if (recent === origin) return gone.div(due);
  const [goneLately, dueLately] = between(road, recent, last);
  if (dueLately.isZero()) return gone.div(due);
  // One division for two: a night has millions of them.
  return gone.times(dueLately).plus(goneLately.times(due)).div(due.times(dueLately).times(2));
}

function between({ at, length, credit }: Road, from: Step, to: Step): readonly [gone: Exact, due: Exact] {
  const due = at(to.on).minus(at(from.on));
  // Where the plan steps back nothing is due: it must not make a pace out of next to nothing.
  const isBack = !due.isZero() && due.isNegative() !== length.isNegative();
  return [to.value.minus(from.value).plus(credit), isBack ? credit : due.plus(credit)];
}
