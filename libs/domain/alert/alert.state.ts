import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import { ALERT_KINDS, SEVERITIES, type AlertEvent, type AlertKind, type Evidence, type Resolution, type Severity } from './alert.events.js';

export interface OpenEpisode {
  readonly episode: number;
  readonly localityId: string;
  readonly raisedOn: CivilDate;
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly acknowledged: { readonly note: string; readonly recoveryOn: CivilDate | null } | null;
  /** The level last escalated to, 0 for none; the next step counts from `since`, null: not at all. */
  readonly escalation: { readonly level: number; readonly since: CivilDate | null };
}

export interface AlertState {
  readonly open: OpenEpisode | null;
  /** How many episodes there have been. */
  readonly episodes: number;
  /** How the last closed episode ended. */
  readonly last: { readonly why: Resolution; readonly day: CivilDate; readonly asOf: CivilDate | null } | null;
  /** The latest day that an event is about. */
  readonly lastDay: CivilDate | null;
}

/** Negative when `a` is worse: by kind, then by severity. */
export function byBadness(a: Pick<OpenEpisode, 'kind' | 'severity'>, b: Pick<OpenEpisode, 'kind' | 'severity'>): number {
  return ALERT_KINDS.indexOf(a.kind) - ALERT_KINDS.indexOf(b.kind) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

export const alertDecider: Decider<AlertState, AlertEvent> = {
  initial: { open: null, episodes: 0, last: null, lastDay: null },
  evolve: (state, event) => {
    const after = evolve(state, event);
    return 'day' in event.data && event.data.day > (after.lastDay ?? '') ? { ...after, lastDay: event.data.day } : after;
  },
};

function evolve(state: AlertState, { type, data }: AlertEvent): AlertState {
  if (type === 'AlertRaised') {
    const { episode, localityId, kind, severity, evidence, day } = data;
    const escalation = { level: 0, since: day };
    const open = { episode, localityId, raisedOn: day, kind, severity, evidence, acknowledged: null, escalation };
    return { ...state, open, episodes: episode };
  }
  if (type === 'AlertResolved') return { ...state, open: null, last: { why: data.why, day: data.day, asOf: data.asOf } };
  return state.open ? { ...state, open: evolveOpen(state.open, { type, data } as OpenEvent) } : state;
}

type OpenEvent = Exclude<AlertEvent, { readonly type: 'AlertRaised' | 'AlertResolved' }>;

function evolveOpen(open: OpenEpisode, { type, data }: OpenEvent): OpenEpisode {
  switch (type) {
    case 'AlertChanged':
      return changed(open, data);
    case 'AlertEscalated':
      return { ...open, escalation: { level: data.level, since: data.day } };
    case 'AlertAcknowledged': {
      const { note, recoveryOn } = data;
      return { ...open, acknowledged: { note, recoveryOn }, escalation: { level: 0, since: recoveryOn } };
    }
    case 'AlertHandedOver':
      return { ...open, localityId: data.toLocalityId, acknowledged: null, escalation: { level: 0, since: data.day } };
  }
}

// Who acknowledged a lesser alert has not acknowledged the worse one; time that ran for a warning runs on.
function changed(open: OpenEpisode, { kind, severity, evidence, day }: Extract<AlertEvent, { type: 'AlertChanged' }>['data']): OpenEpisode {
  const isWorse = byBadness({ kind, severity }, open) < 0;
  const startsAgain = isWorse && (open.acknowledged !== null || open.severity === 'notice');
  const restart = { acknowledged: null, escalation: { level: 0, since: day } };
  return { ...open, kind, severity, evidence, ...(startsAgain ? restart : {}) };
}
