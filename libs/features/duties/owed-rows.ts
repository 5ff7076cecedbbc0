import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import { DEFAULT_CALENDAR, type ReportingCalendar } from '../../domain/reporting/calendar.js';
import type { OwedSpan, Receipt } from '../../domain/reporting/duty-state.js';
import { isCovered } from '../access/scope.sql.js';
import type { Fragment } from '../http/keyset.js';
import type { Language } from '../http/language.js';

export interface OwedFilters {
  readonly locality?: string | undefined;
  readonly indicator?: string | undefined;
  readonly level?: LocalityLevel | undefined;
}

/** An indicator that a locality reports on, and the targets for which it does. */
export interface OwedPair {
  readonly indicatorId: string;
  readonly localityId: string;
  readonly targets: readonly (OwedSpan & { readonly targetId: string })[];
}

const text = (date: string): string => `to_char(${date}, 'YYYY-MM-DD')`;

/** The first day on which a directive may have been issued, as far as its day or month is printed; null where neither is. */
const ISSUED = `case length(d.issued_on) when 10 then d.issued_on::date when 7 then (d.issued_on || '-01')::date end`;

/**
 * The pairs of the targets that the actor may see. A target is owed reports from its baseline, from the first day of its
 * locality, or from the day of its directive, until its last milestone and its grace, the day before its withdrawal, or the last
 * day of its locality. For an allocated target its parts report, unless it has figures of its own.
 */
export async function owedPairs(
  sql: Sql,
  actor: Actor,
  { locality, indicator, level }: OwedFilters,
  { asOf, to }: { readonly asOf: CivilDate; readonly to: CivilDate },
): Promise<OwedPair[]> {
  const place = sql`p.locality_id`;
  return sql<OwedPair[]>`
    select p.indicator_id as "indicatorId", p.locality_id as "localityId",
      jsonb_agg(jsonb_build_object('targetId', p.target_id, 'after', ${sql.unsafe(text('s.after'))}, 'until', ${sql.unsafe(text('s.until'))})
        order by p.target_id) as targets
    from progress.progress p left join localities.locality l on l.id = p.locality_id
    left join directives.directive d on d.id = p.directive_id
    cross join lateral (select
      greatest((p.target->'baseline'->>'on')::date, l.valid_from - 1, ${sql.unsafe(ISSUED)} - 1) as after,
      least((p.target->'milestones'->-1->>'due')::date + (p.target->>'graceDays')::int
          - (case p.target->'milestones'->-1->>'dueOp' when '<' then 1 else 0 end),
        (p.target->'withdrawn'->>'on')::date - 1, l.valid_to) as until) s
    where s.after < ${to}::date and s.until > s.after and ${isCovered(sql, place, actor.locality)}
      ${locality === undefined ? sql`` : sql`and ${isCovered(sql, place, locality)}`}
      ${indicator === undefined ? sql`` : sql`and p.indicator_id = ${indicator}`}
      ${level === undefined ? sql`` : sql`and l.level = ${level}`}
      and (jsonb_array_length(p.target->'allocations') = 0 or exists (
        select from progress.figure f where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id
          and f.year between p.year_from and p.year_to and ${standing(sql, asOf)}))
    group by p.indicator_id, p.locality_id`;
}

export interface OwedIndicator {
  readonly name: string;
  readonly calendar: ReportingCalendar;
}

/** All indicators by id: the name in the language, and the calendar, by default that of Nghị định 09/2019/NĐ-CP. */
export async function owedIndicators(sql: Sql, language: Language): Promise<ReadonlyMap<string, OwedIndicator>> {
  const rows = await sql<{ id: string; name: string; name_en: string; calendar: ReportingCalendar | null }[]>`
    select id, name, name_en, nullif(state->'calendar', 'null') as calendar from indicators.indicator`;
  return new Map(
    rows.map(({ id, name, name_en, calendar }) => [
      id,
      { name: language === 'vi' ? name : name_en, calendar: calendar ?? DEFAULT_CALENDAR },
    ]),
  );
}

export const pairKey = ({ indicatorId, localityId }: Pick<OwedPair, 'indicatorId' | 'localityId'>): string =>
  `${indicatorId}.${localityId}`;

interface ReceiptsRow extends Pick<OwedPair, 'indicatorId' | 'localityId'> {
  /** As-of day and day of receipt, ten characters each, figure after figure: one row per pair, not per figure. */
  readonly came: string;
}

const DAY_LENGTH = 10;

/** The condition that figure `f` had come by the end of `day` and neither been withdrawn nor returned since. */
function standing(sql: Sql, day: CivilDate): Fragment {
  const end = sql`(${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`;
  return sql`f.recorded_at < ${end} and not exists (
    select from progress.figure r
    where r.indicator_id = f.indicator_id and r.locality_id = f.locality_id and r.as_of = f.as_of and r.basis_rank = f.basis_rank
      and r.year = f.year and r.revision >= f.revision and r.state in ('withdrawn', 'returned') and r.recorded_at < ${end})`;
}

/**
 * What came for pairs by the end of `today`, with an as-of date from `from` to `to`. A figure that is withdrawn or returned does
 * not count; one that was sent again after that counts from then on. A later correction leaves the day on which it came.
 */
export async function receiptsOf(
  sql: Sql,
  pairs: readonly OwedPair[],
  { from, to, today }: { readonly from: CivilDate; readonly to: CivilDate; readonly today: CivilDate },
): Promise<ReadonlyMap<string, readonly Receipt[]>> {
  const rows = await sql<ReceiptsRow[]>`
    select f.indicator_id as "indicatorId", f.locality_id as "localityId",
      string_agg(${sql.unsafe(text('f.as_of'))} || ${sql.unsafe(text("f.recorded_at at time zone 'Asia/Ho_Chi_Minh'"))}, '') as came
    from unnest(${pairs.map(({ indicatorId }) => indicatorId)}::text[], ${pairs.map(({ localityId }) => localityId)}::text[])
      as o (indicator_id, locality_id)
    join progress.figure f on f.indicator_id = o.indicator_id collate "C" and f.locality_id = o.locality_id collate "C"
    where f.as_of between ${from}::date and ${to}::date and ${standing(sql, today)}
    group by f.indicator_id, f.locality_id`;
  return new Map(rows.map((row) => [pairKey(row), receiptsIn(row.came)]));
}

function receiptsIn(came: string): Receipt[] {
  const receipts: Receipt[] = [];
  for (let at = 0; at < came.length; at += 2 * DAY_LENGTH) {
    receipts.push({ asOf: came.slice(at, at + DAY_LENGTH), recordedOn: came.slice(at + DAY_LENGTH, at + 2 * DAY_LENGTH) });
  }
  return receipts;
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: LocalityLevel;
}

export async function placesOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const rows = await sql<Place[]>`
    select id, name, full_name as "fullName", level from localities.locality where id = any(${[...new Set(ids)]})`;
  return new Map(rows.map((place) => [place.id, place]));
}
