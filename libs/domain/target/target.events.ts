import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { ProfileShare } from '../schedule/profile.js';

export const targetStream = (targetId: string): string => `target-${targetId}`;

/** Literal comparators, and three without a number: a task done, an index improved, a rank held. */
export const COMPARATORS = ['>', '>=', '<', '<=', '=', 'between', 'complete', 'improve', 'maintain'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** mốc. A bare number is kept as `=` and judged as a floor (a ceiling where decreasing is better). */
export interface Milestone {
  readonly due: CivilDate;
  /** `<` for "trước ngày", `<=` otherwise. */
  readonly dueOp: '<' | '<=';
  /** Whether the clause prints the date or it comes from the heading or the plan's year. */
  readonly dueSource: 'printed' | 'inherited';
  readonly comparator: Comparator;
  /** In the indicator's unit, percent for ratios; null for `complete`, `improve`, `maintain`. */
  readonly value: DecimalText | null;
  /** Upper end of `between`; null otherwise. */
  readonly upper: DecimalText | null;
}

/** A value that the course has on a day. */
export interface CoursePoint {
  readonly on: CivilDate;
  readonly value: DecimalText;
}

/** The expected course between baseline and milestones. */
export type Trajectory =
  | { readonly kind: 'linear' }
  /** Straight lines through the points, and on to the milestones after the last of them. */
  | { readonly kind: 'points'; readonly points: readonly CoursePoint[] }
  /** Holds the value of a point from its day on, until the next point or milestone. */
  | { readonly kind: 'step'; readonly points: readonly CoursePoint[] }
  /** Follows a seasonal profile of the indicator, whose shares are copied when the target is planned: refitting it rewrites no plan. */
  | { readonly kind: 'profile'; readonly profileId: string; readonly shares: readonly ProfileShare[] };

/** A course as a command asks for it: a profile by its name among those of the indicator. */
export type PlannedTrajectory =
  Exclude<Trajectory, { readonly kind: 'profile' }> | { readonly kind: 'profile'; readonly profileId: string };

/** Cut-offs of the progress ratio, and the gap (in the unit) within which a figure counts as on the line. */
export interface Thresholds {
  readonly onTrack: DecimalText;
  readonly atRisk: DecimalText;
  readonly tolerance: DecimalText;
}

export interface TargetPlan {
  /** Value and day from which progress counts; value null where unknown (index targets). */
  readonly baseline: { readonly value: DecimalText | null; readonly on: CivilDate };
  readonly milestones: readonly Milestone[];
  /** Absolute size in the indicator's counting unit (84 hộ) where milestones are percentages. */
  readonly quantity: DecimalText | null;
  readonly trajectory: Trajectory;
  /** null: the defaults of libs/domain/schedule. */
  readonly thresholds: Thresholds | null;
  /** Days after a due date within which the report of it may still come. */
  readonly graceDays: number;
}

/** A stretch of a directive's text, in code points, that a proposal was made of. */
export interface SourceWords {
  /** Number of the proposal within the directive. */
  readonly proposal: number;
  readonly readerVersion: string;
  readonly start: number;
  readonly end: number;
}

/** Where a target was set: directive, clause, and the words where they are known. */
export interface Provenance {
  readonly directiveId: string;
  readonly clause: string | null;
  /** The words that it was accepted from; absent where somebody entered it by hand. */
  readonly words?: readonly SourceWords[];
  /** quantified: a number; dated: a time but no number; qualitative: a named index or plan figure. */
  readonly strength: 'quantified' | 'dated' | 'qualitative';
}

export interface Allocation {
  readonly targetId: string;
  readonly localityId: string;
  readonly quantity: DecimalText;
}

// Storage format: add a version and an upcaster, never edit one.
export type TargetEvent =
  | {
      readonly type: 'TargetSet';
      readonly data: TargetPlan & {
        readonly targetId: string;
        readonly indicatorId: string;
        readonly localityId: string;
        readonly responsible: string | null;
        readonly provenance: Provenance | null;
        /** The target that this one is a part of, where it came by allocation. */
        readonly allocatedFrom: string | null;
        readonly note: string | null;
      };
    }
  | {
      readonly type: 'TargetRevised';
      readonly data: TargetPlan & { readonly targetId: string; readonly reason: string; readonly provenance: Provenance | null };
    }
  | {
      readonly type: 'TargetAllocated';
      readonly data: {
        readonly targetId: string;
        readonly allocations: readonly Allocation[];
        /** Set when the parts do not sum to the target and somebody confirmed that. */
        readonly confirmedMismatch: { readonly sum: DecimalText; readonly quantity: DecimalText } | null;
      };
    }
  | {
      readonly type: 'TargetReplanned';
      readonly data: { readonly targetId: string; readonly trajectory: Trajectory; readonly reason: string };
    }
  | { readonly type: 'TargetWithdrawn'; readonly data: { readonly targetId: string; readonly on: CivilDate; readonly reason: string } };
