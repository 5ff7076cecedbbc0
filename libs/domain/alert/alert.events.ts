import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { Basis } from '../measurement/figure.js';
import type { Comparator } from '../target/target.events.js';

/** A target stands for one locality, so this is one stream per target × locality. */
export const alertStream = (targetId: string): string => `alert-${targetId}`;

/** From worst to least: of several findings of one severity the first of these leads. */
export const ALERT_KINDS = ['milestone_missed', 'behind', 'report_overdue', 'implausible_figure', 'forecast_miss', 'at_risk'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** From worst to least. */
export const SEVERITIES = ['critical', 'warning', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const RESOLUTIONS = [
  /** The figure is clear of the threshold again. */
  'recovered',
  /** A later figure agrees with the one that was held to be implausible. */
  'borne_out',
  /** The figure that was the cause was corrected or withdrawn. */
  'corrected',
  'target_withdrawn',
  'target_revised',
  /** The report that was owed came. */
  'reported',
  'achieved',
  /** The locality was merged, and a target of its successor's own takes the place of this one. */
  'handed_over',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** One sentence for a leader, in both languages. */
export interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** What an alert rests on, as it was known on its day. Numbers to twelve decimals, in `unit`. */
export interface Evidence {
  readonly actual: DecimalText | null;
  /** What the course expects at the figure's date; null where it expects no single number. */
  readonly expected: DecimalText | null;
  readonly unit: string;
  /** Date and basis of the figure; null without one. */
  readonly asOf: CivilDate | null;
  readonly basis: Basis | null;
  readonly measurementIds: readonly string[];
  /** The milestone concerned; null for findings about reports and figures. */
  readonly milestone: { readonly due: CivilDate; readonly value: DecimalText | null; readonly comparator: Comparator } | null;
  readonly ruleVersion: string;
  readonly sentence: Sentence;
}

interface Episode {
  readonly targetId: string;
  /** 1, 2, 3 … within the stream. */
  readonly episode: number;
}

// Storage format: add a version and an upcaster, never edit one. `day` is the civil day that an event is about, not when it was written.
export type AlertEvent =
  | {
      readonly type: 'AlertRaised';
      readonly data: Episode & {
        readonly indicatorId: string;
        readonly localityId: string;
        readonly kind: AlertKind;
        readonly severity: Severity;
        readonly day: CivilDate;
        readonly evidence: Evidence;
      };
    }
  | {
      /** The open episode got worse, or better for good. */
      readonly type: 'AlertChanged';
      readonly data: Episode & {
        readonly kind: AlertKind;
        readonly severity: Severity;
        readonly day: CivilDate;
        readonly evidence: Evidence;
      };
    }
  | {
      /** Nobody acknowledged it in time: `to` lies `level` steps above the locality. */
      readonly type: 'AlertEscalated';
      readonly data: Episode & { readonly level: number; readonly day: CivilDate; readonly to: string };
    }
  | {
      /** By whom: the event's actor. `recoveryOn`: the day by which recovery is promised; null for none. */
      readonly type: 'AlertAcknowledged';
      readonly data: Episode & { readonly note: string; readonly recoveryOn: CivilDate | null };
    }
  | {
      /** With the figure on which it ended; nulls where it ended without one. */
      readonly type: 'AlertResolved';
      readonly data: Episode & {
        readonly day: CivilDate;
        readonly why: Resolution;
        readonly actual: DecimalText | null;
        readonly asOf: CivilDate | null;
        readonly measurementIds: readonly string[];
      };
    }
  | {
      /** The locality was merged: the episode goes on at its successor. */
      readonly type: 'AlertHandedOver';
      readonly data: Episode & { readonly fromLocalityId: string; readonly toLocalityId: string; readonly day: CivilDate };
    };
