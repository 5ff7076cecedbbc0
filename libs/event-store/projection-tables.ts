import type { Sql, TransactionSql } from 'postgres';
import { START, type Position } from './event-store.js';
import { STATUS_SCHEMA, type Projection } from './projection.js';

/** Where a projection stands; `version` is that of the program which made the tables. */
export interface Checkpoint {
  readonly position: Position;
  readonly version: number;
}

/** The checkpoint was moved by somebody else: this process no longer leads, or the tables were swapped. Start over from the checkpoint. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Another process fills the projection anew; it may be done, or gone, a moment later. */
export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';
}

/** Runs of schema changes exclude one another across processes. */
const MIGRATION_LOCK = 7_390_224_003;

export const lockSchemas = (tx: TransactionSql): Promise<unknown> => tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;

/** The checkpoint of a schema, null while the schema does not exist. */
export async function readCheckpoint(sql: Sql | TransactionSql, schema: string): Promise<Checkpoint | null> {
  const [found] = await sql`select to_regclass(${`${schema}.checkpoint`}) is not null as here`;
  if (!found?.here) return null;
  const [row] = await sql<Checkpoint[]>`select position, version from ${sql(schema)}.checkpoint`;
  return row ?? null;
}

/** Creates the projection's tables, at the beginning of the history, in a schema that it first empties. */
export async function createSchema(sql: Sql, projection: Projection, schema: string): Promise<void> {
  await sql.begin(async (tx) => {
    await lockSchemas(tx);
    await tx`drop schema if exists ${tx(schema)} cascade`;
    await tx`create schema ${tx(schema)}`;
    await tx`create table ${tx(schema)}.checkpoint (position text not null, version int not null)`;
    await tx`insert into ${tx(schema)}.checkpoint values (${START}, ${projection.version})`;
    await projection.createTables(tx, schema);
  });
}

/**
 * Moves the checkpoint, first of all in a transaction: whoever else moves it waits here, before touching any table.
 * Throws `CheckpointMoved` when it no longer stands at `from`.
 */
export async function moveCheckpoint(tx: TransactionSql, schema: string, from: Position, to: Position): Promise<void> {
  const { count } = await tx`update ${tx(schema)}.checkpoint set position = ${to} where position = ${from}`;
  if (count !== 1) throw new CheckpointMoved(`${schema} is no longer at ${from}`);
}

/** Creates the table in which projectors report; safe when several start at once. */
export async function createStatusTable(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await lockSchemas(tx);
    await tx`create schema if not exists ${tx(STATUS_SCHEMA)}`;
    await tx`create table if not exists ${tx(STATUS_SCHEMA)}.status (
      name text primary key, state text not null, position text, error jsonb, updated_at timestamptz not null default now())`;
  });
}

export type ProjectionState = 'running' | 'stopped' | 'rebuilding';

/** What stopped a projection. */
export interface StopReason {
  readonly message: string;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly type: string | null;
  readonly position: Position | null;
}

export async function reportState(sql: Sql, name: string, state: ProjectionState, error: StopReason | null = null): Promise<void> {
  await sql`
    insert into ${sql(STATUS_SCHEMA)}.status (name, state, position, error)
    values (${name}, ${state}, ${error?.position ?? null}, ${error ? sql.json({ ...error }) : null})
    on conflict (name) do update set state = excluded.state, position = excluded.position, error = excluded.error, updated_at = now()`;
}
