import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import { reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { escalationChainCodec } from './escalation-chain.codec.js';
import type { ChainStep, EscalationChainEvent } from './escalation-chain.events.js';

/** Every chain that a locality was ever given, the oldest first, one a day. */
export type EscalationChainState = readonly EscalationChainEvent['data'][];

export const escalationChainDecider: Decider<EscalationChainState, EscalationChainEvent> = {
  initial: [],
  evolve: (state, { data }) => [...state.filter(({ from }) => from < data.from), data],
};

export const ESCALATION_CHAIN = { category: 'escalation', codec: escalationChainCodec, decider: escalationChainDecider };

export interface SetEscalationChain {
  readonly localityId: string;
  readonly steps: readonly ChainStep[] | null;
}

/** Commune, province, nation, and the district of the years that had one. */
const MOST_LEVELS = 3;
/** About a quarter. */
const MOST_WORKING_DAYS = 66;

/** Gives a locality a chain of its own from today on; the same again is nothing new. Throws `chain_days_out_of_range`, `chain_levels_out_of_order`. */
export function setEscalationChain(
  { localityId, steps }: SetEscalationChain,
  state: EscalationChainState,
  today: CivilDate,
): readonly EscalationChainEvent[] {
  for (const { afterWorkingDays } of steps ?? []) {
    const isWithin = Number.isInteger(afterWorkingDays) && afterWorkingDays >= 1 && afterWorkingDays <= MOST_WORKING_DAYS;
    if (!isWithin) reject('chain_days_out_of_range', { days: afterWorkingDays, most: MOST_WORKING_DAYS });
  }
  const levels = (steps ?? []).map(({ level }) => level);
  const isOrdered = levels.every((level, index) => Number.isInteger(level) && level > (levels[index - 1] ?? 0) && level <= MOST_LEVELS);
  if (!isOrdered) reject('chain_levels_out_of_order', { levels: levels.join(', '), most: MOST_LEVELS });
  if (same(steps, state.at(-1)?.steps ?? null)) return [];
  return [{ type: 'EscalationChainSet', data: { localityId, steps, from: today } }];
}

/** The chain that a locality had of its own on a day; null where it took the one from above. */
export function chainOn(state: EscalationChainState, day: CivilDate): Chain | null {
  const found = state.findLast(({ from }) => from <= day);
  return found?.steps ? { steps: found.steps, from: found.from } : null;
}

export interface Chain {
  readonly steps: readonly ChainStep[];
  readonly from: CivilDate;
}
