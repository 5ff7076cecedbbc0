import type { TransactionSql } from 'postgres';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { LocalityState } from '../../domain/locality/locality.state.js';
import type { SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Message } from './matching.js';
import type { AnyNews } from './reminder-news.js';

export const OUTBOX_COLUMNS = {
  id: 'uuid',
  event_id: 'uuid',
  subscription_id: 'text',
  person_id: 'text',
  channel: 'text',
  recipient: 'text',
  lane: 'text',
  target_id: 'text',
  episode: 'int',
  news: 'jsonb',
  recorded_at: 'timestamptz',
  due_at: 'timestamptz',
  state: 'text',
  sent_at: 'timestamptz',
};

/** What a message is about: an episode of a target's alert, or no episode (0) of a stream of reminders. */
export interface About {
  readonly target_id: string;
  readonly episode: number;
  readonly news: AnyNews;
}

/** A message as it goes into the outbox, under an id that stays however often its event is read. */
export function outboxRow(message: Message, { id, recordedAt }: RecordedEvent, about: About, disabled: ReadonlySet<string>): object {
  const { subscriptionId, personId, channel, recipient, lane, dueAt } = message;
  return {
    id: uuidV5(id, subscriptionId),
    event_id: id,
    ...{ subscription_id: subscriptionId, person_id: personId, channel, recipient, lane },
    ...about,
    recorded_at: recordedAt,
    due_at: new Date(dueAt).toISOString(),
    // In the application it is there as soon as it stands here.
    ...(channel === 'in_app'
      ? { state: 'sent', sent_at: recordedAt }
      : { state: channel === 'webhook' && disabled.has(recipient) ? 'held' : 'waiting' }),
  };
}

/** These localities, all that ever stood above them, and all that succeeded any of these. */
export async function localitiesAbove(tx: TransactionSql, schema: string, ids: readonly string[]): Promise<Map<string, LocalityState>> {
  const known = new Map<string, LocalityState>();
  const asked = new Set<string>();
  for (let frontier = [...new Set(ids)]; frontier.length > 0;) {
    for (const id of frontier) asked.add(id);
    const rows = await tx<{ state: LocalityState }[]>`
      select state from ${tx(schema)}.locality where id in (select jsonb_array_elements_text(${tx.json(frontier)}))`;
    for (const { state } of rows) known.set(state.localityId, state);
    const next = rows.flatMap(({ state }) => [
      ...state.parents.map((one) => one.parentId),
      ...state.successors.map((one) => one.localityId),
    ]);
    frontier = [...new Set(next)].filter((id) => !asked.has(id));
  }
  return known;
}

/** Subscriptions in force to any of the localities, as far as the outbox has come. */
export async function subscriptionsTo(
  tx: TransactionSql,
  schema: string,
  coverings: readonly ReadonlySet<string>[],
): Promise<readonly SubscriptionTerms[]> {
  const places = [...new Set(coverings.flatMap((covering) => [...covering]))];
  const rows = await tx<{ state: SubscriptionTerms }[]>`
    select state from ${tx(schema)}.subscription
    where not ended and localities && (select coalesce(array_agg(one), '{}') from jsonb_array_elements_text(${tx.json(places)}) one)
    order by id`;
  return rows.map(({ state }) => state);
}

export async function indicatorNames(tx: TransactionSql, schema: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ state: IndicatorDefinition }[]>`
    select state from ${tx(schema)}.indicator where id in (select jsonb_array_elements_text(${tx.json([...new Set(ids)])}))`;
  return new Map(rows.map(({ state }) => [state.indicatorId, state.name]));
}

export async function disabledEndpoints(tx: TransactionSql, schema: string): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`select id from ${tx(schema)}.webhook where state->>'disabled' is not null`;
  return new Set(rows.map(({ id }) => id));
}
