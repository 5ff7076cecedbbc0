import { addDays, daysBetween, type CivilDate } from '../kernel/civil-date.js';
import type { Exact } from '../kernel/decimal.js';
import type { CompiledPlan } from './compile.js';
import type { Step } from './outlook-road.js';

/**
 * Days since the plan expected no more than the figure's value; 0 where the figure is not late, null where no course says.
 * Looked up in a course that leads one way; of another it is still some day on which the two meet.
 */
export function delayDays(plan: CompiledPlan, figure: Step): number | null {
  const limit = plan.expectation(figure.on)?.limit;
  if (!limit || limit.sense === 'band' || !expectedOn(plan, figure.on)) return null;
  const isReached = (day: CivilDate): boolean => {
    const expected = expectedOn(plan, day);
    return expected === null || (limit.sense === 'floor' ? figure.value.gte(expected) : figure.value.lte(expected));
  };
  if (isReached(figure.on)) return 0;
  let [reached, missed] = [0, daysBetween(plan.baselineOn, figure.on)];
  while (missed - reached > 1) {
    const middle = (reached + missed) >> 1;
    if (isReached(addDays(plan.baselineOn, middle))) reached = middle;
    else missed = middle;
  }
  return daysBetween(plan.baselineOn, figure.on) - reached;
}

function expectedOn(plan: CompiledPlan, day: CivilDate): Exact | null {
  return day <= plan.baselineOn ? plan.baseline : (plan.expectation(day)?.expected ?? null);
}
