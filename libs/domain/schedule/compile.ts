import { addDays, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact } from '../kernel/decimal.js';
import type { IndicatorShape } from '../indicator/indicator.events.js';
import { expectationOn, type Course, type Expectation } from './expectation.js';
import { limitOf, type Limit } from './limits.js';
import { DEFAULT_CUT_OFFS, type SchedulePlan } from './schedule-plan.js';
import { knotsOf } from './trajectory.js';

/** A plan with its dates and numbers worked out once, for evaluating many figures or days. */
export interface CompiledPlan extends Course {
  readonly isTask: boolean;
  readonly baselineOn: CivilDate;
  /** True for counts by default: a gap must be smaller than one whole unit. */
  readonly isToleranceExclusive: boolean;
  readonly withdrawnOn: CivilDate | null;
  /** Days on which the answer may change, ascending. */
  readonly criticalDays: readonly CivilDate[];
  /** What is expected of a figure of that day; remembered, since figures share few dates. */
  readonly expectation: (day: CivilDate) => Expectation | null;
}

/** Half a point of a percentage or score, less than one whole unit of a count. */
const TOLERANCE: Readonly<Record<Exclude<IndicatorShape, 'amount'>, Exact>> = {
  ratio: exact('0.5'),
  index: exact('0.5'),
  count: exact('1'),
  task: exact('0'),
};

/** Amounts have no natural unit: half a percent of the way from baseline to last milestone. */
const AMOUNT_TOLERANCE = exact('0.005');

/** Works out everything that does not depend on the figure or the asked date. Total for every plan that `checkPlan` accepts. */
export function compilePlan(plan: SchedulePlan): CompiledPlan {
  const { graceDays, direction, thresholds, withdrawnOn } = plan;
  const baseline = plan.baseline.value === null ? null : exact(plan.baseline.value);
  const tolerance = thresholds ? exact(thresholds.tolerance) : defaultTolerance(plan, baseline);
  const limits = plan.milestones.map((milestone) => limitOf(milestone, { baseline, direction, graceDays, tolerance }));
  const course = {
    baseline,
    limits,
    knots: knotsOf(plan.trajectory, { on: plan.baseline.on, value: baseline }, limits),
    onTrack: exact(thresholds?.onTrack ?? DEFAULT_CUT_OFFS.onTrack),
    atRisk: exact(thresholds?.atRisk ?? DEFAULT_CUT_OFFS.atRisk),
    tolerance,
    isWhole: plan.shape === 'count',
  };
  return {
    ...course,
    isTask: plan.shape === 'task',
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

function defaultTolerance({ shape, milestones }: SchedulePlan, baseline: Exact | null): Exact {
  if (shape !== 'amount') return TOLERANCE[shape];
  const last = milestones.at(-1)?.value ?? null;
  return last === null
    ? new Exact(0)
    : exact(last)
        .minus(baseline ?? 0)
        .abs()
        .times(AMOUNT_TOLERANCE);
}

function criticalDaysOf({ baseline, withdrawnOn }: SchedulePlan, limits: readonly Limit[]): readonly CivilDate[] {
  const days = [
    addDays(baseline.on, 1),
    ...limits.flatMap(({ lastDay, lastReportDay }) => [addDays(lastDay, 1), addDays(lastReportDay, 1)]),
  ];
  return [...new Set(withdrawnOn === null ? days : [...days, withdrawnOn])].sort();
}
