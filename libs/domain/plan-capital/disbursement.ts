import type { CivilDate } from '../kernel/civil-date.js';
import { exact, Exact, type DecimalText } from '../kernel/decimal.js';
import type { Amount, PlanCapitalState, Tranche } from './plan-capital.state.js';

/**
 * Capital supplemented after 30/9 of its year is late: what of it is unspent when the budget year is closed on 31/01 is carried
 * over and not cancelled (Luật Ngân sách nhà nước 89/2025/QH15, Điều 66 khoản 2 and khoản 3 điểm a; before it
 * Luật 83/2015/QH13, Điều 64). Of capital moved between those who have it already the law says nothing of the kind.
 */
const LATE_AFTER = '09-30';

/** The last day on which a tranche may be disbursed: 31/01 of the next year, 31/12 of it for one assigned after 30/9. */
export function disbursableUntil(tranche: Tranche, year: number): CivilDate {
  return `${String(year + 1).padStart(4, '0')}-${isLate(tranche, year) ? '12-31' : '01-31'}`;
}

/** True for a tranche that was first assigned after 30/9 of the plan's year; later adjustments do not change that. */
export function isLate({ amounts: [first] }: Pick<Tranche, 'amounts'>, year: number): boolean {
  return isAfterTerm(first.on, year);
}

/** What adjustments after 30/9 add to a tranche that was assigned by then; lowering it takes nothing off. */
export function increaseAfterTerm(tranche: Pick<Tranche, 'amounts'>, year: number): Exact {
  if (isLate(tranche, year)) return new Exact(0);
  return tranche.amounts.reduce((sum, { on, amount }, index, all) => {
    const by = exact(amount).minus(exact(all[index - 1]?.amount ?? amount));
    return by.gt(0) && isAfterTerm(on, year) ? sum.plus(by) : sum;
  }, new Exact(0));
}

function isAfterTerm(on: CivilDate, year: number): boolean {
  return on > `${String(year).padStart(4, '0')}-${LATE_AFTER}`;
}

/** A tranche as it stood on a day. */
export interface TrancheOnDay {
  readonly trancheId: string;
  readonly assignedOn: CivilDate;
  readonly amount: DecimalText;
  readonly isLate: boolean;
  readonly disbursableUntil: CivilDate;
  /** The assignment and the adjustments up to the day. */
  readonly decisions: readonly Amount[];
}

/** The tranches that were assigned by a day, by the amounts decided up to it, as they are known now; without withdrawn ones. */
export function tranchesOn({ tranches }: PlanCapitalState, year: number, day: CivilDate): readonly TrancheOnDay[] {
  return tranches.flatMap((tranche) => {
    const decisions = tranche.amounts.filter(({ on }) => on <= day);
    const last = decisions.at(-1);
    if (!last || tranche.withdrawn !== null) return [];
    const { trancheId, amounts } = tranche;
    const terms = { isLate: isLate(tranche, year), disbursableUntil: disbursableUntil(tranche, year) };
    return [{ trancheId, assignedOn: amounts[0].on, amount: last.amount, ...terms, decisions }];
  });
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
  const standing = tranchesOn(state, year, day);
  const sum = (counts: (tranche: TrancheOnDay) => boolean): DecimalText =>
    standing.reduce((total, tranche) => (counts(tranche) ? total.plus(exact(tranche.amount)) : total), new Exact(0)).toFixed();
  return {
    whole: sum(() => true),
    late: sum((tranche) => tranche.isLate),
    withoutLate: sum((tranche) => !tranche.isLate),
    disbursable: sum((tranche) => day <= tranche.disbursableUntil),
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
