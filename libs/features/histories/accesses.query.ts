import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { AccessesQuery, AccessItem, ContactItem, ContactsQuery } from '../../contract/histories.audit.js';
import type { Page } from '../../contract/lists.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { EventStore } from '../../event-store/event-store.js';
import { putOnRecord } from '../access/access-log.js';
import { checkFilters, coveredSql, isCovered } from '../access/scope.sql.js';
import type { CommandRequest } from '../http/command-request.js';
import { given, listed } from '../http/keyset.js';
import { EVENT_STORE, SQL } from '../http/tokens.js';

/** Who looked at what is kept under watch, and the look itself. */
@Injectable()
export class AccessQueries {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Accesses of those whose own scope the actor covers, the latest first. */
  list(query: AccessesQuery, scope: string): Promise<Page<AccessItem>> {
    const { sql } = this;
    const listing = {
      columns: sql`a.id, a.type, a.position, to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
        a.who, a.reason, a.what`,
      from: sql`accesses.access a`,
      where: [
        isCovered(sql, sql`a.actor_locality`, scope),
        ...given(query.type, (type) => sql`a.type = ${type}`),
        ...given(query.person, (id) => sql`a.actor_id = ${id}`),
        ...given(query.about, (id) => sql`(a.what->'people' ? ${id} or a.what->>'personId' = ${id})`),
      ],
      sorts: { recordedAt: { by: sql`a.ordinal`, type: 'bigint' } },
      id: sql`a.id`,
    } as const;
    return listed<AccessItem>(sql, listing, query);
  }

  /**
   * Who has subscribed within the actor's scope, with addresses; a subscriber whose contact was erased has none. The look is put on record
   * before it is answered. Throws `reason_required`, `locality_unknown`, `locality_out_of_scope`.
   */
  async contacts(request: CommandRequest, { reason, ...query }: ContactsQuery): Promise<Page<ContactItem>> {
    const { sql } = this;
    const { actor, commandId: accessId } = request;
    await checkFilters(sql, actor.locality, query);
    const scope = scopeOf(query, actor);
    const listing = {
      columns: sql`s.id as "subscriptionId", s.person_id as "personId", s.state->'localities' as localities, s.state->'channel'->>'kind' as channel,
        s.state->'channel'->>'contactId' as "contactId", c.address, coalesce(c.confirmed_at is not null, false) as confirmed`,
      from: sql`notifications.subscription s
        left join notifications.contact c on c.id::text = s.state->'channel'->>'contactId' and c.person_id = s.person_id`,
      where: [sql`not s.ended`, sql`s.localities && array(${coveredSql(sql, scope)})::text[]`],
      sorts: { id: { by: sql`s.id`, type: 'text' } },
      id: sql`s.id`,
    } as const;
    const page = await listed<ContactItem>(sql, listing, { ...query, sort: 'id' });
    const people = [...new Set(page.items.map(({ personId }) => personId))];
    const data = { accessId, reason, what: 'contacts', scope, count: page.items.length, people } as const;
    await putOnRecord(this.store, request, { type: 'PersonalDataRead', data });
    return page;
  }
}

const scopeOf = ({ locality }: { readonly locality?: string | undefined }, actor: Actor): string => locality ?? actor.locality;
