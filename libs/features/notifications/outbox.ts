import type { Sql } from 'postgres';
import type { Channel } from '../../domain/subscription/subscription.events.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { Batch, OutboxMessage, Outcome } from './outcome.js';

/** Most messages in one digest. */
const MOST_TOGETHER = 200;

const iso = (at: number): string => new Date(at).toISOString();

/**
 * The lanes whose first waiting message is due at `now` (ms), those of `but` (channels that cannot be sent now) left out. The
 * first message alone decides: behind one that must wait, all wait. Costs a look per lane, however many messages wait.
 */
export async function dueLanes(sql: Sql, now: number, but: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ lane: string }[]>`
    with recursive lanes as (
      (select lane from notifications.outbox where state = 'waiting' order by lane limit 1)
      union all
      select (select o.lane from notifications.outbox o where o.state = 'waiting' and o.lane > lanes.lane order by o.lane limit 1)
      from lanes where lanes.lane is not null)
    select head.lane from lanes cross join lateral (
      select o.lane, o.due_at, o.channel from notifications.outbox o
      where o.lane = lanes.lane and o.state = 'waiting' order by o.seq limit 1) head
    where head.due_at <= ${iso(now)} and not head.channel in (select jsonb_array_elements_text(${sql.json(but)}))
    order by head.due_at`;
  return rows.map(({ lane }) => lane);
}

const columns = (sql: Sql) => sql`
  id, subscription_id as "subscriptionId", channel, recipient, lane, news, attempts, batch,
  to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`;

/**
 * What the lane sends next; null when nothing is due. What a digest holds is bound before it is sent for the first time: sent
 * again, it is the same mail under the same id.
 */
export async function nextBatch(sql: Sql, lane: string, now: number): Promise<Batch | null> {
  const [head] = await sql<(OutboxMessage & { readonly batch: string | null; readonly due: boolean })[]>`
    select ${columns(sql)}, due_at <= ${iso(now)} as due from notifications.outbox
    where lane = ${lane} and state = 'waiting' order by seq limit 1`;
  if (!head?.due) return null;
  if (!lane.startsWith('digest:')) return { id: head.id, messages: [head] };
  const id = head.batch ?? (await bindDigest(sql, head, now));
  const messages = await sql<OutboxMessage[]>`
    select ${columns(sql)} from notifications.outbox where batch = ${id} and state = 'waiting' order by seq`;
  return { id, messages };
}

async function bindDigest(sql: Sql, { id: first, lane }: OutboxMessage, now: number): Promise<string> {
  const id = uuidV5(first, 'digest');
  await sql`
    update notifications.outbox set batch = ${id} where seq in (
      select seq from notifications.outbox
      where lane = ${lane} and state = 'waiting' and batch is null and due_at <= ${iso(now)} order by seq limit ${MOST_TOGETHER})`;
  return id;
}

/** The channel of a subscription as it is now, null without one. */
export async function channelOf(sql: Sql, subscriptionId: string): Promise<Channel | null> {
  const [row] = await sql<{ channel: Channel }[]>`
    select state->'channel' as channel from notifications.subscription where id = ${subscriptionId}`;
  return row?.channel ?? null;
}

/** Not before `until` (ms); no attempt was made. */
export async function postpone(sql: Sql, batch: Batch, until: number): Promise<void> {
  await sql`
    update notifications.outbox set due_at = ${iso(until)}
    where id in (select jsonb_array_elements_text(${sql.json(idsOf(batch))})::uuid) and state = 'waiting'`;
}

/** Where a message goes after an attempt; `dueAt` (ms) when it is tried again. */
export type Next = { readonly state: 'sent' | 'failed' | 'held' } | { readonly state: 'waiting'; readonly dueAt: number };

/** Writes an attempt into the history and moves its messages on, both or neither. */
export async function record(sql: Sql, batch: Batch, { kind, detail }: Outcome, next: Next, now: number): Promise<void> {
  const ids = idsOf(batch);
  await sql.begin(async (tx) => {
    await tx`
      update notifications.outbox set state = ${next.state}, attempts = attempts + 1,
        due_at = ${next.state === 'waiting' ? iso(next.dueAt) : tx`due_at`}, sent_at = ${next.state === 'sent' ? iso(now) : tx`sent_at`}
      where id in (select jsonb_array_elements_text(${tx.json(ids)})::uuid)`;
    await tx`
      insert into notifications.attempt (outbox_id, at, recipient, outcome, detail)
      select id, ${iso(now)}, recipient, ${kind}, ${detail.slice(0, 200)} from notifications.outbox
      where id in (select jsonb_array_elements_text(${tx.json(ids)})::uuid) order by seq`;
  });
}

/** Holds back whatever waits for an endpoint that was disabled by the event at `revision`, unless it is in use again since. */
export async function holdLane(sql: Sql, lane: string, endpointId: string, revision: number): Promise<void> {
  await sql`
    update notifications.outbox set state = 'held' where lane = ${lane} and state = 'waiting'
      and not exists (select from notifications.webhook where id = ${endpointId} and revision > ${revision})`;
}

function idsOf({ messages }: Batch): readonly string[] {
  return messages.map(({ id }) => id);
}
