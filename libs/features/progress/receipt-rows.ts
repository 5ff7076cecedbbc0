import type { Sql, TransactionSql } from 'postgres';

/**
 * A row per indicator × locality that ever sent a figure, so that what came of a report is read without looking at figures: for the same place
 * in each array a date of figures, their plan year, the day on which the first that stood came, and the day on which it was withdrawn or
 * returned, infinity where it was not; and the ordinals of the events by which it came and went, null where it did not go, so that what was
 * known of it at a moment is read from the same row. Days are those of Asia/Ho_Chi_Minh, in the order of the figures' dates.
 */
export async function createReceiptTable(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.receipts (
      indicator_id text collate "C", locality_id text collate "C",
      as_of date[] not null, years int[] not null, came date[] not null, gone date[] not null,
      came_at bigint[] not null, gone_at bigint[] not null,
      primary key (indicator_id, locality_id))`);
}

export interface Pair {
  readonly indicatorId: string;
  readonly localityId: string;
}

/** Works out anew what came of the given pairs; null: of all. */
export async function refreshReceipts(sql: Sql | TransactionSql, schema: string, pairs: readonly Pair[] | null): Promise<void> {
  const keys = [...new Map((pairs ?? []).map((pair) => [`${pair.indicatorId} ${pair.localityId}`, pair])).values()];
  const [asked, parameters] = pairs
    ? [ASKED, [keys.map(({ indicatorId }) => indicatorId), keys.map(({ localityId }) => localityId)]]
    : ['', []];
  await sql.unsafe(
    `insert into ${schema}.receipts
     select indicator_id, locality_id, ${COLUMNS.map(([name]) => `coalesce(array_agg(${name} order by as_of, came_at, year, gone_at), '{}')`).join()}
     from (
       select f.indicator_id, f.locality_id, f.as_of, f.year, min(${dayOf('f')}) as came, coalesce(min(${dayOf('u')}), 'infinity') as gone,
         min(f.ordinal) as came_at, u.ordinal as gone_at
       from ${schema}.figure f ${asked} left join lateral (
         select min(ordinal) as ordinal, min(recorded_at) as recorded_at from ${schema}.figure u
         where u.indicator_id = f.indicator_id and u.locality_id = f.locality_id and u.state in ('withdrawn', 'returned')
           and u.as_of = f.as_of and u.basis_rank = f.basis_rank and u.year = f.year and u.revision >= f.revision) u on true
       group by f.indicator_id, f.locality_id, f.as_of, f.year, u.ordinal) stood
     group by 1, 2
     on conflict (indicator_id, locality_id) do update set ${COLUMNS.map(([, column]) => `${column} = excluded.${column}`).join()}`,
    parameters as never,
  );
}

/** What is gathered into which column. */
const COLUMNS = [
  ['as_of', 'as_of'],
  ['year', 'years'],
  ['came', 'came'],
  ['gone', 'gone'],
  ['came_at', 'came_at'],
  ['gone_at', 'gone_at'],
] as const;
const ASKED = `join unnest($1::text[], $2::text[]) asked (indicator_id, locality_id) using (indicator_id, locality_id)`;
const dayOf = (alias: string): string => `(${alias}.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date`;
