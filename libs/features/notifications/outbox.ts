import type { Fragment, Sql } from 'postgres';
import type { Channel } from '../../domain/subscription/subscription.events.js';
import type { Batch, OutboxMessage, Outcome } from './outcome.js';

/** Most messages in one mail, beside those that they must not overtake. */
const MOST_TOGETHER = 200;
/** What was recorded late is told together when nothing more of it has come to the recipient for so long. */
export const GATHER_MS = 30_000;

const iso = (at: number): string => new Date(at).toISOString();

const waitingIn = (sql: Sql, lane: Fragment | string): Fragment => sql`o.lane = ${lane} and o.state = 'waiting'`;

/**
 * When a lane goes on. The first message alone decides: behind one that must wait, all wait. Of mails, one that was bound comes first, and
 * then whatever is due the soonest, but all wait while what was recorded late is still coming in.
 */
function dueAtOf(sql: Sql, lane: Fragment | string): Fragment {
  const own = waitingIn(sql, lane);
  return sql`case when ${lane} >= 'email:' and ${lane} < 'email;' then coalesce(
    (select o.due_at from notifications.outbox o where ${own} and o.batch is not null order by o.seq limit 1),
    greatest((select min(o.due_at) from notifications.outbox o where ${own}),
      (select max(o.recorded_at) + make_interval(secs => ${GATHER_MS / 1_000}) from notifications.outbox o where ${own} and o.late)))
    else (select o.due_at from notifications.outbox o where ${own} order by o.seq limit 1) end`;
}

/** The lanes that go on at `now` (ms), those of `but` (channels that cannot be sent now) left out. Costs a few looks per lane. */
export async function dueLanes(sql: Sql, now: number, but: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ lane: string }[]>`
    with recursive lanes as (
      (select lane from notifications.outbox where state = 'waiting' order by lane limit 1)
      union all
      select (select o.lane from notifications.outbox o where o.state = 'waiting' and o.lane > lanes.lane order by o.lane limit 1)
      from lanes where lanes.lane is not null)
    select lanes.lane from lanes cross join lateral (
      select ${dueAtOf(sql, sql`lanes.lane`)} as due_at,
        (select o.channel from notifications.outbox o where ${waitingIn(sql, sql`lanes.lane`)} limit 1) as channel) head
    where lanes.lane is not null and head.due_at <= ${iso(now)} and not head.channel in (select jsonb_array_elements_text(${sql.json(but)}))
    order by head.due_at`;
  return rows.map(({ lane }) => lane);
}

const columns = (sql: Sql) => sql`
  o.id, o.subscription_id as "subscriptionId", o.channel, o.recipient, o.lane, o.digest, o.news, o.attempts, o.batch,
  to_char(o.recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`;

/** A message and the mail that it is bound to. */
type Head = OutboxMessage & { readonly batch: string | null };

/** The message that the lane goes on with; null when nothing is due. */
export async function firstDue(sql: Sql, lane: string, now: number): Promise<Head | null> {
  const [head] = await sql<Head[]>`
    select ${columns(sql)} from notifications.outbox o
    where ${waitingIn(sql, lane)} and (o.batch is not null or o.due_at <= ${iso(now)}) and ${dueAtOf(sql, sql`${lane}::text`)} <= ${iso(now)}
    order by o.batch is null, o.seq limit 1`;
  return head ?? null;
}

/** What goes out with it. What a mail holds is bound before it is sent for the first time: sent again, it is the same under the same id. */
export async function batchOf(sql: Sql, head: Head, now: number): Promise<Batch> {
  if (!head.lane.startsWith('email:')) return { id: head.id, messages: [head] };
  const id = head.batch ?? (await bind(sql, head, now));
  const messages = await sql<OutboxMessage[]>`
    select ${columns(sql)} from notifications.outbox o where o.batch = ${id} and o.state = 'waiting' order by o.seq`;
  return { id, messages };
}

/**
 * A mail at once is about one alert, the daily one about all that is due for it; where something was recorded late, one mail has all
 * that was and all that is due. Each takes along what else waits of its alerts from before, so that nobody reads the end first.
 * It goes out under the id of the first message that was chosen, which is in it and in no other; not always the one that is due: more than
 * a mail holds may have come before that.
 */
async function bind(sql: Sql, { id, lane }: OutboxMessage, now: number): Promise<string> {
  const [bound] = await sql<{ batch: string }[]>`
    with due as (
      select o.seq, o.id, o.target_id, o.episode, o.digest, o.late from notifications.outbox o
      where ${waitingIn(sql, lane)} and (o.due_at <= ${iso(now)} or o.late and exists (
        select from notifications.outbox o where ${waitingIn(sql, lane)} and o.late and o.due_at <= ${iso(now)}))
      order by o.seq limit ${MOST_TOGETHER}),
    first as (select * from due order by seq limit 1),
    chosen as (
      select due.* from due, first where (due.digest and first.digest) or (select bool_or(late) from due)
        or (due.target_id = first.target_id and due.episode = first.episode))
    update notifications.outbox o set batch = (select first.id from first)
    where ${waitingIn(sql, lane)} and o.batch is null and exists (
      select from chosen where chosen.target_id = o.target_id and chosen.episode = o.episode and chosen.seq >= o.seq)
    returning o.batch`;
  return bound?.batch ?? id;
}

/** The channel of a subscription as it is now, null without one. */
export async function channelOf(sql: Sql, subscriptionId: string | null): Promise<Channel | null> {
  const [row] = await sql<{ channel: Channel }[]>`
    select state->'channel' as channel from notifications.subscription where id = ${subscriptionId}`;
  return row?.channel ?? null;
}

/** Whatever the lane has that is due waits until `until` (ms); no attempt was made. */
export async function postpone(sql: Sql, lane: string, now: number, until: number): Promise<void> {
  await sql`
    update notifications.outbox o set due_at = ${iso(until)} where ${waitingIn(sql, lane)} and o.due_at <= ${iso(now)}`;
}

/** Where a message goes after an attempt; `dueAt` (ms) when it is tried again. */
export type Next = { readonly state: 'sent' | 'failed' | 'held' } | { readonly state: 'waiting'; readonly dueAt: number };

/**
 * Writes an attempt into the history and moves its messages on, both or neither. One that was dropped or held back while the attempt was
 * under way stays so, unless its receiver has it by now.
 */
export async function record(sql: Sql, batch: Batch, { kind, detail }: Outcome, next: Next, now: number): Promise<void> {
  const ids = idsOf(batch);
  await sql.begin(async (tx) => {
    await tx`
      update notifications.outbox set attempts = attempts + 1,
        state = case when state = 'waiting' or ${next.state === 'sent'} then ${next.state} else state end,
        due_at = case when state = 'waiting' then ${next.state === 'waiting' ? iso(next.dueAt) : tx`due_at`} else due_at end,
        sent_at = ${next.state === 'sent' ? iso(now) : tx`sent_at`}
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
