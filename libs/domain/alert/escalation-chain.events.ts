import type { CivilDate } from '../kernel/civil-date.js';

/** One stream per locality. */
export const escalationChainStream = (localityId: string): string => `escalation-${localityId}`;

/** Each step counts working days from the one before it; level n is the locality n steps up from the alert's. */
export interface ChainStep {
  readonly afterWorkingDays: number;
  readonly level: number;
}

// Storage format: add a version and an upcaster, never edit one.
/** How alerts of the locality and of those beneath it go up from a day on; `steps` null takes the chain from above again, empty lets none go up. */
export type EscalationChainEvent = {
  readonly type: 'EscalationChainSet';
  readonly data: { readonly localityId: string; readonly steps: readonly ChainStep[] | null; readonly from: CivilDate };
};
