import { randomUUID } from 'node:crypto';
import { alertCodec } from '../../libs/domain/alert/alert.codec.js';
import { alertStream, type AlertEvent } from '../../libs/domain/alert/alert.events.js';
import { alertDecider } from '../../libs/domain/alert/alert.state.js';
import { draftsOf } from '../../libs/event-store/command-handling.drafts.js';
import type { EventStore } from '../../libs/event-store/event-store.js';

const ALERT = { category: 'alert', codec: alertCodec, decider: alertDecider };
const ACTOR = { id: 'evaluator', name: 'Đánh giá', role: 'admin', locality: 'vn' } as const;
const DAY = '2021-10-01';

const REPORT_OVERDUE = {
  ...{ actual: null, expected: null, unit: 'hộ', asOf: null, basis: null, measurementIds: [], milestone: null, ruleVersion: '1' },
  sentence: { vi: 'Chưa có số liệu kỳ 9/2021.', en: 'There is no figure for 9/2021.' },
};

/** The target's first alert, raised on 1/10/2021 because a report is overdue. */
export function raisedAlert(targetId: string, indicatorId: string, localityId: string): AlertEvent {
  const finding = { kind: 'report_overdue', severity: 'warning', day: DAY, evidence: REPORT_OVERDUE } as const;
  return { type: 'AlertRaised', data: { targetId, episode: 1, indicatorId, localityId, ...finding } };
}

/** The end of the target's first alert, on 1/10/2021. */
export function resolvedAlert(targetId: string): AlertEvent {
  return { type: 'AlertResolved', data: { targetId, episode: 1, day: DAY, why: 'reported', actual: null, asOf: null, measurementIds: [] } };
}

/** Stores a target's alerts as if they had been evaluated; answers with their position. */
export async function storeAlert(store: EventStore, ...events: readonly [AlertEvent, ...AlertEvent[]]): Promise<string> {
  const stream = alertStream(events[0].data.targetId);
  const commandId = randomUUID();
  const context = { commandId, correlationId: commandId, causationId: commandId, actor: ACTOR, today: DAY };
  return (await store.append(stream, 'no_stream', draftsOf(ALERT, stream, context, events))).position;
}
