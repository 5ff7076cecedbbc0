import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { CapitalSource, PlanCapitalEvent } from './plan-capital.events.js';

/** What a tranche amounts to from a day on. */
export interface Amount {
  readonly on: CivilDate;
  readonly amount: DecimalText;
  readonly source: CapitalSource | null;
  /** Why it was adjusted; null for the assignment. */
  readonly reason: string | null;
}

/** A tranche with its amounts in the order of their decisions; the first is its assignment. */
export interface Tranche {
  readonly trancheId: string;
  readonly amounts: readonly [Amount, ...Amount[]];
}

/** kế hoạch vốn of one year, tranche by tranche in the order in which they were recorded. */
export interface PlanCapitalState {
  readonly tranches: readonly Tranche[];
}

export const planCapitalDecider: Decider<PlanCapitalState, PlanCapitalEvent> = { initial: { tranches: [] }, evolve };

function evolve({ tranches }: PlanCapitalState, { type, data }: PlanCapitalEvent): PlanCapitalState {
  const { trancheId, on, amount, source } = data;
  const next = { on, amount, source, reason: 'reason' in data ? data.reason : null };
  if (type === 'CapitalAssigned') return { tranches: [...tranches, { trancheId, amounts: [next] }] };
  return { tranches: tranches.map((tranche) => (tranche.trancheId === trancheId ? adjusted(tranche, next) : tranche)) };
}

function adjusted({ trancheId, amounts }: Tranche, next: Amount): Tranche {
  return { trancheId, amounts: [...amounts, next] };
}
