import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { Direction, IndicatorDefinition, IndicatorShape } from '../indicator/indicator.events.js';
import type { Milestone, TargetPlan } from '../target/target.events.js';

export type { KnownFigure } from '../measurement/figure-value.js';

/** All that a status depends on besides the figure and the asked date. */
export interface SchedulePlan extends Pick<TargetPlan, 'baseline' | 'milestones' | 'trajectory' | 'thresholds' | 'graceDays'> {
  readonly shape: IndicatorShape;
  readonly direction: Direction;
  /** First day on which the target no longer stands; null while it does. */
  readonly withdrawnOn: CivilDate | null;
}

/** The schedule of a target, from its plan and its indicator. */
export function schedulePlan(
  { baseline, milestones, trajectory, thresholds, graceDays }: TargetPlan,
  { shape, direction }: Pick<IndicatorDefinition, 'shape' | 'direction'>,
  withdrawnOn: CivilDate | null = null,
): SchedulePlan {
  return { baseline, milestones, trajectory, thresholds, graceDays, shape, direction, withdrawnOn };
}

/**
 * Days after a due date within which its report may still come, where nobody set another number: the figures of a period are
 * due on the 25th of its last month and settled in the month after (Nghị định 09/2019/NĐ-CP as provinces apply it).
 */
export const DEFAULT_GRACE_DAYS = 30;

/** tình trạng tiến độ (DESIGN §1) */
export const STATUSES = ['not_started', 'on_track', 'at_risk', 'behind', 'achieved', 'missed', 'no_data', 'withdrawn'] as const;
export type ScheduleStatus = (typeof STATUSES)[number];

/** Why a status was given; stable, for people to read behind. */
export const REASONS = [
  'withdrawn',
  /** Not after the baseline day. */
  'before_start',
  /** Nothing was reported and the next report may still come. */
  'no_figure',
  /** The only figure is dated on or before the baseline day: it is the baseline, or belongs to the time before. */
  'no_figure_since_baseline',
  /** Some localities beneath have not reported, and their figures could turn the verdict. */
  'incomplete_roll_up',
  /** Some periods of a flow were not reported: short of the schedule at least as far as is known, or good with nothing to show it. */
  'incomplete_sum',
  /** A newer figure is implausible and nobody has verified it: the status is that of the figure before. */
  'figure_doubted',
  /** The comparison is with a baseline that nobody stated. */
  'no_baseline',
  /** The time for reporting a due milestone is over and no figure dated at or after it came. */
  'nothing_reported',
  'milestone_not_met',
  'target_met',
  'task_done',
  'task_within_time',
  'task_overdue',
  /** Inside limits that must be kept until the due date. */
  'within_limits',
  /** Outside limits, with no course between baseline and target by which to measure how far. */
  'outside_limits',
  /** At or beyond the expected value. */
  'on_schedule',
  /** Short of the expected value by no more than the tolerance. */
  'within_tolerance',
  /** The progress ratio reaches the upper cut-off. */
  'near_schedule',
  'short_of_schedule',
] as const;
export type StatusReason = (typeof REASONS)[number];

export interface Evaluation {
  readonly status: ScheduleStatus;
  readonly reason: StatusReason;
  /** The figure's value as given; null without one. */
  readonly actual: DecimalText | null;
  /** What the trajectory expects at the figure's own date, to twelve decimals; null where it expects no single number. */
  readonly expected: DecimalText | null;
  /** (actual − baseline) ÷ (expected − baseline), to twelve decimals; null where absolute rules apply. */
  readonly ratio: DecimalText | null;
  /** The first milestone that is not over on the asked date; null after the last. */
  readonly nextMilestone: Milestone | null;
  /** Achieved, but nothing shows it in time. */
  readonly late: boolean;
  /**
   * The asked dates, `holdsFrom` ≤ date < `holdsUntil`, for which this evaluation is the answer while the plan
   * and the best known figure stay the same; null is open.
   */
  readonly holdsFrom: CivilDate | null;
  readonly holdsUntil: CivilDate | null;
}
