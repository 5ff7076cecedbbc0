import type { CivilDate } from '../kernel/civil-date.js';
import { fold } from '../kernel/decider.js';
import { decideAlert } from './alert.decide.js';
import { nextEscalation } from './alert.escalation.js';
import type { AlertEvent } from './alert.events.js';
import type { AlertContext, AlertInput, Found } from './alert.input.js';
import { findingsOf } from './alert.policy.js';
import { alertDecider, type AlertState } from './alert.state.js';

export interface Assessed {
  readonly events: readonly AlertEvent[];
  /** The first later day on which something may happen without a new fact; null for never. */
  readonly nextDay: CivilDate | null;
}

/** A target's alert on a day: what happens. */
export function assessAlert(state: AlertState, input: AlertInput): Assessed {
  return assessed(state, findingsOf(input), input);
}

/** As `assessAlert` where nothing can be found out of a target that is not withdrawn: what is open stands, and goes up in time. */
export function assessUnknown(state: AlertState, context: AlertContext): Assessed {
  return assessed(state, null, context);
}

function assessed(state: AlertState, found: Found | null, context: AlertContext): Assessed {
  const events = decideAlert(state, found, context);
  const step = nextEscalation(fold(alertDecider, events, state), context)?.day ?? null;
  const nextDay = found?.nextDay ?? null;
  return { events, nextDay: nextDay === null || (step !== null && step < nextDay) ? step : nextDay };
}
