import type { CivilDate } from '../kernel/civil-date.js';
import { fold } from '../kernel/decider.js';
import { decideAlert } from './alert.decide.js';
import { nextEscalation } from './alert.escalation.js';
import type { AlertEvent } from './alert.events.js';
import type { AlertInput } from './alert.input.js';
import { findingsOf } from './alert.policy.js';
import { alertDecider, type AlertState } from './alert.state.js';

/** A target's alert on a day: what happens, and the first later day on which something may without a new fact (null: never). */
export function assessAlert(
  state: AlertState,
  input: AlertInput,
): { readonly events: readonly AlertEvent[]; readonly nextDay: CivilDate | null } {
  const found = findingsOf(input);
  const events = decideAlert(state, found, input);
  const step = nextEscalation(fold(alertDecider, events, state), input)?.day ?? null;
  if (found.nextDay === null || (step !== null && step < found.nextDay)) return { events, nextDay: step };
  return { events, nextDay: found.nextDay };
}
