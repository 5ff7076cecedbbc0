import type { Sql } from 'postgres';
import type { DutyState } from '../../domain/reporting/duty-state.js';
import { dutyTables, entries, fulfilsSql, stands, type AskedDuties } from './duty-pairs.sql.js';
import type { Terms } from './duty-terms.js';

export type CountedBy = 'locality_id' | 'indicator_id' | null;

export interface DutyCounts extends Readonly<Record<DutyState, number>> {
  readonly key: string | null;
  readonly slot: number;
}

/**
 * How many duties of each slot are in which state, without looking at each: what came is counted, and taken from what is owed by targets that
 * owe the same.
 */
export function countDuties(sql: Sql, asked: AskedDuties, terms: Terms, by: CountedBy, slots: readonly number[]): Promise<DutyCounts[]> {
  const key = by === null ? sql`null::text` : sql`pair.${sql(by)}`;
  return sql<DutyCounts[]>`
    with recursive ${dutyTables(sql, asked, terms, slots)},
    alike as (select ${key} as key, cal, owed, awaited, count(*) as n from pair group by 1, 2, 3, 4),
    came as (
      select pair.n, s.k, min(e.came) as day
      from pair join calendar c using (cal) join progress.receipts r using (indicator_id, locality_id) cross join ${entries(sql)}
        cross join lateral (select width_bucket(e.as_of, c.starts) as last) at
        cross join lateral (select generate_series(case when pair.is_flow then at.last else least(at.last, width_bucket(e.came - 1, c.latest) + 1) end, at.last) as k) s
      where ${stands(sql, asked.asOf, 'pair')} and pair.of_all @> c.cut_offs[s.k]
        and ${fulfilsSql(sql, [sql`c.starts[s.k]`, sql`c.cut_offs[s.k]`, sql`c.dues[s.k]`])}
      group by pair.n, s.k),
    arrived as materialized (
      select ${key} as key, c.nos[k] as no, pair.owed @> c.cut_offs[k] as is_owed, pair.awaited @> c.cut_offs[k] as is_awaited,
        count(*) filter (where came.day > c.dues[k]) as late, count(*) as n
      from came join pair using (n) join calendar c using (cal) group by 1, 2, 3, 4),
    owing as (
      select a.key, d.slot, d.due < ${asked.asOf}::date as is_over, a.awaited @> d.cut_off as is_awaited, a.n, 0 as late, 0 as on_time
      from alike a join duty d on d.cal = a.cal and a.owed @> d.cut_off
      union all
      select key, slot, due < ${asked.asOf}::date, is_awaited, case when is_owed then -n else 0 end, late, n - late
      from arrived join duty using (no))
    select key, slot, coalesce(sum(n) filter (where is_awaited and is_over), 0)::int as missing,
      coalesce(sum(n) filter (where not is_over), 0)::int as open, sum(late)::int as late, sum(on_time)::int as on_time,
      coalesce(sum(n) filter (where not is_awaited and is_over), 0)::int as lapsed
    from owing group by 1, 2`;
}

/**
 * Room for the rest of a reading to sort and hash a country in memory, and a plan made for what is asked: one commune or all.
 */
export async function withRoom<Found>(sql: Sql, work: (sql: Sql) => Promise<Found>): Promise<Found> {
  await sql`select set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)`;
  return work(sql);
}
