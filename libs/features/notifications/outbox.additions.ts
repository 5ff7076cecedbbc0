import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { CONFIRM_LANES } from './confirmations.js';

/**
 * Adds what a later program needs to the tables of an earlier one, once: their content cannot be made anew. Addresses that were given
 * before they had to be proven are asked for now; `link_key` signs the links in mails.
 */
export async function addToOutboxTables(tx: TransactionSql, schema: string): Promise<void> {
  const [found] = await tx`
    select to_regclass(${`${schema}.link_key`}) is not null as proven, to_regclass(${`${schema}.outbox_due`}) is not null as together,
      to_regclass(${`${schema}.locality_successors`}) is not null as inherited`;
  if (!found?.proven) await addProofs(tx, schema);
  if (!found?.together) await addMailsTogether(tx, schema);
  // Whom a locality took over from, for subscriptions to what has ended.
  if (!found?.inherited)
    await tx.unsafe(`create index locality_successors on ${schema}.locality using gin ((state->'successors') jsonb_path_ops)`);
}

/**
 * All mails of an address in one lane. Those that an earlier program made go out as it would have sent them: each at-once mail by itself and
 * under its own id, what waits for the daily mail in that.
 */
async function addMailsTogether(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    alter table ${schema}.outbox add column digest boolean not null default false, add column late boolean not null default false;
    update ${schema}.outbox set batch = id where lane >= 'email:' and lane < 'email;' and state = 'waiting';
    update ${schema}.outbox set digest = true, lane = 'email:' || recipient
      where lane >= 'digest:' and lane < 'digest;' and state in ('waiting', 'held');
    create index outbox_due on ${schema}.outbox (lane, due_at) where state = 'waiting';
    create index outbox_bound on ${schema}.outbox (lane, seq) where state = 'waiting' and batch is not null;
    create index outbox_late on ${schema}.outbox (lane, recorded_at) where state = 'waiting' and late`);
}

async function addProofs(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    alter table ${schema}.contact add column confirmed_at timestamptz, add column asked_at timestamptz;
    alter table ${schema}.outbox alter column event_id drop not null, alter column subscription_id drop not null;
    create index outbox_confirm on ${schema}.outbox (person_id, recorded_at) where ${CONFIRM_LANES};
    create index outbox_unread on ${schema}.outbox (person_id, seq) where channel = 'in_app' and opened_at is null;
    create index outbox_open on ${schema}.outbox (state, lane) where state in ('waiting', 'held');
    create index outbox_unsent on ${schema}.outbox (subscription_id) where state in ('waiting', 'held');
    create index outbox_in_app on ${schema}.outbox (seq) where channel = 'in_app';
    create table ${schema}.link_key (secret text not null);
    with asked as (
      update ${schema}.contact set asked_at = date_trunc('milliseconds', now()) returning id, person_id, asked_at)
    insert into ${schema}.outbox (id, person_id, channel, recipient, lane, target_id, episode, news, recorded_at, due_at, state)
    select gen_random_uuid(), person_id, 'email', id::text, 'confirm:' || id, id::text, 0,
      '{"occurrence":"address_confirmation"}', asked_at, asked_at, 'waiting' from asked`);
  await tx`insert into ${tx(schema)}.link_key values (${randomBytes(32).toString('base64')})`;
}
