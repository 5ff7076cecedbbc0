import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import type { NotificationCounts, NotificationItem, NotificationsQuery, Subscriptions, Webhooks } from '../../contract/subscriptions.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { given, listed, type Fragment } from '../http/keyset.js';
import { SQL } from '../http/tokens.js';

/** What belongs to one person: subscriptions, endpoints, and what was sent. */
@Injectable()
export class NotificationQueries {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  async subscriptions(personId: string): Promise<Subscriptions> {
    const items = await this.sql<Subscriptions['items']>`
      select s.id, s.state->'localities' as localities, s.state->'kinds' as kinds, s.state->'severities' as severities,
        coalesce(s.state->>'from', 'raised') as "from",
        case when s.state->'channel'->>'kind' = 'email'
          then s.state->'channel' || jsonb_build_object('address', c.address, 'confirmed', c.confirmed_at is not null) else s.state->'channel' end as channel,
        s.ended, s.revision
      from notifications.subscription s
      left join notifications.contact c on c.id::text = s.state->'channel'->>'contactId' and c.person_id = s.person_id
      where s.person_id = ${personId} order by s.ended, s.id`;
    return { items: [...items] };
  }

  async webhooks(personId: string): Promise<Webhooks> {
    const items = await this.sql<Webhooks['items']>`
      select w.id, w.state->>'urlOrigin' as "urlOrigin", w.state->>'disabled' as disabled, w.revision,
        (select count(*)::int from notifications.outbox o
          where o.lane = 'webhook:' || w.id and o.state in ('waiting', 'held')) as waiting
      from notifications.webhook w where w.person_id = ${personId} order by w.id`;
    return { items: [...items] };
  }

  /** The latest first. */
  notifications(personId: string, query: NotificationsQuery): Promise<Page<NotificationItem>> {
    const { sql } = this;
    const listing = {
      columns: notificationColumns(sql),
      from: sql`notifications.outbox o`,
      where: [
        sql`o.person_id = ${personId}`,
        ...given(query.channel, (channel) => sql`o.channel = ${channel}`),
        ...given(query.unread, () => UNREAD(sql)),
      ],
      sorts: { seq: { by: sql`o.seq`, type: 'bigint' } },
      id: sql`o.id::text`,
    } as const;
    return listed<NotificationItem>(sql, listing, { ...query, sort: '-seq' });
  }

  /** Notes that a person has opened a message, once. Throws `notification_unknown`. */
  async open(id: string, personId: string, now: number): Promise<void> {
    const { count } = await this.sql`
      update notifications.outbox set opened_at = coalesce(opened_at, ${new Date(now).toISOString()})
      where id = ${id} and person_id = ${personId}`;
    if (count === 0) throw new DomainError('notification_unknown', 'missing', { id });
  }

  /** Notes that a person has opened all that is in the application up to a message. Throws `notification_unknown`. */
  async openThrough(id: string, personId: string, now: number): Promise<void> {
    const { sql } = this;
    const [last] = await sql<{ seq: string }[]>`select seq from notifications.outbox where id = ${id} and person_id = ${personId}`;
    if (!last) throw new DomainError('notification_unknown', 'missing', { id });
    await sql`
      update notifications.outbox o set opened_at = ${new Date(now).toISOString()}
      where o.person_id = ${personId} and ${UNREAD(sql)} and o.seq <= ${last.seq}`;
  }

  async counts(personId: string): Promise<NotificationCounts> {
    const { sql } = this;
    const [row] = await sql<NotificationCounts[]>`
      select count(*)::int as unread from notifications.outbox o where o.person_id = ${personId} and ${UNREAD(sql)}`;
    return row!;
  }
}

/** A partial index has just these, person by person. */
const UNREAD = (sql: Sql): Fragment => sql`o.channel = 'in_app' and o.opened_at is null`;

/** A message as its person sees it; `o` is the outbox. */
export function notificationColumns(sql: Sql): Fragment {
  return sql`o.id, o.subscription_id as "subscriptionId", o.channel, o.recipient, o.state, o.news,
    ${instant(sql, 'recorded_at')} as "recordedAt", ${instant(sql, 'due_at')} as "dueAt", ${instant(sql, 'sent_at')} as "sentAt",
    ${instant(sql, 'opened_at')} as "openedAt", ${instant(sql, 'acknowledged_at')} as "acknowledgedAt",
    (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'outcome', a.outcome, 'detail', a.detail) order by a.seq), '[]')
      from notifications.attempt a where a.outbox_id = o.id) as attempts`;
}

function instant(sql: Sql, column: string): Fragment {
  return sql`to_char(o.${sql(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
