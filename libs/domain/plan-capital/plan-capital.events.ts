import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';

/** One stream per plan: indicator × locality × budget year. */
export const planCapitalStream = (indicatorId: string, localityId: string, year: number): string =>
  `plan-${indicatorId}.${localityId}.${year}`;

/** kế hoạch vốn: the plan whose disbursement the indicator measures. */
export interface PlanKey {
  readonly indicatorId: string;
  readonly localityId: string;
  /** The budget year (năm ngân sách) of the plan. */
  readonly year: number;
}

/** The decision that assigned the money. */
export interface CapitalSource {
  readonly directiveId: string;
  readonly clause: string | null;
}

/** What one decision says of a tranche. */
interface Decided extends PlanKey {
  readonly trancheId: string;
  /** The day of the decision; that of the assignment says until when the tranche may be disbursed. */
  readonly on: CivilDate;
  /** The amount of the tranche from that day on, not the change; in the indicator's money unit. */
  readonly amount: DecimalText;
  readonly source: CapitalSource | null;
  /** The locality that decided before it was succeeded by the one of the plan; absent where that one decided itself. */
  readonly predecessorId?: string | undefined;
}

interface Confirmed {
  /** What an increase after 30/9 added to a tranche of earlier, confirmed to be money moved and not supplemented; absent otherwise. */
  readonly confirmedIncrease?: DecimalText | undefined;
}

// Storage format: add a version and an upcaster, never edit one.
export type PlanCapitalEvent =
  | { readonly type: 'CapitalAssigned'; readonly data: Decided }
  | { readonly type: 'CapitalAdjusted'; readonly data: Decided & Confirmed & { readonly reason: string } }
  /** What was recorded of a decision was wrong; `decision` counts those of the tranche from 0, the assignment. */
  | { readonly type: 'TrancheCorrected'; readonly data: Decided & Confirmed & { readonly decision: number; readonly reason: string } }
  /** The tranche was entered by mistake and never was part of the plan. */
  | { readonly type: 'TrancheWithdrawn'; readonly data: PlanKey & { readonly trancheId: string; readonly reason: string } };
