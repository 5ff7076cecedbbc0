import type { CivilDate } from '../kernel/civil-date.js';
import { exact } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import { compilePlan, type CompiledPlan } from './compile.js';
import { progressRatio } from './expectation.js';
import { judge, type Reading, type Verdict } from './judge.js';
import type { Evaluation, SchedulePlan } from './schedule-plan.js';

/**
 * The status of a target on a date (DESIGN §4): pure, total, deterministic.
 * `figure` is the best known one with as-of ≤ `asOf` (a later one is taken as not known yet). `inTime` is the best one
 * dated within the last milestone's time, where the caller has it: without it a target met by a later figure counts as late.
 * Compile a plan once (`compilePlan`) when evaluating it often.
 */
export function evaluate(
  plan: SchedulePlan | CompiledPlan,
  figure: KnownFigure | null,
  asOf: CivilDate,
  inTime: KnownFigure | null = null,
): Evaluation {
  const compiled = 'expectation' in plan ? plan : compilePlan(plan);
  const known = figure && figure.asOf <= asOf ? figure : null;
  const reading = known && read(compiled, known);
  const verdict = judge(compiled, known, reading, asOf, inTime);
  const { status, reason, late } = reading && known?.missing?.length ? ofGaps(verdict, compiled, reading) : verdict;
  const way = reading?.expectation.way ?? null;
  const [holdsFrom, holdsUntil] = windowAround(compiled.criticalDays, figure, asOf);
  return {
    status,
    reason,
    actual: known && known.value,
    expected: reading?.expectation.text ?? null,
    ratio: reading && way && progressRatio(reading.actual, way),
    nextMilestone: compiled.limits.find(({ lastDay }) => asOf <= lastDay)?.milestone ?? null,
    late,
    holdsFrom,
    holdsUntil,
  };
}

/** null for a figure without a number, and for one that is not after the baseline day: that one is the baseline, or belongs before it. */
function read(plan: CompiledPlan, { asOf, value }: KnownFigure): Reading | null {
  if (plan.isTask || value === null || asOf <= plan.baselineOn) return null;
  const expectation = plan.expectation(asOf);
  return expectation && { asOf, actual: exact(value), expectation };
}

/** From the last critical day up to the next one; the day on which the figure becomes known is one of them. */
function windowAround(
  criticalDays: readonly CivilDate[],
  figure: KnownFigure | null,
  asOf: CivilDate,
): readonly [from: CivilDate | null, until: CivilDate | null] {
  const known = figure?.asOf ?? null;
  let from = known !== null && known <= asOf ? known : null;
  let until = known !== null && known > asOf ? known : null;
  for (const day of criticalDays) {
    if (day <= asOf && (from === null || day > from)) from = day;
    if (day > asOf && (until === null || day < until)) until = day;
  }
  return [from, until];
}

/**
 * What a verdict is worth on a running sum that lacks periods. Missing is never green (DESIGN §2): a good verdict stands only where what
 * is missing could but add to it. A bad one stands, for silence helps nobody, and says so where what is missing could turn it.
 */
function ofGaps(verdict: Verdict, { canOnlyRise }: CompiledPlan, { expectation: { limit } }: Reading): Verdict {
  const { status, reason } = verdict;
  if (status === 'on_track' || status === 'achieved')
    return canOnlyRise && limit.sense === 'floor' ? verdict : { status: 'no_data', reason: 'incomplete_sum', late: false };
  if (reason === 'nothing_reported' || reason === 'no_baseline' || (canOnlyRise && limit.sense === 'ceiling')) return verdict;
  return status === 'behind' || status === 'at_risk' || status === 'missed' ? { ...verdict, reason: 'incomplete_sum' } : verdict;
}

/**
 * What an evaluation says when the figure is a roll-up that lacks localities: missing is never green (DESIGN §2). A good
 * verdict stands only where what is missing could but add to it: sums that are to rise. A bad one stands.
 */
export function ofIncomplete(evaluation: Evaluation, { shape, direction }: Pick<SchedulePlan, 'shape' | 'direction'>): Evaluation {
  const isGreen = evaluation.status === 'on_track' || evaluation.status === 'achieved';
  const canOnlyRise = (shape === 'count' || shape === 'amount') && direction === 'increasing';
  return isGreen && !canOnlyRise ? { ...evaluation, status: 'no_data', reason: 'incomplete_roll_up', late: false } : evaluation;
}

/** A verdict beside which a newer figure is doubted. */
export function doubtedAs(evaluation: Evaluation): Evaluation {
  return evaluation.status === 'withdrawn' ? evaluation : { ...evaluation, reason: 'figure_doubted' };
}
