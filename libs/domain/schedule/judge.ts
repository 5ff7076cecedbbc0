import type { CivilDate } from '../kernel/civil-date.js';
import { exact, type Exact } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import type { CompiledPlan } from './compile.js';
import type { Expectation } from './expectation.js';
import { holds, isKnown, outsideBy, type Limit } from './limits.js';
import type { ScheduleStatus, StatusReason } from './schedule-plan.js';

/** A number held against what was expected on its own date (DESIGN §4.3). */
export interface Reading {
  readonly asOf: CivilDate;
  readonly actual: Exact;
  readonly expectation: Expectation;
}

export interface Verdict {
  readonly status: ScheduleStatus;
  readonly reason: StatusReason;
  readonly late: boolean;
}

const verdict = (status: ScheduleStatus, reason: StatusReason, late = false): Verdict => ({ status, reason, late });

/** The status on a day by DESIGN §4; `figure` is known on that day, `reading` is what it says where it says a number. */
export function judge(
  plan: CompiledPlan,
  figure: KnownFigure | null,
  reading: Reading | null,
  asOf: CivilDate,
  inTime: KnownFigure | null,
): Verdict {
  if (plan.withdrawnOn !== null && asOf >= plan.withdrawnOn) return verdict('withdrawn', 'withdrawn');
  if (plan.isTask) return judgeTask(plan, figure, asOf);
  if (reading) return judgeReading(plan, reading, asOf, inTime);
  if (asOf <= plan.baselineOn) return verdict('not_started', 'before_start');
  if (plan.limits.some(({ lastReportDay }) => asOf > lastReportDay)) return verdict('missed', 'nothing_reported');
  return verdict('no_data', figure && figure.value !== null ? 'no_figure_since_baseline' : 'no_figure');
}

// hoàn thành đúng hạn / quá hạn; chưa hoàn thành trong hạn / quá hạn (DESIGN §3). What nobody reported as done is not done.
function judgeTask({ limits, baselineOn }: CompiledPlan, figure: KnownFigure | null, asOf: CivilDate): Verdict {
  const lastDay = limits.at(-1)?.lastDay ?? asOf;
  if (figure && figure.doneOn !== null) return verdict('achieved', 'task_done', figure.doneOn > lastDay);
  if (asOf <= baselineOn) return verdict('not_started', 'before_start');
  const isOverdue = limits.some((limit) => asOf > limit.lastDay);
  if (isOverdue) return verdict('missed', 'task_overdue');
  return figure ? verdict('on_track', 'task_within_time') : verdict('no_data', 'no_figure');
}

function judgeReading(plan: CompiledPlan, reading: Reading, asOf: CivilDate, inTime: KnownFigure | null): Verdict {
  const last = plan.limits.at(-1) ?? reading.expectation.limit;
  const isMet = holds(last, reading.actual);
  const isSettled = !last.mustBeKept || reading.asOf >= last.lastDay || asOf > last.lastReportDay;
  if (isMet && isSettled) return verdict('achieved', 'target_met', isLate(last, reading, inTime));
  for (const limit of plan.limits) {
    const fault = faultOf(limit, reading, asOf);
    if (fault) return fault;
  }
  return isMet ? verdict('on_track', 'within_limits') : judgeCourse(plan, reading);
}

// One figure cannot say when the target was met: an earlier one that already met it does.
function isLate(last: Limit, { asOf }: Reading, inTime: KnownFigure | null): boolean {
  if (asOf <= last.lastDay) return false;
  return !(inTime && inTime.value !== null && inTime.asOf <= last.lastDay && holds(last, exact(inTime.value)));
}

/** What is wrong with a milestone that is due: it does not hold, or nobody said in time whether it does. */
function faultOf(limit: Limit, { asOf: dated, actual }: Reading, asOf: CivilDate): Verdict | null {
  if (holds(limit, actual)) return null;
  if (dated >= limit.lastDay) return isKnown(limit) ? verdict('missed', 'milestone_not_met') : verdict('no_data', 'no_baseline');
  return asOf > limit.lastReportDay ? verdict('missed', 'nothing_reported') : null;
}

/** Progress on the way: relative to the course, and absolute where that would mislead (DESIGN §4.4). */
function judgeCourse(plan: CompiledPlan, { actual, expectation }: Reading): Verdict {
  const { limit, expected, tolerated, way } = expectation;
  if (limit.sense === 'band') return judgeBand(plan, limit, actual);
  if (!expected || !tolerated) return verdict('no_data', 'no_baseline');
  const reaches = (edge: Exact): boolean => (limit.sense === 'floor' ? actual.gte(edge) : actual.lte(edge));
  if (reaches(expected)) return verdict('on_track', 'on_schedule');
  if (reaches(tolerated) && !(plan.isToleranceExclusive && actual.eq(tolerated))) return verdict('on_track', 'within_tolerance');
  if (!way) return verdict('behind', 'outside_limits');
  if (reaches(way.onTrack)) return verdict('on_track', 'near_schedule');
  return verdict(reaches(way.atRisk) ? 'at_risk' : 'behind', 'short_of_schedule');
}

function judgeBand({ tolerance, isToleranceExclusive }: CompiledPlan, limit: Limit, actual: Exact): Verdict {
  if (!isKnown(limit)) return verdict('no_data', 'no_baseline');
  const gap = outsideBy(limit, actual);
  if (gap.isZero()) return verdict('on_track', 'within_limits');
  const isTolerated = isToleranceExclusive ? gap.lt(tolerance) : gap.lte(tolerance);
  return isTolerated ? verdict('on_track', 'within_tolerance') : verdict('behind', 'outside_limits');
}
