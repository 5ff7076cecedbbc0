import type { Sql, TransactionSql } from 'postgres';
import { START } from '../../event-store/event-store.js';
import { STAMP } from '../../event-store/projection-fold.js';
import { lockSchemas } from '../../event-store/projection-tables.js';
import { addToOutboxTables } from './outbox.additions.js';

export const NOTIFICATIONS = 'notifications';

/**
 * Unlike a read model this schema cannot be made anew from the events: it also holds what was sent, the addresses and the
 * secrets. Its version therefore never changes; a later program adds to the tables where it finds them (`prepareNotifications`).
 */
export const TABLES_VERSION = 1;

/** Creates what the outbox is kept in where it is missing. Safe to run from several processes at once. */
export async function prepareNotifications(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await lockSchemas(tx);
    const [found] = await tx`select to_regclass(${`${NOTIFICATIONS}.checkpoint`}) is not null as here`;
    if (!found?.here) await createTables(tx);
    await addToOutboxTables(tx, NOTIFICATIONS);
  });
}

async function createTables(tx: TransactionSql): Promise<void> {
  await tx`create schema if not exists ${tx(NOTIFICATIONS)}`;
  await createOutboxTables(tx, NOTIFICATIONS);
  await tx`create table ${tx(NOTIFICATIONS)}.checkpoint (position text not null, version int not null)`;
  await tx`insert into ${tx(NOTIFICATIONS)}.checkpoint values (${START}, ${TABLES_VERSION})`;
}

/**
 * As the first version made them; `addToOutboxTables` adds the rest.
 * `contact` and `endpoint` are written by the API and stand for no event: what must be erasable or secret. `outbox.state`:
 * waiting → sent | failed; held while the endpoint is disabled or the address is not proven; dropped when the subscription ended first. `batch` binds the
 * messages of one digest, so that a repeat is the same mail.
 */
export async function createOutboxTables(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.contact (
      id uuid primary key, person_id text not null, address text not null, created_at timestamptz not null default now());
    create index on ${schema}.contact (person_id);
    create table ${schema}.endpoint (
      id text collate "C" primary key, person_id text not null, url text not null, secrets jsonb not null);
    create table ${schema}.locality (${STAMP});
    create table ${schema}.indicator (${STAMP});
    create table ${schema}.alert (${STAMP});
    create table ${schema}.webhook (${STAMP}, person_id text not null);
    create index on ${schema}.webhook (person_id);
    create table ${schema}.subscription (${STAMP}, person_id text not null, localities text[] not null, ended boolean not null);
    create index on ${schema}.subscription (person_id);
    create index on ${schema}.subscription using gin (localities) where not ended;
    create table ${schema}.outbox (
      seq bigint generated always as identity primary key, id uuid not null unique, event_id uuid not null,
      subscription_id text not null, person_id text not null, channel text not null, recipient text not null,
      lane text collate "C" not null, target_id text not null, episode int not null, news jsonb not null,
      recorded_at timestamptz not null, due_at timestamptz not null, state text not null, attempts int not null default 0,
      batch uuid, sent_at timestamptz, opened_at timestamptz, acknowledged_at timestamptz);
    create index on ${schema}.outbox (lane, seq) where state = 'waiting';
    create index on ${schema}.outbox (lane) where state = 'held';
    create index on ${schema}.outbox (batch) where batch is not null;
    create index on ${schema}.outbox (person_id, seq);
    create index on ${schema}.outbox (target_id, episode, person_id);
    create table ${schema}.attempt (
      seq bigint generated always as identity primary key, outbox_id uuid not null, at timestamptz not null,
      recipient text not null, outcome text not null, detail text);
    create index on ${schema}.attempt (outbox_id)`);
}
