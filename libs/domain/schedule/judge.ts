import type { CivilDate } from '../kernel/civil-date.js';
import { exact } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import type { CompiledPlan } from './compile.js';
import { holds, isKnown, type Limit } from './limits.js';
import type { Progress } from './progress.js';
import type { ScheduleStatus, StatusReason } from './schedule-plan.js';

export interface Verdict {
  readonly status: ScheduleStatus;
  readonly reason: StatusReason;
  readonly late: boolean;
}

const verdict = (status: ScheduleStatus, reason: StatusReason, late = false): Verdict => ({ status, reason, late });

/** The status on a day by DESIGN §4; `figure` is known on that day, `progress` is its measure where it has one. */
export function judge(
  plan: CompiledPlan,
  figure: KnownFigure | null,
  progress: Progress | null,
  asOf: CivilDate,
  inTime: KnownFigure | null,
): Verdict {
  if (plan.withdrawnOn !== null && asOf >= plan.withdrawnOn) return verdict('withdrawn', 'withdrawn');
  if (plan.isTask && figure) return judgeTask(plan, figure, asOf);
  if (figure && progress) return judgeProgress(plan, figure, progress, asOf, inTime);
  if (asOf <= plan.baselineOn) return verdict('not_started', 'before_start');
  if (plan.limits.some(({ lastReportDay }) => asOf > lastReportDay)) return verdict('missed', 'nothing_reported');
  return verdict('no_data', figure && figure.value !== null ? 'no_figure_since_baseline' : 'no_figure');
}

// hoàn thành đúng hạn / quá hạn; chưa hoàn thành trong hạn / quá hạn (DESIGN §3). The word "not done" needs no later report.
function judgeTask({ limits, baselineOn }: CompiledPlan, { doneOn }: KnownFigure, asOf: CivilDate): Verdict {
  const lastDay = limits.at(-1)?.lastDay ?? asOf;
  if (doneOn !== null) return verdict('achieved', 'task_done', doneOn > lastDay);
  if (asOf <= baselineOn) return verdict('not_started', 'before_start');
  const isOverdue = limits.some((limit) => asOf > limit.lastDay);
  return isOverdue ? verdict('missed', 'task_overdue') : verdict('on_track', 'task_within_time');
}

function judgeProgress(plan: CompiledPlan, figure: KnownFigure, progress: Progress, asOf: CivilDate, inTime: KnownFigure | null): Verdict {
  const last = plan.limits.at(-1) ?? progress.limit;
  const isMet = holds(last, progress.actual);
  const isSettled = !last.mustBeKept || figure.asOf >= last.lastDay || asOf > last.lastReportDay;
  if (isMet && isSettled) return verdict('achieved', 'target_met', isLate(last, figure, inTime));
  for (const limit of plan.limits) {
    const fault = faultOf(limit, figure, progress, asOf);
    if (fault) return fault;
  }
  return isMet ? verdict('on_track', 'within_limits') : judgeCourse(plan, progress);
}

// One figure cannot say when the target was met: an earlier one that already met it does.
function isLate(last: Limit, figure: KnownFigure, inTime: KnownFigure | null): boolean {
  if (figure.asOf <= last.lastDay) return false;
  return !(inTime && inTime.value !== null && inTime.asOf <= last.lastDay && holds(last, exact(inTime.value)));
}

/** What is wrong with a milestone that is due: it does not hold, or nobody said in time whether it does. */
function faultOf(limit: Limit, figure: KnownFigure, { actual }: Progress, asOf: CivilDate): Verdict | null {
  if (asOf < limit.lastDay || holds(limit, actual)) return null;
  if (figure.asOf >= limit.lastDay) return isKnown(limit) ? verdict('missed', 'milestone_not_met') : verdict('no_data', 'no_baseline');
  return asOf > limit.lastReportDay ? verdict('missed', 'nothing_reported') : null;
}

/** Progress on the way, relative to the course and absolute where that would mislead (DESIGN §4.4). */
function judgeCourse(plan: CompiledPlan, { limit, gap, ratio }: Progress): Verdict {
  if (!gap) return verdict('no_data', 'no_baseline');
  if (limit.sense === 'band' && gap.isZero()) return verdict('on_track', 'within_limits');
  if (gap.lte(0)) return verdict('on_track', 'on_schedule');
  const isWithinTolerance = plan.isToleranceExclusive ? gap.lt(plan.tolerance) : gap.lte(plan.tolerance);
  if (isWithinTolerance) return verdict('on_track', 'within_tolerance');
  if (!ratio) return verdict('behind', 'outside_limits');
  if (ratio.gte(plan.onTrack)) return verdict('on_track', 'near_schedule');
  return verdict(ratio.gte(plan.atRisk) ? 'at_risk' : 'behind', 'short_of_schedule');
}
