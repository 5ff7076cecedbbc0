import type { AlertEvent, AlertKind, Severity } from '../alert/alert.events.js';
import { byBadness } from '../alert/alert.state.js';

/** An alert as far as its story tells how it changed. */
export interface Episode {
  readonly indicatorId: string;
  readonly localityId: string;
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly state: 'open' | 'acknowledged' | 'resolved';
  /** The locality that it was last escalated to; null while it was not. */
  readonly escalatedTo: string | null;
}

/** The alert after one of its events; null while it was never raised. Who acknowledged a lesser one has not acknowledged the worse. */
export function evolveEpisode(episode: Episode | null, { type, data }: AlertEvent): Episode | null {
  if (type === 'AlertRaised') {
    const { indicatorId, localityId, kind, severity } = data;
    return { indicatorId, localityId, kind, severity, state: 'open', escalatedTo: null };
  }
  if (!episode) return null;
  switch (type) {
    case 'AlertChanged':
      return { ...episode, kind: data.kind, severity: data.severity, state: byBadness(data, episode) < 0 ? 'open' : episode.state };
    case 'AlertEscalated':
      return { ...episode, state: 'open', escalatedTo: data.to };
    case 'AlertAcknowledged':
      return { ...episode, state: 'acknowledged' };
    case 'AlertResolved':
      return { ...episode, state: 'resolved' };
    case 'AlertHandedOver':
      return { ...episode, localityId: data.toLocalityId, state: 'open' };
  }
}
