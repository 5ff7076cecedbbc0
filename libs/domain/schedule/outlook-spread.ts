import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact } from '../kernel/decimal.js';
import { forecastOn } from './outlook-pace.js';
import type { Road, Step } from './outlook-road.js';

/** Half the width of an 80 % interval in standard errors of a normal distribution. */
const EIGHTY_PERCENT = exact('1.2816');

/**
 * Before a series has shown its own errors: a share of the way that is left, with the weight of two forecasts. A plan that is a
 * straight line says nothing of the months to come (few things go straight), so all of the way that is left is open.
 */
const SHAPED_SHARE = exact('0.2');
const STRAIGHT_SHARE = exact('1');
const PRIOR_WEIGHT = 2;

/** More would make old habits count and cost time. */
const MOST_FORECASTS = 12;

/**
 * Half the width of the 80 % interval on `day`: the errors that the forecasts made at the earlier figures of this series turned
 * out to have today, scaled to the horizon, together with a share of the way that is left.
 */
export function halfWidth(road: Road, steps: readonly Step[], origin: Step, day: CivilDate): Exact {
  const last = steps.at(-1) ?? origin;
  const horizon = Math.max(0, daysBetween(last.on, day));
  const share = road.credit.isZero() ? 0 : road.isShaped ? SHAPED_SHARE : STRAIGHT_SHARE;
  const left = road.at(day).minus(road.at(last.on)).times(share);
  const errors = pastErrors(road, steps, origin).map(({ error, days }) => error.times(error).times(widening(horizon, days)));
  const sum = errors.reduce((total, square) => total.plus(square), left.times(left).times(PRIOR_WEIGHT));
  return sum
    .div(PRIOR_WEIGHT + errors.length)
    .sqrt()
    .times(EIGHTY_PERCENT);
}

/** Of the squared error. What went wrong over a long time goes less wrong over a short one in step; the other way round, by the root. */
function widening(horizon: number, days: number): Exact {
  const ratio = new Exact(horizon).div(days);
  return ratio.lt(1) ? ratio.times(ratio) : ratio;
}

function pastErrors(road: Road, steps: readonly Step[], origin: Step): readonly { error: Exact; days: number }[] {
  const last = steps.at(-1);
  if (!last) return [];
  const first = Math.max(1, steps.length - MOST_FORECASTS);
  return steps.slice(first, -1).map(({ on }, index) => ({
    error: last.value.minus(forecastOn(road, steps.slice(0, first + index + 1), origin, last.on)),
    days: daysBetween(on, last.on),
  }));
}
