import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { EventStore } from '../../event-store/event-store.js';
import { putOnRecord } from '../access/access-log.js';
import { coveredSql } from '../access/scope.sql.js';
import type { CommandRequest } from '../http/command-request.js';
import { EVENT_STORE, SQL } from '../http/tokens.js';
import { askToConfirm } from './confirmations.js';
import { prepareNotifications } from './outbox.tables.js';
import { newSecret, rotated, type EndpointSecret } from './signing.js';

const BY_ITS_OWNER = 'Chủ địa chỉ tự xóa';

/** Addresses, URLs and secrets: what events may only name (docs/adr/0010). */
@Injectable()
export class Contacts implements OnModuleInit {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  onModuleInit(): Promise<void> {
    return prepareNotifications(this.sql);
  }

  /** The id of a person's address, a new one when it is not known. By chance and not made of the address, which nobody should guess from it. */
  async idFor(personId: string, address: string): Promise<string> {
    const [row] = await this.sql<{ id: string }[]>`
      select id from notifications.contact where person_id = ${personId} and address = ${address} order by created_at limit 1`;
    return row?.id ?? randomUUID();
  }

  /**
   * Keeps an address, and asks it whether it is its giver's unless it was asked or is proven. Throws `confirmation_limited`, and then keeps
   * nothing.
   */
  async keep(id: string, personId: string, address: string, now: number): Promise<void> {
    await this.sql.begin(async (tx) => {
      await tx`insert into notifications.contact (id, person_id, address) values (${id}, ${personId}, ${address}) on conflict do nothing`;
      const [open] = await tx`select from notifications.contact where id = ${id} and confirmed_at is null and asked_at is null for update`;
      if (open) await askToConfirm(tx, id, personId, now);
    });
  }

  /** Sends the mail that proves an address once more; nothing where it is proven. Throws `contact_unknown`, `confirmation_limited`. */
  async askAgain(id: string, personId: string, now: number): Promise<void> {
    await this.sql.begin(async (tx) => {
      const [contact] = await tx<{ confirmed: boolean }[]>`
        select confirmed_at is not null as confirmed from notifications.contact where id = ${id} and person_id = ${personId} for update`;
      if (!contact) throw new DomainError('contact_unknown', 'missing', { contactId: id });
      if (!contact.confirmed) await askToConfirm(tx, id, personId, now);
    });
  }

  /**
   * Forgets an address for good, once that is on record. One's own needs no reason; an administrator erases those of the subscribers within
   * the scope. Throws `contact_unknown`, `reason_required`.
   */
  async erase(id: string, request: CommandRequest, reason: string | null): Promise<void> {
    const { actor, commandId: accessId } = request;
    const personId = await this.ownerWithin(id, actor);
    if (personId === null) throw new DomainError('contact_unknown', 'missing', { contactId: id });
    const why = reason ?? (personId === actor.id ? BY_ITS_OWNER : '');
    const data = { accessId, reason: why, contactId: id, personId };
    await putOnRecord(this.store, request, { type: 'PersonalDataErased', data });
    await this.sql`delete from notifications.contact where id = ${id}`;
  }

  /** Whose address it is, where the actor may erase it. */
  private async ownerWithin(id: string, { id: actorId, role, locality }: Actor): Promise<string | null> {
    const { sql } = this;
    const subscribed = sql`
      exists (select from notifications.subscription s where s.state->'channel'->>'contactId' = ${id}
        and s.localities && array(${coveredSql(sql, locality)})::text[])`;
    const [row] = await sql<{ person: string }[]>`
      select person_id as person from notifications.contact
      where id = ${id} and (person_id = ${actorId} or ${role !== 'admin' ? sql`false` : locality === NATION ? sql`true` : subscribed})`;
    return row?.person ?? null;
  }

  /** Keeps the URL of an endpoint; a new one gets a secret. */
  async keepEndpoint(id: string, personId: string, url: string): Promise<void> {
    const secrets = this.sql.json([{ secret: newSecret(), until: null }]);
    await this.sql`
      insert into notifications.endpoint (id, person_id, url, secrets) values (${id}, ${personId}, ${url}, ${secrets})
      on conflict (id) do update set url = excluded.url where endpoint.person_id = excluded.person_id`;
  }

  /** The secret that signs what comes. Throws `webhook_unknown`. */
  async secret(endpointId: string, personId: string): Promise<string> {
    const [row] = await this.sql<{ secret: string }[]>`
      select secrets->0->>'secret' as secret from notifications.endpoint where id = ${endpointId} and person_id = ${personId}`;
    if (!row) throw new DomainError('webhook_unknown', 'missing', { endpointId });
    return row.secret;
  }

  /** Makes a new secret; the old ones go on signing beside it for `overlapMs`. Throws `webhook_unknown`. */
  async rotate(endpointId: string, personId: string, overlapMs: number, now: number): Promise<void> {
    await this.sql.begin(async (tx) => {
      const [row] = await tx<{ secrets: readonly EndpointSecret[] }[]>`
        select secrets from notifications.endpoint where id = ${endpointId} and person_id = ${personId} for update`;
      if (!row) throw new DomainError('webhook_unknown', 'missing', { endpointId });
      const secrets = rotated(row.secrets, newSecret(), now, now + overlapMs);
      await tx`update notifications.endpoint set secrets = ${tx.json(secrets as never)} where id = ${endpointId}`;
    });
  }
}
