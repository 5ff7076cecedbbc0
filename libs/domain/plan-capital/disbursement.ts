import type { CivilDate } from '../kernel/civil-date.js';
import { exact, Exact, type DecimalText } from '../kernel/decimal.js';
import type { PlanCapitalState, Tranche } from './plan-capital.state.js';

/** Capital assigned after 30/9 of its year is late and may be disbursed longer (DESIGN §3). */
const LATE_AFTER = '09-30';

/** The last day on which a tranche may be disbursed: 31/01 of the next year, 31/12 of it for one assigned after 30/9. */
export function disbursableUntil(tranche: Tranche, year: number): CivilDate {
  return `${String(year + 1).padStart(4, '0')}-${isLate(tranche, year) ? '12-31' : '01-31'}`;
}

/** True for a tranche that was first assigned after 30/9 of the plan's year; later adjustments do not change that. */
export function isLate({ amounts: [first] }: Tranche, year: number): boolean {
  return first.on > `${String(year).padStart(4, '0')}-${LATE_AFTER}`;
}

export interface PlanOnDay {
  /** kế hoạch: everything assigned by the day. */
  readonly whole: DecimalText;
  /** Of it the part assigned after 30/9. */
  readonly late: DecimalText;
  /** Everything without the late part. */
  readonly withoutLate: DecimalText;
  /** Of the whole what may still be disbursed on the day. */
  readonly disbursable: DecimalText;
}

/** The plan of the year as it stood on a day, by the amounts decided up to it. */
export function planOn(state: PlanCapitalState, year: number, day: CivilDate): PlanOnDay {
  const standing = state.tranches.flatMap((tranche) => {
    const amount = tranche.amounts.findLast(({ on }) => on <= day)?.amount;
    return amount === undefined ? [] : [{ tranche, amount: exact(amount) }];
  });
  const sum = (counts: (tranche: Tranche) => boolean): Exact =>
    standing.reduce((total, { tranche, amount }) => (counts(tranche) ? total.plus(amount) : total), new Exact(0));
  return {
    whole: sum(() => true).toFixed(),
    late: sum((tranche) => isLate(tranche, year)).toFixed(),
    withoutLate: sum((tranche) => !isLate(tranche, year)).toFixed(),
    disbursable: sum((tranche) => day <= disbursableUntil(tranche, year)).toFixed(),
  };
}

/** Percent to forty digits, unrounded; null where there is no plan to divide by. */
export interface DisbursementRates {
  readonly ofWhole: DecimalText | null;
  /** The rate on the plan without the tranches assigned after 30/9, as it is published beside the other. */
  readonly withoutLate: DecimalText | null;
}

/** Both published rates of an amount disbursed by a day. */
export function disbursementRates(state: PlanCapitalState, year: number, day: CivilDate, disbursed: DecimalText): DisbursementRates {
  const { whole, withoutLate } = planOn(state, year, day);
  return { ofWhole: percent(disbursed, whole), withoutLate: percent(disbursed, withoutLate) };
}

function percent(part: DecimalText, whole: DecimalText): DecimalText | null {
  return exact(whole).gt(0) ? exact(part).times(100).div(exact(whole)).toFixed() : null;
}
