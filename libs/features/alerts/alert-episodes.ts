import type { AlertDetail, AlertStep } from '../../contract/alerts.js';
import { alertCodec } from '../../domain/alert/alert.codec.js';
import type { AlertEvent, Evidence } from '../../domain/alert/alert.events.js';
import { byBadness } from '../../domain/alert/alert.state.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded } from '../../event-store/projection-fold.js';

/** What a row of the read table keeps of an episode, names aside. */
export type Episode = Omit<AlertDetail, 'indicatorName' | 'localityName' | 'revision' | 'present'>;

export const episodeId = ({ targetId, episode }: { readonly targetId: string; readonly episode: number }): string =>
  `${targetId}~${episode}`;

/** Throws `UndecodableEventError`. */
export const alertEventOf = (recorded: RecordedEvent): AlertEvent => decodeRecorded({ codec: alertCodec }, recorded);

/** The episode after one of its events; null while it was never raised. */
export function evolveEpisode(episode: Episode | null, event: AlertEvent, recorded: RecordedEvent): Episode | null {
  const story = [...(episode?.story ?? []), stepOf(event, recorded)];
  if (event.type === 'AlertRaised') {
    const { day, targetId, episode: number, indicatorId, localityId, kind, severity, evidence } = event.data;
    return {
      ...{ id: episodeId(event.data), targetId, episode: number, indicatorId, localityId, kind, severity, state: 'open', raisedOn: day },
      ...{ evidence: plain(evidence), escalation: null, acknowledgement: null, resolution: null, story },
    };
  }
  return episode && { ...changed(episode, event, recorded), story };
}

const REOPENED = { state: 'open', acknowledgement: null } as const;

function changed(episode: Episode, event: Exclude<AlertEvent, { type: 'AlertRaised' }>, recorded: RecordedEvent): Episode {
  switch (event.type) {
    case 'AlertChanged': {
      const { kind, severity } = event.data;
      // Who acknowledged a lesser alert has not acknowledged the worse one.
      const reopened = byBadness(event.data, episode) < 0 ? REOPENED : {};
      return { ...episode, kind, severity, evidence: plain(event.data.evidence), ...reopened };
    }
    case 'AlertEscalated':
      return { ...episode, state: 'open', escalation: { level: event.data.level, to: event.data.to, on: event.data.day } };
    case 'AlertAcknowledged': {
      const { id, name } = metadataOf(recorded).actor;
      const { note, recoveryOn } = event.data;
      return { ...episode, state: 'acknowledged', acknowledgement: { by: { id, name }, at: recorded.recordedAt, note, recoveryOn } };
    }
    case 'AlertResolved':
      return { ...episode, state: 'resolved', resolution: { on: event.data.day, why: event.data.why } };
    case 'AlertHandedOver':
      return { ...episode, localityId: event.data.toLocalityId, ...REOPENED };
  }
}

export const WHAT = {
  AlertRaised: 'raised',
  AlertChanged: 'changed',
  AlertEscalated: 'escalated',
  AlertAcknowledged: 'acknowledged',
  AlertResolved: 'resolved',
  AlertHandedOver: 'handed_over',
} as const;

function stepOf(event: AlertEvent, recorded: RecordedEvent): AlertStep {
  const { data } = event;
  return {
    what: WHAT[event.type],
    day: 'day' in data ? data.day : null,
    recordedAt: recorded.recordedAt,
    by: metadataOf(recorded).actor.name,
    kind: 'kind' in data ? data.kind : null,
    severity: 'severity' in data ? data.severity : null,
    sentence: 'evidence' in data ? { ...data.evidence.sentence } : null,
    note: noteOf(event),
  };
}

function noteOf({ type, data }: AlertEvent): string | null {
  switch (type) {
    case 'AlertAcknowledged':
      return data.note;
    case 'AlertResolved':
      return data.why;
    case 'AlertEscalated':
      return data.to;
    case 'AlertHandedOver':
      return data.toLocalityId;
    default:
      return null;
  }
}

const plain = (evidence: Evidence): Episode['evidence'] => ({ ...evidence, measurementIds: [...evidence.measurementIds] });
