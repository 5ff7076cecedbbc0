import { checkDate, checkNumber } from '../kernel/checks.js';
import { exact } from '../kernel/decimal.js';
import { refuse, reject } from '../kernel/errors.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { checkShares } from '../schedule/profile.js';
import type { Comparator, CoursePoint, Milestone, TargetPlan, Thresholds, Trajectory } from './target.events.js';

const WITHOUT_NUMBER: readonly Comparator[] = ['complete', 'improve', 'maintain'];
const MOST_GRACE_DAYS = 366;

type Kind = Pick<IndicatorDefinition, 'shape' | 'direction'>;

/**
 * Checks a plan against its indicator. Throws `milestones_empty`, `milestones_out_of_order` (dates strictly ascending,
 * values in the indicator's direction), `milestone_before_baseline`, as `checkMilestone` and `checkTrajectory`,
 * `quantity_negative`, `quantity_contradicts_milestone`, `thresholds_out_of_order`, `grace_out_of_range`,
 * `date_malformed`, `number_malformed`.
 */
export function checkPlan(plan: TargetPlan, indicator: Kind): void {
  const { baseline, milestones, quantity, graceDays } = plan;
  checkDate('baseline.on', baseline.on);
  if (baseline.value !== null) checkNumber('baseline.value', baseline.value);
  if (milestones.length === 0) reject('milestones_empty');
  for (const milestone of milestones) checkMilestone(milestone, baseline.on, indicator);
  checkOrder(milestones, indicator);
  if (quantity !== null) checkQuantity(quantity, milestones, indicator);
  checkTrajectory(plan.trajectory, plan, indicator);
  if (plan.thresholds) checkThresholds(plan.thresholds);
  if (!Number.isInteger(graceDays) || graceDays < 0 || graceDays > MOST_GRACE_DAYS)
    reject('grace_out_of_range', { graceDays, most: MOST_GRACE_DAYS });
}

/**
 * Checks an expected course within its plan. Throws `trajectory_does_not_fit` (a task has none), `trajectory_empty`,
 * `trajectory_out_of_order`, `trajectory_outside_plan` (on or before the baseline day, or after the last due date), and as `checkShares`.
 */
export function checkTrajectory(trajectory: Trajectory, plan: Pick<TargetPlan, 'baseline' | 'milestones'>, indicator: Kind): void {
  if (trajectory.kind === 'linear') return;
  if (indicator.shape === 'task') reject('trajectory_does_not_fit', { shape: indicator.shape });
  if (trajectory.kind === 'profile') checkShares(trajectory.shares);
  else checkPoints(trajectory.points, plan);
}

function checkPoints(points: readonly CoursePoint[], plan: Pick<TargetPlan, 'baseline' | 'milestones'>): void {
  if (points.length === 0) reject('trajectory_empty');
  const end = plan.milestones.at(-1)?.due ?? plan.baseline.on;
  let previous = plan.baseline.on;
  for (const { on, value } of points) {
    checkDate('trajectory.on', on);
    checkNumber('trajectory.value', value);
    if (on <= plan.baseline.on || on > end) refuse('trajectory_outside_plan', { on, from: plan.baseline.on, to: end });
    if (on <= previous) refuse('trajectory_out_of_order', { on, previous });
    previous = on;
  }
}

/** Throws `milestone_before_baseline`, `comparator_does_not_fit`, `milestone_value_required`, `milestone_value_unexpected`, `milestone_upper_out_of_order`. */
function checkMilestone(milestone: Milestone, baselineOn: string, { shape, direction }: Kind): void {
  const { due, comparator, value, upper } = milestone;
  checkDate('milestones.due', due);
  if (due < baselineOn) refuse('milestone_before_baseline', { due, baseline: baselineOn });
  const isRelative = comparator === 'improve' || comparator === 'maintain';
  // A band has no better side to improve towards.
  if ((shape === 'task') !== (comparator === 'complete') || (isRelative && direction === 'band')) {
    reject('comparator_does_not_fit', { comparator, shape, direction });
  }
  const takesNumber = !WITHOUT_NUMBER.includes(comparator);
  if (takesNumber && value === null) reject('milestone_value_required', { due, comparator });
  if (!takesNumber && value !== null) reject('milestone_value_unexpected', { due, comparator });
  if (value !== null) checkNumber('milestones.value', value);
  checkUpper(milestone);
  if (comparator !== 'between' && upper !== null) reject('milestone_value_unexpected', { due, comparator });
}

function checkUpper({ due, comparator, value, upper }: Milestone): void {
  if (comparator !== 'between' || value === null) return;
  if (upper === null) reject('milestone_value_required', { due, comparator });
  checkNumber('milestones.upper', upper);
  if (!exact(upper).gt(exact(value))) refuse('milestone_upper_out_of_order', { due, value, upper });
}

function checkOrder(milestones: readonly Milestone[], { direction }: Kind): void {
  milestones.slice(1).forEach((next, index) => {
    const previous = milestones[index];
    if (!previous) return;
    if (next.due <= previous.due || goesBack(previous, next, direction)) {
      refuse('milestones_out_of_order', { first: previous.due, from: previous.value, then: next.due, to: next.value });
    }
  });
}

function goesBack(previous: Milestone, next: Milestone, direction: Kind['direction']): boolean {
  const isLimited = previous.comparator === 'between' || next.comparator === 'between' || direction === 'band';
  if (isLimited || previous.value === null || next.value === null) return false;
  const step = exact(next.value).comparedTo(exact(previous.value));
  return direction === 'increasing' ? step < 0 : step > 0;
}

// Where milestones are in the unit that is allocated, a second size could only contradict them.
function checkQuantity(quantity: string, milestones: readonly Milestone[], { shape }: Kind): void {
  checkNumber('quantity', quantity);
  if (exact(quantity).lt(0)) reject('quantity_negative', { quantity });
  const value = milestones.at(-1)?.value ?? null;
  const isInUnit = shape === 'count' || shape === 'amount';
  if (isInUnit && value !== null && !exact(value).eq(exact(quantity))) reject('quantity_contradicts_milestone', { quantity, value });
}

function checkThresholds({ onTrack, atRisk, tolerance }: Thresholds): void {
  checkNumber('thresholds.onTrack', onTrack);
  checkNumber('thresholds.atRisk', atRisk);
  checkNumber('thresholds.tolerance', tolerance);
  const isOrdered = exact(atRisk).gt(0) && exact(onTrack).gte(exact(atRisk)) && exact(tolerance).gte(0);
  if (!isOrdered) reject('thresholds_out_of_order', { onTrack, atRisk, tolerance });
}
