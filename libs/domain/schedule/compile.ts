import { addDays, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact } from '../kernel/decimal.js';
import { expectationOn, type Course, type Expectation } from './expectation.js';
import { limitOf, type Limit } from './limits.js';
import { newestRules, type ScheduleRules } from './rules.js';
import type { SchedulePlan } from './schedule-plan.js';
import { knotsOf } from './trajectory.js';

/** A plan with its dates and numbers worked out once, for evaluating many figures or days. */
export interface CompiledPlan extends Course {
  readonly isTask: boolean;
  /** True for numbers of things: what is missing of their sums could but add to them. */
  readonly canOnlyRise: boolean;
  readonly baselineOn: CivilDate;
  /** True for counts by default: a gap must be smaller than one whole unit. */
  readonly isToleranceExclusive: boolean;
  readonly withdrawnOn: CivilDate | null;
  /** Days on which the answer may change, ascending. */
  readonly criticalDays: readonly CivilDate[];
  /** What is expected of a figure of that day; remembered, since figures share few dates. */
  readonly expectation: (day: CivilDate) => Expectation | null;
}

/** Works out everything that does not depend on the figure or the asked date. Total for every plan that `checkPlan` accepts. */
export function compilePlan(plan: SchedulePlan, rules = newestRules()): CompiledPlan {
  const { graceDays, direction, thresholds, withdrawnOn } = plan;
  const baseline = plan.baseline.value === null ? null : exact(plan.baseline.value);
  const tolerance = thresholds ? exact(thresholds.tolerance) : defaultTolerance(plan, baseline, rules);
  const limits = plan.milestones.map((milestone) => limitOf(milestone, { baseline, direction, graceDays, tolerance }));
  const course = {
    baseline,
    limits,
    knots: knotsOf(plan.trajectory, { on: plan.baseline.on, value: baseline }, limits),
    onTrack: thresholds ? exact(thresholds.onTrack) : rules.onTrack,
    atRisk: thresholds ? exact(thresholds.atRisk) : rules.atRisk,
    tolerance,
    isWhole: plan.shape === 'count',
  };
  return {
    ...course,
    isTask: plan.shape === 'task',
    canOnlyRise: plan.shape === 'count' || plan.shape === 'amount',
    baselineOn: plan.baseline.on,
    isToleranceExclusive: plan.shape === 'count' && !thresholds,
    withdrawnOn,
    criticalDays: criticalDaysOf(plan, limits),
    expectation: remembering((day) => expectationOn(course, day)),
  };
}

function remembering<Value>(find: (day: CivilDate) => Value): (day: CivilDate) => Value {
  const found = new Map<CivilDate, Value>();
  return (day) => {
    const known = found.get(day);
    if (known !== undefined) return known;
    const value = find(day);
    found.set(day, value);
    return value;
  };
}

function defaultTolerance({ shape, milestones }: SchedulePlan, baseline: Exact | null, rules: ScheduleRules): Exact {
  if (shape !== 'amount') return rules.tolerance[shape];
  const last = milestones.at(-1)?.value ?? null;
  return last === null
    ? new Exact(0)
    : exact(last)
        .minus(baseline ?? 0)
        .abs()
        .times(rules.amountTolerance);
}

function criticalDaysOf({ baseline, withdrawnOn }: SchedulePlan, limits: readonly Limit[]): readonly CivilDate[] {
  const days = [
    addDays(baseline.on, 1),
    ...limits.flatMap(({ lastDay, lastReportDay }) => [addDays(lastDay, 1), addDays(lastReportDay, 1)]),
  ];
  return [...new Set(withdrawnOn === null ? days : [...days, withdrawnOn])].sort();
}
