import type { Sql } from 'postgres';
import { APPEND_FUNCTIONS } from './append.sql.js';

/** Grows with every change of `DEFINITION`; a database of an older version is brought up to date when it is opened. */
const VERSION = 1;

/** Serialises migrations. Together with `APPEND_LOCK` the only advisory locks of this schema. */
const MIGRATION_LOCK = 7_390_224_001;

// `storage external` switches compression off, so that pg_column_size tells the size of a page before it is read.
const DEFINITION = `
create schema if not exists event_store;

create table if not exists event_store.event (
  position bigint not null,
  revision int not null,
  recorded_at timestamptz(3) not null,
  event_id uuid not null,
  stream text not null,
  category text not null generated always as (split_part(stream, '-', 1)) stored,
  type text not null,
  data json not null,
  metadata json not null,
  constraint event_position primary key (position),
  constraint event_stream_revision unique (stream, revision),
  constraint event_id unique (event_id)
);
alter table event_store.event alter column data set storage external, alter column metadata set storage external;
create index if not exists event_category on event_store.event (category, position);

create or replace function event_store.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'event_store.event is append-only';
end $$;
create or replace trigger append_only before update or delete or truncate on event_store.event
  for each statement execute function event_store.refuse_change();

${APPEND_FUNCTIONS}

create table if not exists event_store.version (version int not null);
delete from event_store.version;
insert into event_store.version values (${VERSION});
`;

/** Creates or upgrades the schema `event_store`. Idempotent, and safe when several processes start at once. */
export async function migrate(sql: Sql): Promise<void> {
  if ((await installedVersion(sql)) >= VERSION) return;
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    if ((await installedVersion(transaction)) < VERSION) await transaction.unsafe(DEFINITION);
  });
}

async function installedVersion(sql: Pick<Sql, 'unsafe'>): Promise<number> {
  const [found] = await sql.unsafe(`select to_regclass('event_store.version') is not null as exists`);
  if (found?.exists !== true) return 0;
  const [row] = await sql.unsafe('select version from event_store.version');
  return Number(row?.version ?? 0);
}
