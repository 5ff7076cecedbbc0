import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { DomainError } from '../../domain/kernel/errors.js';
import { SQL } from '../http/tokens.js';
import { prepareNotifications } from './outbox.tables.js';
import { newSecret, rotated, type EndpointSecret } from './signing.js';

/** Addresses, URLs and secrets: what events may only name (docs/adr/0010). */
@Injectable()
export class Contacts implements OnModuleInit {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  onModuleInit(): Promise<void> {
    return prepareNotifications(this.sql);
  }

  /** The id of a person's address, a new one when it is not known. By chance and not made of the address, which nobody should guess from it. */
  async idFor(personId: string, address: string): Promise<string> {
    const [row] = await this.sql<{ id: string }[]>`
      select id from notifications.contact where person_id = ${personId} and address = ${address} order by created_at limit 1`;
    return row?.id ?? randomUUID();
  }

  async keep(id: string, personId: string, address: string): Promise<void> {
    await this
      .sql`insert into notifications.contact (id, person_id, address) values (${id}, ${personId}, ${address}) on conflict do nothing`;
  }

  /** Forgets an address for good. Throws `contact_unknown`. */
  async erase(id: string, personId: string): Promise<void> {
    const { count } = await this.sql`delete from notifications.contact where id = ${id} and person_id = ${personId}`;
    if (count === 0) throw new DomainError('contact_unknown', 'missing', { contactId: id });
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
