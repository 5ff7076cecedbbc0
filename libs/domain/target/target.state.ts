import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import type { Allocation, TargetEvent, TargetPlan } from './target.events.js';

type TargetSet = Extract<TargetEvent, { readonly type: 'TargetSet' }>['data'];

export interface TargetState extends TargetSet {
  /** The parts that it was last allocated to; empty when never. */
  readonly allocations: readonly Allocation[];
  /** Since `on`; null while it stands. */
  readonly withdrawn: { readonly on: CivilDate; readonly reason: string } | null;
}

/** State null: never set. */
export const targetDecider: Decider<TargetState | null, TargetEvent> = { initial: null, evolve };

function evolve(state: TargetState | null, event: TargetEvent): TargetState | null {
  if (event.type === 'TargetSet') return { ...event.data, allocations: [], withdrawn: null };
  if (!state) return null;
  switch (event.type) {
    case 'TargetRevised':
      return { ...state, ...planOf(event.data), provenance: event.data.provenance ?? state.provenance };
    case 'TargetAllocated':
      return { ...state, allocations: event.data.allocations };
    case 'TargetReplanned':
      return { ...state, trajectory: event.data.trajectory };
    case 'TargetWithdrawn':
      return { ...state, withdrawn: { on: event.data.on, reason: event.data.reason } };
  }
}

/** The plan alone out of anything that carries one. */
export function planOf({ baseline, milestones, quantity, trajectory, thresholds, graceDays }: TargetPlan): TargetPlan {
  return { baseline, milestones, quantity, trajectory, thresholds, graceDays };
}
