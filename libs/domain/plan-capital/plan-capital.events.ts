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

// Storage format: add a version and an upcaster, never edit one.
export type PlanCapitalEvent =
  | {
      readonly type: 'CapitalAssigned';
      readonly data: PlanKey & {
        readonly trancheId: string;
        /** The day of the decision, which says until when the tranche may be disbursed. */
        readonly on: CivilDate;
        /** In the indicator's money unit. */
        readonly amount: DecimalText;
        readonly source: CapitalSource | null;
      };
    }
  | {
      readonly type: 'CapitalAdjusted';
      readonly data: PlanKey & {
        readonly trancheId: string;
        readonly on: CivilDate;
        /** The new amount of the tranche from that day on, not the change. */
        readonly amount: DecimalText;
        readonly reason: string;
        readonly source: CapitalSource | null;
      };
    };
