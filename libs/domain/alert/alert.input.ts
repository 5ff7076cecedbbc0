import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText, Exact } from '../kernel/decimal.js';
import type { CompiledPlan } from '../schedule/compile.js';
import type { Limit } from '../schedule/limits.js';
import type { Evaluation, KnownFigure } from '../schedule/schedule-plan.js';
import type { Milestone } from '../target/target.events.js';
import type { WorkingDays } from '../reporting/working-days.js';

export type { WorkingDays };
import type { ChainStep } from './escalation-chain.events.js';
import type { AlertKind, Evidence, Sentence, Severity } from './alert.events.js';

export interface AlertPolicy {
  /** How far the progress ratio must pass a cut-off again before an alert about it ends. */
  readonly margin: DecimalText;
  /** Below this progress ratio `behind` is critical. */
  readonly criticalRatio: DecimalText;
  /** Share of the whole way from baseline to last milestone below which a gap is no alert: early in a year it is one household. */
  readonly slightGap: DecimalText;
  /** A change within one period by more than this share of the whole way is implausible. */
  readonly jump: DecimalText;
  /** Days of one period for `jump`; figures further apart may differ by more in proportion. */
  readonly jumpDays: number;
  /** Share of the whole way that a figure must lie past the last milestone for its leap to be told when it reaches the target. */
  readonly overshoot: DecimalText;
  /** A change that is more than so many times as fast as the fastest before is implausible, if it is more than `surgeShare` of the whole way. */
  readonly surge: number;
  readonly surgeShare: DecimalText;
  /** Counted things by which a count may change at once: of two communes one is half. */
  readonly few: number;
  /** Percentage points by which a cumulative rate may fall: an adjusted plan lowers it. */
  readonly rateFall: DecimalText;
  /** Days after which an overdue report is a warning and no longer a notice. */
  readonly overdueWarningDays: number;
  /** Days after the last milestone and its grace from which nothing is raised any more. */
  readonly staleDays: number;
  /** Where a locality has none of its own, nor one from above. */
  readonly chain: readonly ChainStep[];
  /** The day on which the chain was set: no step of it lies before. */
  readonly chainFrom?: CivilDate;
}

/** Whom an alert is about, and who stands above: parents from the nearest up, as of the day. */
export interface AlertSubject {
  readonly targetId: string;
  readonly indicatorId: string;
  readonly localityId: string;
  readonly parents: readonly string[];
}

/** Names as they stand on the day, for the sentences. */
export interface AlertNames {
  readonly indicator: Sentence;
  readonly locality: Sentence;
}

export interface ReportedFigure extends KnownFigure {
  /** null for a sum of the localities beneath. */
  readonly measurementId: string | null;
}

/** A number and the day it is of. */
export interface Dated {
  readonly value: DecimalText;
  readonly asOf: CivilDate;
  /** Of a running sum, the periods that it lacks. */
  readonly missing?: readonly string[];
}

/** Why a figure is held to be implausible: outside what is possible, or beside the figure before it. */
export type Doubt =
  | { readonly why: 'outside' }
  | { readonly why: 'differs'; readonly previous: Dated }
  | { readonly why: 'overshoots'; readonly previous: Dated; readonly limit: Limit }
  /** So many times as fast as ever before. */
  | { readonly why: 'surges'; readonly previous: Dated; readonly times: Exact };

/** The day and what belongs to it. */
export interface AlertContext {
  readonly day: CivilDate;
  readonly policy: AlertPolicy;
  readonly workingDays: WorkingDays;
  readonly subject: AlertSubject;
}

/** What the alerts need of libs/domain/schedule's outlook. */
export interface ForecastOutlook {
  readonly milestone: Milestone;
  readonly forecast: DecimalText;
  readonly low: DecimalText;
  readonly high: DecimalText;
  readonly likely: 'met' | 'uncertain' | 'missed';
}

/** All that is known of a target on a day. */
export interface AlertInput extends AlertContext {
  readonly indicator: Pick<IndicatorDefinition, 'shape' | 'unit' | 'direction' | 'accumulation' | 'min' | 'max'>;
  readonly names: AlertNames;
  readonly plan: CompiledPlan;
  /** `evaluate(plan, figure, day)`. */
  readonly evaluation: Evaluation;
  /** The best known figure with as-of ≤ day that counts (`weigh`), and the best one of the date before that; null where there is none. */
  readonly figure: ReportedFigure | null;
  readonly previous: ReportedFigure | null;
  /** The figures of the dates before `previous`, the newest first. */
  readonly earlier: readonly ReportedFigure[];
  /** A newer figure that is doubted. */
  readonly doubted: { readonly figure: ReportedFigure; readonly doubt: Doubt } | null;
  /** The oldest duty whose due day is over and whose report is missing on the day. */
  readonly overdue: { readonly period: string; readonly dueOn: CivilDate } | null;
  /** Due day of the first duty that is not over on the day; null for none. */
  readonly nextDueOn: CivilDate | null;
  readonly outlook: ForecastOutlook | null;
}

export interface Finding {
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly evidence: Evidence;
}

/** What is true of a target on a day. */
export interface Found {
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** The findings that would hold were every threshold stricter by the margin, worst first: what still keeps an episode open. */
  readonly lingering: readonly Pick<Finding, 'kind' | 'severity'>[];
  /** Over so long ago that nothing is raised any more; what is open ends when nothing lingers. */
  readonly isOver: boolean;
  readonly status: Evaluation['status'];
  /** The figure at which these were found. */
  readonly figure: Pick<Evidence, 'actual' | 'expected' | 'asOf' | 'measurementIds'>;
  /** What the plan asks for now: an episode about a milestone that is no longer among them ends by the revision. */
  readonly milestones: readonly NonNullable<Evidence['milestone']>[];
  /** The first later day on which findings may differ without a new fact; null for never. */
  readonly nextDay: CivilDate | null;
}
