import type { DecimalText } from '../kernel/decimal.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { Accumulation } from '../indicator/indicator.events.js';
import type { Milestone } from '../target/target.events.js';

/** Days of a mean month: paces are per 30.4375 days, so that February is no slow month. */
export const DAYS_PER_MONTH = '30.4375';

/** `met` and `missed`: with at least three chances of four. */
export type Likely = 'met' | 'uncertain' | 'missed';

/** What a target's figures let one expect of its next milestone (docs/adr/0009). Values in the indicator's unit. */
export interface Outlook {
  readonly milestone: Milestone;
  readonly forecast: DecimalText;
  /** Ends of the 80 % interval. */
  readonly low: DecimalText;
  readonly high: DecimalText;
  readonly likely: Likely;
  /** Change per month from the figure's date that just reaches the milestone; 0 where it is reached, null for bands and on the due day. */
  readonly requiredPerMonth: DecimalText | null;
  /** Change per month over about the last three months, signed; null with nothing to compare with. */
  readonly recentPerMonth: DecimalText | null;
  /** The day from which the recent pace is counted. */
  readonly recentFrom: CivilDate | null;
  /** How long before the figure's date the plan expected its value; 0 where it is not late, null without a course. */
  readonly delayMonths: DecimalText | null;
  /** The date of the figure that all this starts from. */
  readonly from: CivilDate;
}

/** What is known of the indicator besides its plan; each of it only narrows the answer. */
export interface OutlookBounds {
  /** A cumulative figure does not fall. */
  readonly accumulation?: Accumulation;
  readonly min?: DecimalText | null;
  readonly max?: DecimalText | null;
}
