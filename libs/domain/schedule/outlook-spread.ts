import { daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact } from '../kernel/decimal.js';
import { forecastOn } from './outlook-pace.js';
import type { Road, Step } from './outlook-road.js';

/** Half the width of an 80 % interval in standard errors of a normal distribution. */
const EIGHTY_PERCENT = exact('1.2816');

/**
 * Before a series has shown its own errors: a share of the way that is left, with the weight of four forecasts. A plan that is a
 * straight line says nothing of the months to come (few things go straight), so all of the way that is left is open.
 */
const SHAPED_SHARE = exact('0.4');
const STRAIGHT_SHARE = exact('1');
const PRIOR_WEIGHT = 4;

/** More would make old habits count and cost time. */
const MOST_FORECASTS = 12;

/**
 * Half the width of the 80 % interval on `day`: the errors of the forecasts that each figure of this series gave of its next one,
 * grown by the root of the distance, together with a share of the way that is left.
 */
export function halfWidth(road: Road, steps: readonly Step[], origin: Step, day: CivilDate): Exact {
  const last = steps.at(-1) ?? origin;
  const left = openWay(road, steps, origin, day);
  const ahead = distance(road, last, day);
  const errors = stepErrors(road, steps, origin).map(({ error, over }) => error.times(error).times(ahead).div(over));
  return errors
    .reduce((total, square) => total.plus(square), left.times(left).times(PRIOR_WEIGHT))
    .div(PRIOR_WEIGHT + errors.length)
    .sqrt()
    .times(EIGHTY_PERCENT);
}

/** The part of the way left that may go wrong; without a schedule, of the change that is forecast. */
function openWay(road: Road, steps: readonly Step[], origin: Step, day: CivilDate): Exact {
  const last = steps.at(-1) ?? origin;
  if (road.length.isZero()) return forecastOn(road, steps, origin, day).minus(last.value).times(SHAPED_SHARE);
  return road
    .at(day)
    .minus(road.at(last.on))
    .times(road.isShaped ? SHAPED_SHARE : STRAIGHT_SHARE);
}

/** How far it is to a day, half by time and half by way, so that a rush and a pause both count; only its ratio to another one means anything. */
function distance(road: Road, { on }: Pick<Step, 'on'>, day: CivilDate): Exact {
  const time = Math.max(0, daysBetween(on, day));
  if (road.length.isZero()) return new Exact(time);
  return road.length
    .abs()
    .times(time)
    .plus(road.at(day).minus(road.at(on)).abs().times(road.days));
}

function stepErrors(road: Road, steps: readonly Step[], origin: Step): readonly { error: Exact; over: Exact }[] {
  const first = Math.max(1, steps.length - MOST_FORECASTS);
  return steps.slice(first).flatMap((next, index) => {
    const known = steps.slice(0, first + index);
    const from = known.at(-1);
    return from ? [{ error: next.value.minus(forecastOn(road, known, origin, next.on)), over: distance(road, from, next.on) }] : [];
  });
}
