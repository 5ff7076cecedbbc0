import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import { ALERT_KINDS, SEVERITIES, type AlertEvent, type AlertKind, type Evidence, type Resolution, type Severity } from './alert.events.js';

export interface Escalation {
  /** The level last escalated to, 0 for none. */
  readonly level: number;
  /** The next step counts from this day; null: there is none. */
  readonly since: CivilDate | null;
  /** The day on which the severity rose after the last step; null where it did not. */
  readonly worseOn: CivilDate | null;
}

export interface OpenEpisode {
  readonly episode: number;
  readonly localityId: string;
  readonly raisedOn: CivilDate;
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly acknowledged: { readonly note: string; readonly recoveryOn: CivilDate | null } | null;
  readonly escalation: Escalation;
}

export interface AlertState {
  readonly open: OpenEpisode | null;
  /** Where the last episode stands or stood; null before the first. */
  readonly localityId: string | null;
  /** How many episodes there have been. */
  readonly episodes: number;
  /** How the last closed episode ended. */
  readonly last: { readonly why: Resolution; readonly day: CivilDate; readonly asOf: CivilDate | null } | null;
  /** The latest day that an event is about. */
  readonly lastDay: CivilDate | null;
}

/** Negative when `a` is worse: by severity, then by kind. */
export function byBadness(a: Pick<OpenEpisode, 'kind' | 'severity'>, b: Pick<OpenEpisode, 'kind' | 'severity'>): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || ALERT_KINDS.indexOf(a.kind) - ALERT_KINDS.indexOf(b.kind);
}

export const alertDecider: Decider<AlertState, AlertEvent> = {
  initial: { open: null, localityId: null, episodes: 0, last: null, lastDay: null },
  evolve: (state, event) => {
    const after = evolve(state, event);
    return 'day' in event.data && event.data.day > (after.lastDay ?? '') ? { ...after, lastDay: event.data.day } : after;
  },
};

function evolve(state: AlertState, { type, data }: AlertEvent): AlertState {
  if (type === 'AlertRaised') {
    const { episode, localityId, kind, severity, evidence, day } = data;
    const open = { episode, localityId, raisedOn: day, kind, severity, evidence, acknowledged: null, escalation: from(day) };
    return { ...state, open, localityId, episodes: episode };
  }
  if (type === 'AlertResolved') return { ...state, open: null, last: { why: data.why, day: data.day, asOf: data.asOf } };
  if (!state.open) return state;
  const open = evolveOpen(state.open, { type, data } as OpenEvent);
  return { ...state, open, localityId: open.localityId };
}

const from = (since: CivilDate | null): Escalation => ({ level: 0, since, worseOn: null });

type OpenEvent = Exclude<AlertEvent, { readonly type: 'AlertRaised' | 'AlertResolved' }>;

function evolveOpen(open: OpenEpisode, { type, data }: OpenEvent): OpenEpisode {
  switch (type) {
    case 'AlertChanged':
      return changed(open, data);
    case 'AlertEscalated':
      return { ...open, escalation: { level: data.level, since: data.day, worseOn: null } };
    case 'AlertAcknowledged': {
      const { note, recoveryOn } = data;
      return { ...open, acknowledged: { note, recoveryOn }, escalation: from(recoveryOn) };
    }
    case 'AlertHandedOver':
      return { ...open, localityId: data.toLocalityId, acknowledged: null, escalation: from(data.day) };
  }
}

// Who acknowledged a lesser alert has not acknowledged the worse one; time that ran for a warning runs on.
function changed(open: OpenEpisode, { kind, severity, evidence, day }: Extract<AlertEvent, { type: 'AlertChanged' }>['data']): OpenEpisode {
  const isWorse = byBadness({ kind, severity }, open) < 0;
  const startsAgain = isWorse && (open.acknowledged !== null || open.severity === 'notice');
  const rises = SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(open.severity);
  const escalation = startsAgain ? from(day) : rises ? { ...open.escalation, worseOn: day } : open.escalation;
  return { ...open, kind, severity, evidence, escalation, acknowledged: startsAgain ? null : open.acknowledged };
}
