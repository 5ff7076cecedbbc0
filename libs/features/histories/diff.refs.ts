import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { SCHEDULE_RULES_STREAM } from '../../domain/schedule/rules.events.js';
import { ordinal, type Position } from '../../event-store/event-store.js';
import type { Fragment } from '../http/keyset.js';
import { tableOf, type Reading } from '../http/reading.js';
import type { EventRef } from './evidence.js';

/** A target, and of what and whom it is. */
export interface Place {
  readonly id: string;
  readonly indicatorId: string;
  readonly localityId: string;
}

type RefsById = ReadonlyMap<string, readonly EventRef[]>;

/**
 * The events recorded between two positions of each target and of the figures that are judged on a day, where they changed what counts: its
 * own, or else those of all beneath. With `isAny` all of its figures up to the day, as each may weigh upon whether another is doubted.
 */
export async function refsBetween(
  reading: Reading,
  changed: readonly Place[],
  from: Position,
  asOf: CivilDate,
  isAny = false,
): Promise<RefsById> {
  if (changed.length === 0) return new Map();
  const { sql } = reading;
  const effective = sql`f.year between coalesce(t.year_from, f.year) and coalesce(t.year_to, f.year) and ${changedWhatCounts(sql)} and ${isJudged(sql, asOf)}`;
  const rows = await sql<{ id: string; stream: string; revision: number; isOwn: boolean }[]>`
    with changed as ${changedIn(sql, changed)}
    select c.id, 'target-' || v.id as stream, v.revision, true as "isOwn", v.ordinal from changed c
      join ${tableOf(sql, 'targets.target_version')} v on v.id = c.id where ${between(reading, from, 'v')}
    union all
    select c.id, 'measurement-' || f.indicator_id || '.' || f.locality_id || '.' || f.year, f.revision, f.locality_id = c."localityId", f.ordinal
    from changed c cross join lateral (${beneath(sql)}) b
    join ${tableOf(sql, 'progress.figure')} f on f.indicator_id = c."indicatorId" and f.locality_id = b.id
    left join ${tableOf(sql, 'progress.progress')} t on t.target_id = c.id
    where ${between(reading, from, 'f')} and f.as_of <= ${asOf}::date and ${isAny ? sql`true` : effective}
    order by ordinal`;
  return new Map([...byId(rows)].map(([id, all]) => [id, all.some(({ isOwn }) => isOwn) ? all.filter(({ isOwn }) => isOwn) : all]));
}

/** That the figure `f` says something else than the version before it: a verification says nothing new, a withdrawal does. */
const changedWhatCounts = (sql: Sql): Fragment => sql`not exists (
  select from (select p.* from ${tableOf(sql, 'progress.figure')} p where ${isSameFigure(sql, 'p', 'f')} and p.revision < f.revision
    order by p.revision desc limit 1) p
  where ${counts(sql, 'p')} = ${counts(sql, 'f')} and p.shape is not distinct from f.shape and p.value is not distinct from f.value
    and p.numerator is not distinct from f.numerator and p.denominator is not distinct from f.denominator
    and p.done_on is not distinct from f.done_on)`;

/**
 * That no newer or more settled figure that counts stands before the figure `f` on the day, nor on the last day of the target's plan, by
 * which what came in time is told. The periods of a flow all add up.
 */
const isJudged = (sql: Sql, asOf: CivilDate): Fragment => sql`(
  exists (select from ${tableOf(sql, 'progress.indicator')} i where i.indicator_id = f.indicator_id and i.definition->>'accumulation' = 'flow')
  or exists (
    select from unnest(array[${asOf}::date, case when f.locality_id = c."localityId" then (t.target->'milestones'->-1->>'due')::date end]) d(day)
    where f.as_of <= d.day and not exists (
      select from ${tableOf(sql, 'progress.figure')} b
      where b.indicator_id = f.indicator_id and b.locality_id = f.locality_id and b.as_of <= least(d.day, ${asOf}::date)
        and b.year between coalesce(t.year_from, b.year) and coalesce(t.year_to, b.year)
        and (b.as_of, b.basis_rank, b.year) > (f.as_of, f.basis_rank, f.year) and ${counts(sql, 'b')}
        and not exists (select from ${tableOf(sql, 'progress.figure')} n where ${isSameFigure(sql, 'n', 'b')} and n.revision > b.revision))))`;

const counts = (sql: Sql, alias: string): Fragment => sql`(${sql(alias)}.state not in ('withdrawn', 'returned'))`;

const isSameFigure = (sql: Sql, a: string, b: string): Fragment => sql`(
  ${sql(a)}.indicator_id = ${sql(b)}.indicator_id and ${sql(a)}.locality_id = ${sql(b)}.locality_id and ${sql(a)}.as_of = ${sql(b)}.as_of
  and ${sql(a)}.basis_rank = ${sql(b)}.basis_rank and ${sql(a)}.year = ${sql(b)}.year)`;

/**
 * What holds for many and was recorded between two positions: what became of the localities beneath each target, its indicator's
 * definition and calendar, the schedule's rules. Nothing else moves a status: profiles are copied into what is planned by them, and days
 * off move only when reports are due.
 */
export async function causesBetween(reading: Reading, changed: readonly Place[], from: Position): Promise<RefsById> {
  if (changed.length === 0) return new Map();
  const { sql } = reading;
  const rows = await sql<{ id: string; stream: string; revision: number }[]>`
    with changed as ${changedIn(sql, changed)},
      place as (select * from (${versions(sql, 'localities.locality')}) v where ${between(reading, from, 'v')}),
      indicator as (${versions(sql, 'indicators.indicator')}),
      rules as (select row_number() over (order by ordinal)::int - 1 as revision, ordinal from ${tableOf(sql, 'progress.rules')})
    select c.id, 'locality-' || v.id as stream, v.revision, v.ordinal from changed c cross join lateral (${beneath(sql)}) b join place v on v.id = b.id
    union all
    select c.id, 'indicator-' || v.id, v.revision, v.ordinal from changed c join indicator v on v.id = c."indicatorId"
      left join indicator p on p.id = v.id and p.revision = v.revision - 1
      where ${between(reading, from, 'v')} and (p.id is null or p.state - 'profiles' <> v.state - 'profiles')
    union all
    select c.id, ${SCHEDULE_RULES_STREAM}, v.revision, v.ordinal from changed c cross join rules v where ${between(reading, from, 'v')}
    order by ordinal`;
  return byId(rows);
}

const changedIn = (sql: Sql, changed: readonly Place[]): Fragment =>
  sql`(select * from jsonb_to_recordset(${sql.json(changed as never)}) r(id text, "indicatorId" text, "localityId" text))`;

/** The locality of a row `c`, those that were ever beneath it, and whom any of these followed. */
const beneath = (sql: Sql): Fragment => sql`
  with recursive beneath (id) as (select c."localityId" collate "C" union
    select e.below from beneath join (select parent_id as above, locality_id as below from ${tableOf(sql, 'localities.parent')}
      union all select successor_id, locality_id from ${tableOf(sql, 'localities.succession')}) e on e.above = beneath.id)
  select id from beneath`;

/** Every version that a stamped table ever had, one for each event. */
const versions = (sql: Sql, table: string): Fragment =>
  sql`select id, revision, ordinal, state from ${sql(table)} union all select id, revision, ordinal, state from ${sql(`${table}_past`)}`;

function between({ sql, position }: Reading, from: Position, alias: string): Fragment {
  const column = sql`${sql(alias)}.ordinal`;
  return sql`${column} > ${String(ordinal(from))} and ${column} <= ${String(ordinal(position))}`;
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.id, [...(found.get(row.id) ?? []), row]);
  return found;
}
