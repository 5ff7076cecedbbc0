import type { Sql } from 'postgres';
import type { Actor } from '../../domain/kernel/command.js';
import { epochDay, type CivilDate } from '../../domain/kernel/civil-date.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import { DEFAULT_CALENDAR, type ReportingCalendar } from '../../domain/reporting/calendar.js';
import type { OwedSpan } from '../../domain/reporting/duty-state.js';
import { isCovered } from '../access/scope.sql.js';
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
  const rows = await sql<TargetRow[]>`
    select p.indicator_id as "indicatorId", p.locality_id as "localityId", p.target_id as "targetId", s.after::text as after, s.until::text as until
    from progress.progress p left join localities.locality l on l.id = p.locality_id
    left join directives.directive d on d.id = p.directive_id
    cross join (select ${asOf}::date as day) asked
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
          and f.year between p.year_from and p.year_to and ${sql.unsafe(standing('asked.day'))}))`;
  return pairsOf(rows);
}

interface TargetRow extends OwedSpan, Pick<OwedPair, 'indicatorId' | 'localityId'> {
  readonly targetId: string;
}

function pairsOf(rows: readonly TargetRow[]): OwedPair[] {
  const pairs = new Map<string, OwedPair & { readonly targets: TargetRow[] }>();
  for (const row of rows) {
    const known = pairs.get(pairKey(row));
    if (known) known.targets.push(row);
    else pairs.set(pairKey(row), { indicatorId: row.indicatorId, localityId: row.localityId, targets: [row] });
  }
  return [...pairs.values()];
}

/** The condition that figure `f` had come by the end of a day and neither been withdrawn nor returned since; `day`: an expression. */
function standing(day: string): string {
  const end = `(${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`;
  return `f.recorded_at < ${end} and not exists (
    select from progress.figure r
    where r.indicator_id = f.indicator_id and r.locality_id = f.locality_id and r.as_of = f.as_of and r.basis_rank = f.basis_rank
      and r.year = f.year and r.revision >= f.revision and r.state in ('withdrawn', 'returned') and r.recorded_at < ${end})`;
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
  /** A number per figure, see `PACKED`: one row per pair, not per figure. */
  readonly came: string;
}

/** The as-of day and the day of receipt in one number, both as days since `$3`; no figure comes before its as-of day. */
const PACKED = `((f.as_of - $3::date)::bigint << 20) + ((f.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date - $3::date)`;
const PACK = 2 ** 20;

/** What came for a pair, figure after figure: the as-of day, then the day of receipt, as days since 1970-01-01. */
export type Receipts = readonly number[];

/**
 * What came for pairs by the end of `today`, with an as-of date from `from` to `to`. A figure that is withdrawn or returned does
 * not count; one that was sent again after that counts from then on. A later correction leaves the day on which it came.
 */
export async function receiptsOf(
  sql: Sql,
  pairs: readonly OwedPair[],
  { from, to, today }: { readonly from: CivilDate; readonly to: CivilDate; readonly today: CivilDate },
): Promise<(pair: OwedPair) => Receipts> {
  const indicators = [...new Set(pairs.map(({ indicatorId }) => indicatorId))];
  const localities = [...new Set(pairs.map(({ localityId }) => localityId))];
  // Not prepared: a plan that does not know how many ids there are would look them up one by one.
  const rows = await sql.unsafe<ReceiptsRow[]>(
    `select f.indicator_id as "indicatorId", f.locality_id as "localityId", string_agg((${PACKED})::text, ' ') as came
     from progress.figure f where f.indicator_id = any($1) and f.locality_id = any($2)
       and f.as_of between $3::date and $4::date and ${standing('$5')}
     group by f.indicator_id, f.locality_id`,
    [indicators, localities, from, to, today],
  );
  const byPair = new Map(rows.map((row) => [pairKey(row), row.came]));
  const first = epochDay(from);
  return (pair) => receiptsIn(byPair.get(pairKey(pair)), first);
}

function receiptsIn(came: string | undefined, first: number): Receipts {
  const receipts: number[] = [];
  for (const packed of came?.split(' ') ?? []) receipts.push(first + Math.floor(Number(packed) / PACK), first + (Number(packed) % PACK));
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
