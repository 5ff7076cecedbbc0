import type { DecimalText } from '../kernel/decimal.js';
import type { ReportingCalendar } from '../reporting/calendar.js';
import type { ProfileShare } from '../schedule/profile.js';

export const indicatorStream = (indicatorId: string): string => `indicator-${indicatorId}`;

/** `ratio` takes ratio and rate figures; `task` takes done figures; the others take their own shape. */
export type IndicatorShape = 'ratio' | 'count' | 'amount' | 'index' | 'task';

/** Which way is better. `band`: staying within limits. */
export type Direction = 'increasing' | 'decreasing' | 'band';

/** How figures of localities combine for the whole: Σn ÷ Σd, Σ, or not at all. */
export type RollUp = 'ratio' | 'sum' | 'none';

/** `cumulative` (lũy kế) may not fall within its year, `flow` is per period, `level` is a state that can fall. */
export type Accumulation = 'cumulative' | 'flow' | 'level';

export interface IndicatorDefinition {
  readonly indicatorId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly shape: IndicatorShape;
  readonly unit: string;
  readonly direction: Direction;
  readonly rollUp: RollUp;
  readonly accumulation: Accumulation;
  /** What the percentage is of; part of the indicator's identity ("kế hoạch" ≠ "kế hoạch Thủ tướng giao"). */
  readonly base: string | null;
  readonly numeratorMayExceedDenominator: boolean;
  /** Hard limits of a plausible figure, in the unit (percent for ratios); null where there is none. */
  readonly min: DecimalText | null;
  readonly max: DecimalText | null;
}

/** A named course of the year, fitted or given; targets that are planned by it copy its shares. */
export interface SeasonalProfile {
  readonly name: string;
  readonly nameEn: string;
  readonly shares: readonly ProfileShare[];
  /** Where the figures come from that it was fitted to; null where somebody set it by hand. */
  readonly source: { readonly name: string; readonly url: string | null } | null;
  readonly fittedYears: readonly number[];
}

// Storage format: add a version and an upcaster, never edit one.
export type IndicatorEvent =
  | { readonly type: 'IndicatorDefined'; readonly data: IndicatorDefinition }
  | {
      readonly type: 'SeasonalProfileSet';
      readonly data: SeasonalProfile & { readonly indicatorId: string; readonly profileId: string };
    }
  | { readonly type: 'ReportingCalendarSet'; readonly data: { readonly indicatorId: string; readonly calendar: ReportingCalendar } };
