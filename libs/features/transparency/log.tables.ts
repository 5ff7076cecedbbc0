import type { Sql } from 'postgres';
import { lockSchemas } from '../../event-store/projection-tables.js';

/** The schema of the log, and the name under which it reports to health. */
export const TRANSPARENCY = 'transparency';

/** A head was asked for (payload: none); whoever holds the keys publishes one. */
export const HEAD_WANTED = 'tiendo_log_head_wanted';
/** A head was published, payload: its size. */
export const HEAD_PUBLISHED = 'tiendo_log_head_published';

/**
 * Creates what the log is kept in where it is missing. It is no read model: nothing fills it anew, since that would hide what it is
 * there to show. Additive changes only. Safe to run from several processes at once.
 */
export async function prepareLog(sql: Sql): Promise<void> {
  const [found] = await sql`
    select exists (select from pg_attribute where attrelid = to_regclass('transparency.checkpoint') and attname = 'unverified_since') as here`;
  if (found?.here) return;
  await sql.begin(async (tx) => {
    await lockSchemas(tx);
    await tx.unsafe(DEFINITION);
  });
}

/** By which an event's entry is found. Made once the log has caught up: keeping it while it is built would take a third of the time. */
export async function indexEntries(sql: Sql): Promise<true> {
  await sql`create index if not exists entry_event on transparency.entry using hash (event_id)`;
  return true;
}

/**
 * `checkpoint`: how far the log follows the store. `entry`: one row a leaf, in the order of the log; `position` is the engine's own
 * and not part of the leaf. `tile`: the widest version of each; narrower ones are its beginning. `head`, `finding`, `handover` are
 * only added to; `witness.head` is the `seq` of the last that was handed over. Heads are numbered without gaps since the number
 * `counted_from`. `salt` keeps the names of witnesses from being guessed. `unverified_since`: the last reading of everything broke down.
 */
const DEFINITION = `
create schema if not exists transparency;
create table if not exists transparency.checkpoint (
  is_one boolean primary key default true check (is_one), position text not null, size bigint not null, version int not null default 1,
  origin text);
insert into transparency.checkpoint (position, size) values ('0', 0) on conflict do nothing;
create table if not exists transparency.entry (index bigint primary key, event_id uuid not null, position text not null, entry text not null);
create table if not exists transparency.tile (level smallint, index bigint, bytes bytea not null, primary key (level, index));
alter table transparency.tile alter column bytes set storage external;
create table if not exists transparency.head (
  seq bigint generated always as identity primary key, size bigint not null, note text not null, signed_at timestamptz(3) not null);
create index if not exists head_size on transparency.head (size);
create table if not exists transparency.key (vkey text primary key, valid_from timestamptz(3) not null, valid_until timestamptz(3));
create table if not exists transparency.finding (
  seq bigint generated always as identity primary key, found_at timestamptz(3) not null default now(), kind text not null,
  place jsonb not null, settled_at timestamptz(3), settlement text);
create unique index if not exists finding_open on transparency.finding (kind, md5(place::text)) where settled_at is null;
create table if not exists transparency.verified (
  is_one boolean primary key default true check (is_one), size bigint not null, findings int not null,
  started_at timestamptz(3) not null, finished_at timestamptz(3) not null);
create table if not exists transparency.witness (
  name text primary key, head bigint not null default 0, size bigint not null default 0, handed_at timestamptz(3), attempts int not null default 0,
  due_at timestamptz(3) not null default now(), detail text);
create table if not exists transparency.handover (
  seq bigint generated always as identity primary key, at timestamptz(3) not null default now(), witness text not null,
  size bigint not null, outcome text not null, detail text);

alter table transparency.checkpoint add column if not exists counted_from bigint;
update transparency.checkpoint set counted_from = (select coalesce(max(seq), 0) from transparency.head) where counted_from is null;
alter table transparency.checkpoint add column if not exists salt uuid not null default gen_random_uuid();
alter table transparency.witness add column if not exists dropped bigint not null default 0;
alter table transparency.finding add column if not exists settled_by text;
alter table transparency.checkpoint add column if not exists unverified_since timestamptz(3);

create or replace function transparency.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the transparency log is append-only';
end $$;
create or replace trigger append_only before update or delete or truncate on transparency.entry
  for each statement execute function transparency.refuse_change();
create or replace trigger append_only before update or delete or truncate on transparency.head
  for each statement execute function transparency.refuse_change();
`;
