import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { KNOWN_AT } from '../../event-store/projection-versions.js';
import { coveredSql } from '../access/scope.sql.js';
import type { Fragment } from '../http/keyset.js';
import { isPast, tableOf } from '../http/reading.js';
import type { Terms } from './duty-terms.js';

export interface OwedFilters {
  readonly locality?: string | undefined;
  readonly indicator?: string | undefined;
  readonly level?: LocalityLevel | undefined;
}

/** Whose duties are asked for, on what day. */
export interface AskedDuties extends Omit<OwedFilters, 'locality'> {
  readonly asOf: CivilDate;
  /** The localities that are asked for and that the actor may see; null for the whole country. */
  readonly localities: readonly string[] | null;
}

/** The localities that a filter and the actor's scope have in common; null for the whole country. */
export async function askedLocalities(sql: Sql, actor: Actor, locality = actor.locality): Promise<readonly string[] | null> {
  if (actor.locality === NATION && locality === NATION) return null;
  const rows = await sql<
    { id: string }[]
  >`select id from ${tableOf(sql, 'localities.locality')} where id in (${coveredSql(sql, actor.locality)}) and id in (${coveredSql(sql, locality)})`;
  return rows.map(({ id }) => id);
}

/**
 * Tables for a statement: `duty`, each with the group `slot` in which it is to be counted; `pair`, an indicator that a locality owes reports
 * on, with the days of cut-off `of_all` its targets, of these the days `owed` by those that were not withdrawn, and of these the days `awaited`
 * (see `owedSpan`, `awaitedSpan`). Of a withdrawn target only what came is told. For an allocated target its parts report, for a whole without a figure of its own those beneath it.
 */
export function dutyTables(sql: Sql, asked: AskedDuties, terms: Terms, slots: readonly number[]): Fragment {
  const { asOf, localities, indicator, level } = asked;
  return sql`
    ${termTables(sql, terms, slots)},
    edge (above, below) as (select parent_id, locality_id from ${tableOf(sql, 'localities.parent')} union all select successor_id, locality_id from ${tableOf(sql, 'localities.succession')}),
    target as materialized (
      select p.target_id, p.indicator_id, p.locality_id, p.is_allocated, p.year_from, p.year_to, i.cal, i.is_flow, i.is_summed,
        greatest(p.owed_after, l.valid_from - 1) as after, least(p.owed_until, l.valid_to) as until,
        coalesce(p.withdrawn_on <= ${asOf}::date, false) as is_withdrawn,
        (select max(e.as_of) from ${entries(sql)} where ${stands(sql, asOf, 'p')}) as newest
      from ${tableOf(sql, 'progress.progress')} p join ind i on i.id = p.indicator_id left join ${tableOf(sql, 'localities.locality')} l on l.id = p.locality_id
        left join progress.receipts r on r.indicator_id = p.indicator_id and r.locality_id = p.locality_id
      where ${localities === null ? sql`true` : sql`p.locality_id = any(${[...localities]}::text[])`}
        ${indicator === undefined ? sql`` : sql`and p.indicator_id = ${indicator}`}
        ${level === undefined ? sql`` : sql`and l.level = ${level}`}),
    whole as materialized (select * from target where newest is null and is_summed and locality_id in (select above from edge)),
    beneath (above, id) as (
      select above, below from edge where above in (select locality_id from whole)
      union select beneath.above, edge.below from beneath join edge on edge.above = beneath.id),
    made_of_parts as materialized (
      select target_id from whole where exists (
        select from beneath b join progress.receipts r on r.indicator_id = whole.indicator_id and r.locality_id = b.id cross join ${entries(sql)}
        where b.above = whole.locality_id and ${stands(sql, asOf, 'whole')})),
    pair as materialized (
      select row_number() over () as n, indicator_id, locality_id, cal, is_flow, min(year_from) as year_from, max(year_to) as year_to,
        range_agg(daterange(after, until, '(]')) as of_all,
        range_agg(case when is_withdrawn then 'empty' else daterange(after, until, '(]') end) as owed,
        range_agg(case when is_withdrawn or awaited_after > until then 'empty' else daterange(awaited_after, until, '(]') end) as awaited
      from target t cross join lateral (select greatest(after, case when not is_flow then newest - 1 end) as awaited_after) w
      where until > after and not (is_allocated and newest is null) and target_id not in (select target_id from made_of_parts)
      group by indicator_id, locality_id, cal, is_flow)`;
}

/** `ind`, who owes by which calendar; `duty`; `calendar`, its duties in the order of their periods, `latest` the latest due day so far. */
function termTables(sql: Sql, { indicators, duties }: Terms, slots: readonly number[]): Fragment {
  const dates = (pick: (duty: Terms['duties'][number]) => string): Fragment => sql`${duties.map(pick)}::text[]::date[]`;
  // The driver has no array of booleans.
  const flags = (pick: (one: Terms['indicators'][number]) => boolean): Fragment =>
    sql`${indicators.map((one) => String(pick(one)))}::text[]::boolean[]`;
  return sql`
    ind (id, cal, is_flow, is_summed) as (select * from unnest(${indicators.map(({ id }) => id)}::text[], ${indicators.map(({ calendar }) => calendar)}::int[],
      ${flags(({ isFlow }) => isFlow)}, ${flags(({ isSummed }) => isSummed)})),
    duty (no, cal, slot, starts, cut_off, due) as materialized (select * from unnest(${duties.map(({ no }) => no)}::int[],
      ${duties.map(({ calendar }) => calendar)}::int[], ${[...slots]}::int[], ${dates(({ from }) => from)}, ${dates(({ cutOff }) => cutOff)}, ${dates(({ dueOn }) => dueOn)})),
    calendar as materialized (
      select cal, array_agg(starts order by starts) as starts, array_agg(cut_off order by starts) as cut_offs, array_agg(due order by starts) as dues,
        array_agg(latest order by starts) as latest, array_agg(no order by starts) as nos
      from (select *, max(due) over (partition by cal order by starts) as latest from duty) d group by cal)`;
}

/** What came of the pair `r`, a row per date of figures. Sets of rows in a select list come one by one, in a `from` they are written down first. */
export const entries = (sql: Sql): Fragment =>
  isPast(sql)
    ? sql`lateral (
        select as_of, year, came, case when gone_at <= k.at then gone else 'infinity' end as gone
        from unnest(r.as_of, r.years, r.came, r.gone, r.came_at, r.gone_at) u(as_of, year, came, gone, came_at, gone_at)
          cross join (select current_setting(${KNOWN_AT})::bigint as at) k
        where came_at <= k.at) e`
    : sql`lateral (select unnest(r.as_of) as as_of, unnest(r.years) as year, unnest(r.came) as came, unnest(r.gone) as gone) e`;

/** What came stood at the end of the day, and is of the plan years of `of`. */
export const stands = (sql: Sql, asOf: CivilDate, of: 'p' | 'pair' | 'whole'): Fragment =>
  sql`e.came <= ${asOf}::date and e.gone > ${asOf}::date and e.year between ${sql(of)}.year_from and ${sql(of)}.year_to`;

/** `fulfils` of the duty with these columns; `e` has come. */
export const fulfilsSql = (sql: Sql, [starts, cutOff, due]: readonly [Fragment, Fragment, Fragment]): Fragment =>
  sql`e.as_of >= ${starts} and (e.as_of <= ${cutOff} or (not pair.is_flow and e.came <= ${due}))`;
