import type { TransactionSql } from 'postgres';

/** The setting of a transaction that says at which ordinal the views of `keepVersions` show their tables. */
export const KNOWN_AT = 'tiendo.known_at';

// A setting that was local to a transaction is left empty. The subquery is worked out once for a statement, not for every row.
const MOMENT = `(select nullif(current_setting('${KNOWN_AT}', true), '')::bigint)`;

/** The view that shows a table as it was known at the moment of `KNOWN_AT`. */
export const knownView = (table: string): string => `${table}_known`;

/**
 * Keeps what `putVersions` takes out of a table: `<table>_past` has every row that was ever superseded, from its `ordinal` to before
 * `until`, the ordinals of the events that made it so and ended it. The view `<table>_known` shows the rows that stood at a moment.
 * `table` has a column `ordinal` and stands already; `key` is what its rows are put by; `shown`, what the view shows in place of columns.
 */
export async function keepVersions(
  tx: TransactionSql,
  table: string,
  key = 'id',
  shown: Readonly<Record<string, string>> = {},
): Promise<void> {
  await tx.unsafe(`create table ${table}_past (like ${table} including generated, until bigint not null)`);
  await tx.unsafe(`create index on ${table}_past (${key}, ordinal)`);
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`;
  const names = columns.map(({ name }) => (name in shown ? `${shown[name]} as ${name}` : name)).join();
  await tx.unsafe(`create view ${knownView(table)} as select ${names} from ${table} where ordinal <= ${MOMENT}
    union all select ${names} from ${table}_past where ordinal <= ${MOMENT} and until > ${MOMENT}`);
}

/** The view `<table>_known` of a table to which rows are only ever added. */
export async function showKnown(tx: TransactionSql, table: string): Promise<void> {
  await tx.unsafe(`create view ${knownView(table)} as select * from ${table} where ordinal <= ${MOMENT}`);
}

/** An event of a stream, by the order of all events. */
export interface VersionStep {
  readonly id: string;
  readonly ordinal: string;
}

/**
 * Puts the rows that stand after each step of a batch in place of those of the same key. Rows that a later step supersedes, those of
 * this batch too, become past: so each step leaves the same, whatever batches they come in. Every row has the key and the ordinal of
 * its step; a step may leave none. `columns` names each column with its type; a value absent from a row is null.
 */
export async function putVersions(
  tx: TransactionSql,
  table: string,
  columns: Readonly<Record<string, string>>,
  steps: readonly VersionStep[],
  rows: readonly object[],
  key = 'id',
): Promise<void> {
  if (steps.length === 0) return;
  const [ids, ordinals] = [steps.map(({ id }) => id), steps.map(({ ordinal }) => ordinal)];
  const names = Object.keys(columns);
  const list = names.join();
  await tx.unsafe(
    `with step as (select id, min(ordinal) as until from unnest($1::text[], $2::bigint[]) s(id, ordinal) group by id),
     gone as (delete from ${table} t using step where t.${key} = step.id returning ${names.map((name) => `t.${name}`).join()}, step.until)
     insert into ${table}_past (${list}, until) select ${list}, until from gone`,
    [ids, ordinals] as never,
  );
  if (rows.length === 0) return;
  const definition = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await tx.unsafe(
    `with step as (
       select id, ordinal, lead(ordinal) over (partition by id order by ordinal) as until from unnest($1::text[], $2::bigint[]) s(id, ordinal)),
     version as materialized (
       select r.*, step.until from jsonb_to_recordset($3::jsonb) r(${definition.join()}) join step on step.id = r.${key} and step.ordinal = r.ordinal),
     past as (insert into ${table}_past (${list}, until) select ${list}, until from version where until is not null)
     insert into ${table} (${list}) select ${list} from version where until is null`,
    [ids, ordinals, rows] as never,
  );
}
