import type { Sql } from 'postgres';
import type { ScoreboardQuery } from '../../contract/scoreboard.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import type { Fragment } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';
import { SEVERITY } from './tally.js';

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly nameEn: string | null;
  readonly level: LocalityLevel;
}

/** Targets of one row that are alike; null where the kept course of a target does not tell its status on that day. */
export interface TallyRow {
  readonly row: string;
  /** False where an earlier row counts these as well. */
  readonly first: boolean;
  readonly indicator: string | null;
  /** The one target, where a status is null. */
  readonly target: string | null;
  readonly now: ScheduleStatus | null;
  readonly before: ScheduleStatus | null;
  readonly n: number;
}

export interface WorstRow {
  readonly row: string;
  readonly target: string;
  readonly status: ScheduleStatus;
  readonly ratio: string | null;
}

export interface Tallies {
  readonly places: readonly Place[];
  readonly tallies: readonly TallyRow[];
  /** The worst of each row among those whose status is known here. */
  readonly worst: readonly WorstRow[];
}

export interface AskedBoard extends Pick<ScoreboardQuery, 'indicator' | 'directive' | 'status' | 'by'> {
  readonly locality: string;
  readonly asOf: CivilDate;
  readonly since: CivilDate;
  readonly boundaries: CivilDate;
}

/**
 * The counts of a whole board in one statement. A status is read from the course that the projection `progress` keeps with
 * each target (`statuses[width_bucket(day, from_dates)]`), first counted by locality, then by row.
 */
export async function readTallies(sql: Sql, asked: AskedBoard): Promise<Tallies> {
  const indicator = asked.by === 'indicator' ? sql`t.indicator_id` : sql`null::text`;
  const [found] = await sql<Tallies[]>`
    with recursive ${placesSql(sql, asked)},
    tally as (
      select locality_id, ${asked.by === 'indicator' ? sql`indicator_id,` : sql``} now, before, case when now is null or before is null then target_id end as target_id,
        count(*)::int as n, min(ratio) as ratio
      from (${judgedSql(sql, asked, sql`true`)}) judged group by 1, 2, 3, 4 ${asked.by === 'indicator' ? sql`, 5` : sql``}),
    by_row as (
      select coalesce(place.row_id, ${asked.locality}) as row_id, coalesce(place.is_first, true) as is_first, t.*
      from tally t ${asked.locality === NATION ? sql`left` : sql``} join place on place.id = t.locality_id)
    select (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'fullName', l.full_name, 'nameEn', l.name_en, 'level', l.level)), '[]')
        from ${tableOf(sql, 'localities.locality')} l where l.id = ${asked.locality} or l.id in (select id from child)) as places,
      (select coalesce(json_agg(c), '[]') from (
        select t.row_id as row, t.is_first as first, ${indicator} as indicator, t.target_id as target, t.now, t.before, sum(t.n)::int as n
        from by_row t group by 1, 2, 3, 4, 5, 6) c) as tallies,
      (select coalesce(json_agg(json_build_object('row', w.row_id, 'target', one.target_id, 'status', w.now, 'ratio', w.ratio::text)), '[]') from (
        select distinct on (row_id) row_id, locality_id, now, ratio from by_row
        where now <> 'withdrawn' and ${asked.status ? sql`now = any(${asked.status as string[]})` : sql`true`}
        order by row_id, array_position(${SEVERITY as string[]}::text[], now), ratio, locality_id) w
        cross join lateral (
          select target_id from (${judgedSql(sql, asked, sql`p.locality_id = w.locality_id`)}) judged
          where now = w.now and ratio is not distinct from w.ratio order by target_id limit 1) one) as worst`;
  return found!;
}

/**
 * `child`: whose rows the board has, those directly beneath the locality on the day of the boundaries, of its last day where
 * it had ended by then, or its predecessors where it was not founded yet. `place`: which row counts whom, the same localities
 * as a filter by the row's locality finds; what no child covers stays with the asked locality.
 */
function placesSql(sql: Sql, { locality, boundaries }: AskedBoard): Fragment {
  const inForce = (alias: string): Fragment =>
    sql.unsafe(`coalesce(${alias}.valid_from <= here.day, true) and coalesce(${alias}.valid_to >= here.day, true)`) as unknown as Fragment;
  const whole = sql`${locality}::text collate "C"`;
  return sql`
    edge (above, below) as (
      select parent_id, locality_id from ${tableOf(sql, 'localities.parent')} union all select successor_id, locality_id from ${tableOf(sql, 'localities.succession')}),
    here as (
      select least(valid_to, ${boundaries}::date) as day, coalesce(valid_from > ${boundaries}::date, false) as is_to_come
      from ${tableOf(sql, 'localities.locality')} where id = ${locality}),
    child (id) as (
      select p.locality_id from here cross join ${tableOf(sql, 'localities.parent')} p join ${tableOf(sql, 'localities.locality')} l on l.id = p.locality_id
      where p.parent_id = ${locality} and not here.is_to_come and ${inForce('p')} and ${inForce('l')}
      union select s.locality_id from here cross join ${tableOf(sql, 'localities.succession')} s where s.successor_id = ${locality} and here.is_to_come),
    covered (row_id, id) as (
      (select id, id from child ${locality === NATION ? sql`` : sql`union all select ${whole}, ${whole}`})
      union select covered.row_id, edge.below from covered join edge on edge.above = covered.id),
    place as (
      select id, row_id, row_number() over (partition by id order by row_id) = 1 as is_first from covered where row_id <> ${locality}
      union all select id, row_id, true from covered c
      where row_id = ${locality} and not exists (select from covered o where o.id = c.id and o.row_id <> ${locality}))`;
}

/**
 * Each target with its status on both days; null where the figure of the day is older than the two whose courses are kept, or made of those
 * beneath.
 */
function judgedSql(sql: Sql, { asOf, since, indicator, directive }: AskedBoard, condition: Fragment): Fragment {
  const earlier = (day: string): Fragment => sql`
    case when not is_whole or earlier_as_of is not null then earlier_statuses[width_bucket(${day}::date, earlier_dates)] end`;
  const status = (place: Fragment, day: string): Fragment => sql`
    case when ${place} = 0 then ${earlier(day)} when has_figure or not is_whole then statuses[${place}] end`;
  return sql`
    select target_id, locality_id, indicator_id, case when now > 0 then ratio else earlier_ratio end as ratio,
      ${status(sql`now`, asOf)} as now, ${status(sql`before`, since)} as before
    from (
      select p.target_id, p.locality_id, p.indicator_id, p.ratio, p.statuses, p.earlier_as_of, p.earlier_ratio, p.earlier_dates, p.earlier_statuses,
        width_bucket(${asOf}::date, p.from_dates) as now, width_bucket(${since}::date, p.from_dates) as before,
        p.figure_as_of is not null as has_figure,
        p.locality_id in (select parent_id from ${tableOf(sql, 'localities.parent')} union all select successor_id from ${tableOf(sql, 'localities.succession')})
          and p.indicator_id in (select i.indicator_id from ${tableOf(sql, 'progress.indicator')} i where i.definition->>'rollUp' <> 'none') as is_whole
      from ${tableOf(sql, 'progress.progress')} p
      where p.from_dates is not null and ${condition}
        ${indicator === undefined ? sql`` : sql`and p.indicator_id = ${indicator}`}
        ${directive === undefined ? sql`` : sql`and p.directive_id = ${directive}`}
      offset 0) course`;
}
