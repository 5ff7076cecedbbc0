import type { CivilDate } from '../kernel/civil-date.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import { compilePlan, type CompiledPlan } from './compile.js';
import { judge } from './judge.js';
import { measure } from './progress.js';
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
  const compiled = 'compiled' in plan ? plan : compilePlan(plan);
  const known = figure && figure.asOf <= asOf ? figure : null;
  const progress = known && measure(compiled, known);
  const { status, reason, late } = judge(compiled, known, progress, asOf, inTime);
  const [holdsFrom, holdsUntil] = windowAround(compiled.criticalDays, figure, asOf);
  return {
    status,
    reason,
    actual: known && known.value,
    expected: progress?.expected?.toDecimalPlaces(12).toFixed() ?? null,
    ratio: progress?.ratio?.toDecimalPlaces(12).toFixed() ?? null,
    nextMilestone: compiled.limits.find(({ lastDay }) => asOf <= lastDay)?.milestone ?? null,
    late,
    holdsFrom,
    holdsUntil,
  };
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
