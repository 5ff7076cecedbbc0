import { givenReason } from '../kernel/checks.js';
import type { Decider } from '../kernel/decider.js';
import type { AccessEvent } from './access.events.js';

/** Whether the access is on record. */
export const accessDecider: Decider<boolean, AccessEvent> = { initial: false, evolve: () => true };

/** Records an access once, with its reason. Throws `reason_required`. */
export function recordAccess(access: AccessEvent, isRecorded: boolean): readonly AccessEvent[] {
  const reason = givenReason(access.data.reason);
  return isRecorded ? [] : [{ ...access, data: { ...access.data, reason } } as AccessEvent];
}
