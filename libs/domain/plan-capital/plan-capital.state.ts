import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { CapitalSource, PlanCapitalEvent } from './plan-capital.events.js';

/** What a tranche amounts to from a day on. */
export interface Amount {
  readonly on: CivilDate;
  readonly amount: DecimalText;
  readonly source: CapitalSource | null;
  /** The locality that decided, where it was a predecessor of the plan's. */
  readonly predecessorId: string | null;
  /** Why it was adjusted; null for the assignment. */
  readonly reason: string | null;
  /** Why what had been recorded of the decision was corrected; null where it stands as it was entered. */
  readonly correction: string | null;
}

/** A tranche with its amounts in the order of their decisions; the first is its assignment. */
export interface Tranche {
  readonly trancheId: string;
  readonly amounts: readonly [Amount, ...Amount[]];
  /** Why it was withdrawn, entered by mistake; null while it stands. A withdrawn one counts for nothing, and its id is free again. */
  readonly withdrawn: string | null;
}

/** kế hoạch vốn of one year, tranche by tranche in the order in which they were recorded. */
export interface PlanCapitalState {
  readonly tranches: readonly Tranche[];
}

export const planCapitalDecider: Decider<PlanCapitalState, PlanCapitalEvent> = { initial: { tranches: [] }, evolve };

function evolve({ tranches }: PlanCapitalState, event: PlanCapitalEvent): PlanCapitalState {
  const { trancheId } = event.data;
  if (event.type === 'CapitalAssigned') {
    const others = tranches.filter((tranche) => tranche.trancheId !== trancheId);
    return { tranches: [...others, { trancheId, amounts: [amountOf(event.data)], withdrawn: null }] };
  }
  return { tranches: tranches.map((tranche) => (tranche.trancheId === trancheId ? changed(tranche, event) : tranche)) };
}

function changed(tranche: Tranche, event: Exclude<PlanCapitalEvent, { readonly type: 'CapitalAssigned' }>): Tranche {
  if (event.type === 'TrancheWithdrawn') return { ...tranche, withdrawn: event.data.reason };
  const [first, ...later] = tranche.amounts;
  const next = amountOf(event.data);
  if (event.type === 'CapitalAdjusted') return { ...tranche, amounts: [first, ...later, { ...next, reason: event.data.reason }] };
  const correct = (wrong: Amount): Amount => ({ ...next, reason: wrong.reason, correction: event.data.reason });
  const at = event.data.decision;
  if (at === 0) return { ...tranche, amounts: [correct(first), ...later] };
  return { ...tranche, amounts: [first, ...later.map((one, index) => (index + 1 === at ? correct(one) : one))] };
}

type Decided = Extract<PlanCapitalEvent, { readonly type: 'CapitalAssigned' }>['data'];

function amountOf({ on, amount, source, predecessorId }: Decided): Amount {
  return { on, amount, source, predecessorId: predecessorId ?? null, reason: null, correction: null };
}
