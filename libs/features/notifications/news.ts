import type { AlertEvent, AlertKind, Evidence, Resolution, Severity } from '../../domain/alert/alert.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Decider } from '../../domain/kernel/decider.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';

/** What happened to an alert, in the words of the API. */
export const OCCURRENCES = {
  AlertRaised: 'raised',
  AlertChanged: 'changed',
  AlertEscalated: 'escalated',
  AlertAcknowledged: 'acknowledged',
  AlertResolved: 'resolved',
  AlertHandedOver: 'handed_over',
} as const satisfies Readonly<Record<AlertEvent['type'], string>>;

export type Occurrence = (typeof OCCURRENCES)[AlertEvent['type']];

interface Pair {
  readonly kind: AlertKind;
  readonly severity: Severity;
}

/** The last episode of an alert stream, as far as subscriptions and messages speak of it. */
export interface Episode extends Pair {
  readonly targetId: string;
  readonly indicatorId: string;
  readonly localityId: string;
  readonly episode: number;
  readonly evidence: Evidence;
  /** Every kind and severity that it has had. */
  readonly been: readonly Pair[];
  /** The localities to which it was escalated; absent in what an earlier program kept. */
  readonly escalatedTo?: readonly string[];
}

/** null before the first episode. */
export const episodeDecider: Decider<Episode | null, AlertEvent> = { initial: null, evolve };

function evolve(state: Episode | null, { type, data }: AlertEvent): Episode | null {
  if (type === 'AlertRaised') {
    const { targetId, indicatorId, localityId, episode, kind, severity, evidence } = data;
    return { targetId, indicatorId, localityId, episode, kind, severity, evidence, been: [{ kind, severity }] };
  }
  if (state === null) return null;
  if (type === 'AlertChanged') {
    const { kind, severity, evidence } = data;
    const isNew = !state.been.some((pair) => pair.kind === kind && pair.severity === severity);
    return { ...state, kind, severity, evidence, been: isNew ? [...state.been, { kind, severity }] : state.been };
  }
  if (type === 'AlertEscalated') return { ...state, escalatedTo: [...(state.escalatedTo ?? []), data.to] };
  return type === 'AlertHandedOver' ? { ...state, localityId: data.toLocalityId } : state;
}

export interface Named {
  readonly id: string;
  readonly name: string;
  /** null or absent where nobody gave one. */
  readonly nameEn?: string | null;
  /** Of a locality. */
  readonly localityLevel?: LocalityLevel;
}

/** What localities and indicators are called. */
export interface NamesOf {
  readonly indicator: (id: string) => Named;
  readonly locality: (id: string) => Named;
}

/** One thing that happened to an alert, with the names that a reader needs: what every channel is made of. */
export interface News extends Pair {
  readonly occurrence: Occurrence;
  /** As the API names the alert; absent in messages of an earlier program. */
  readonly alertId?: string;
  readonly targetId: string;
  readonly episode: number;
  readonly indicator: Named;
  readonly locality: Named;
  /** The day that the event is about; null for an acknowledgement. */
  readonly day: CivilDate | null;
  /** The later day on which it was recorded, after an interruption; absent where it was the same. */
  readonly recordedOn?: CivilDate;
  readonly evidence: Evidence;
  /** Of an acknowledgement: by whom (a subject), what was noted, and until when recovery is promised. */
  readonly acknowledgement: { readonly by: Named; readonly note: string; readonly recoveryOn: CivilDate | null } | null;
  /** Of an escalation: to whom. */
  readonly escalatedTo: (Named & { readonly level: number }) | null;
  readonly resolution: Resolution | null;
  /** Of a hand-over: where the alert was before. */
  readonly handedOverFrom: Named | null;
}

/** `t-flow~1`, as the API names an alert. */
export const alertIdOf = ({ targetId, episode }: Pick<Episode, 'targetId' | 'episode'>): string => `${targetId}~${episode}`;

/** News of an event; `episode` is as the event left it, `nameOf` names a locality or an indicator. */
export function newsOf(event: AlertEvent, episode: Episode, by: Named, { indicator, locality: place }: NamesOf): News {
  const { type, data } = event;
  return {
    occurrence: OCCURRENCES[type],
    alertId: alertIdOf(episode),
    targetId: episode.targetId,
    episode: episode.episode,
    indicator: indicator(episode.indicatorId),
    locality: place(episode.localityId),
    kind: episode.kind,
    severity: episode.severity,
    day: 'day' in data ? data.day : null,
    evidence: episode.evidence,
    acknowledgement: type === 'AlertAcknowledged' ? { by, note: data.note, recoveryOn: data.recoveryOn } : null,
    escalatedTo: type === 'AlertEscalated' ? { ...place(data.to), level: data.level } : null,
    resolution: type === 'AlertResolved' ? data.why : null,
    handedOverFrom: type === 'AlertHandedOver' ? place(data.fromLocalityId) : null,
  };
}
