import type { TransactionSql } from 'postgres';
import { reminderCodec } from '../../domain/reminder/reminder.codec.js';
import type { ReminderEvent } from '../../domain/reminder/reminder.events.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded, insertRows } from '../../event-store/projection-fold.js';
import { coveringOn, forerunnersIn, inheritedBy, isWanted, messagesOf, type Reach } from './matching.js';
import { disabledEndpoints, lateness, localitiesAbove, namesOf, OUTBOX_COLUMNS, outboxRow, subscriptionsTo } from './outbox.rows.js';
import { reminderNewsOf } from './reminder-news.js';

/** Reminders never go up: whoever asked for them hears of all beneath. */
const everywhere = (covering: ReadonlySet<string> = new Set()): Reach => ({ covering, reached: covering });

const REPORT_DUE = { been: [{ kind: 'report_due', severity: 'notice' }] } as const;

/** Puts reminders into the outbox, in their order, for those who subscribed to them for the locality or one above. */
export async function takeReminders(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const reminders = events.map((recorded) => ({ recorded, ...decodeRecorded({ codec: reminderCodec }, recorded) }));
  const places = reminders.map(({ data }) => data.localityId);
  const localities = await localitiesAbove(tx, schema, places);
  const forerunners = forerunnersIn(localities);
  const coverings = reminders.map(({ data: { localityId, day } }) => {
    return inheritedBy(coveringOn(localityId, day, localities), day, forerunners);
  });
  const subscriptions = await subscriptionsTo(tx, schema, coverings);
  const names = await namesOf(tx, schema, localities, reminders.flatMap(indicatorsOf));
  const disabled = await disabledEndpoints(tx, schema);
  const rows = reminders.flatMap(({ recorded, ...event }, index) => {
    const wanting = subscriptions.filter((terms) => isWanted(terms, REPORT_DUE, everywhere(coverings[index])));
    if (wanting.length === 0) return [];
    const about = {
      target_id: recorded.stream,
      episode: 0,
      news: { ...reminderNewsOf(event, names), ...lateness(recorded, event.data.day) },
    };
    const context = { severity: 'notice', actorId: metadataOf(recorded).actor.id, at: Date.parse(recorded.recordedAt) } as const;
    return messagesOf(wanting, context).map((message) => outboxRow(message, recorded, about, disabled));
  });
  await insertRows(tx, `${schema}.outbox`, OUTBOX_COLUMNS, rows);
}

const indicatorsOf = ({ data }: ReminderEvent): readonly string[] => data.duties.map(({ indicatorId }) => indicatorId);
