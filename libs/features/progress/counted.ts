import type { Sql, TransactionSql } from 'postgres';
import { mayBeDoubted, weigh, type Weighed, type WeighedFigure } from '../../domain/alert/alert.implausible.js';
import { DEFAULT_POLICY } from '../../domain/alert/alert.policy.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { DecimalText } from '../../domain/kernel/decimal.js';
import { valueOf, type KnownFigure } from '../../domain/measurement/figure-value.js';
import { BASES } from '../../domain/measurement/figure.js';
import { isSummedFlow, ofRunningSums, runningSums } from '../../domain/measurement/running-sums.js';
import type { ReportingCalendar } from '../../domain/reporting/calendar.js';
import type { ScheduleRules } from '../../domain/schedule/rules.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { tableNameOf } from '../http/reading.js';
import { compiledPlanOf, figureOf, knownOf, type FigureRow } from './figure-row.js';

/** An indicator's definition, with the calendar of its reports where one was set, and the rules by which its targets are judged. */
export type KnownDefinition = IndicatorDefinition & {
  readonly calendar?: ReportingCalendar;
  readonly rules: ScheduleRules;
  /** Which event made it so, in which filling of the tables. */
  readonly since: string;
};

/** Whose figures of which plan years count. */
export interface SeriesKey {
  readonly indicator_id: string;
  readonly locality_id: string;
  readonly year_from: number;
  readonly year_to: number;
}

/** A figure as it meets a schedule: of a flow the running sum. */
export interface CountedRow extends FigureRow {
  /** Periods that the running sum lacks. */
  readonly missing?: readonly string[];
  /** The period's own figure beside the running sum. */
  readonly of_period?: DecimalText | null;
}

/** All figures of the table `figures` up to a day that count, by the place of their key: in order of dates, on one date the most settled first. */
export async function seriesOf(
  sql: Sql | TransactionSql,
  figures: string,
  keys: readonly SeriesKey[],
  until: CivilDate,
): Promise<readonly (readonly FigureRow[])[]> {
  const found: FigureRow[][] = keys.map(() => []);
  if (keys.length === 0) return found;
  const rows = await sql.unsafe<(FigureRow & { n: number })[]>(
    `select p.n::int, f.as_of::text, f.basis_rank, f.year, f.state, f.shape, f.numerator, f.denominator, f.value, f.done_on::text, f.ordinal
     from unnest($1::text[], $2::text[], $3::int[], $4::int[]) with ordinality p(indicator_id, locality_id, year_from, year_to, n)
     cross join lateral (
       select distinct on (f.as_of, f.basis_rank, f.year) f.* from ${figures} f
       where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= $5::text::date and f.year between p.year_from and p.year_to
       order by f.as_of desc, f.basis_rank desc, f.year desc, f.revision desc) f
     where f.state not in ('withdrawn', 'returned') and f.shape is not null
     order by p.n, f.as_of, f.basis_rank desc, f.year desc`,
    [
      keys.map((k) => k.indicator_id),
      keys.map((k) => k.locality_id),
      keys.map((k) => k.year_from),
      keys.map((k) => k.year_to),
      until,
    ] as never,
  );
  for (const { n, ...row } of rows) found[n - 1]?.push(row);
  return found;
}

/** A series as it meets a schedule, one figure a date. `since`: the baseline's day, up to which no period is awaited. */
export function datedFigures(rows: readonly FigureRow[], definition: KnownDefinition, since: CivilDate | null): readonly CountedRow[] {
  if (!isSummedFlow(definition)) return rows.filter(({ as_of }, index) => rows[index - 1]?.as_of !== as_of);
  const figures = rows.flatMap((row) => {
    const figure = figureOf(row);
    return figure ? [{ asOf: row.as_of, year: row.year, basis: BASES[row.basis_rank] ?? 'actual', figure, row }] : [];
  });
  return runningSums(definition, figures, since).map(({ last, figure, missing }): CountedRow => {
    const terms = figure.shape === 'ratio' ? figure : { numerator: null, denominator: null };
    return { ...last.row, ...terms, shape: figure.shape, value: valueOf(figure), missing, of_period: valueOf(last.figure) };
  });
}

/** Rows whose flows are replaced by their running sums up to the day. */
export async function summed<Row extends FigureRow & SeriesKey>(
  sql: Sql,
  rows: readonly Row[],
  definitionOf: (indicatorId: string) => KnownDefinition | undefined,
  until: CivilDate,
): Promise<readonly (Row & CountedRow)[]> {
  const isFlow = ({ indicator_id }: Row): boolean => isSummedFlow(definitionOf(indicator_id) ?? { shape: 'task', accumulation: 'level' });
  const flows = rows.filter(isFlow);
  const series = await seriesOf(sql, tableNameOf(sql, 'progress.figure'), flows, until);
  const sums = new Map(flows.map((row, index) => [row, datedFigures(series[index] ?? [], definitionOf(row.indicator_id)!, null).at(-1)]));
  return rows.flatMap((row) => {
    const sum = sums.get(row);
    return sum ? [{ ...row, ...sum }] : isFlow(row) ? [] : [row];
  });
}

/** The figures of a target that count, the newest first, and from which day on one is doubted and held back. */
export interface Counted {
  readonly rows: readonly CountedRow[];
  readonly doubtedOn: CivilDate | null;
}

/** `rows` in order of dates. */
export function counted(rows: readonly CountedRow[], target: TargetState, definition: KnownDefinition): Counted {
  const { counting, doubted } = weigh(factsOf(target, definition), rows.flatMap(weighedOf).toReversed());
  const isHeldBack = doubted !== null && counting[0] !== doubted.figure;
  return { rows: counting.map(({ row }) => row), doubtedOn: isHeldBack ? doubted.figure.asOf : null };
}

/** True for a sum of those beneath that leaps far past the target: a slip of one of them must not achieve it for the whole. */
export function isDoubtedSum(figure: KnownFigure, target: TargetState, definition: KnownDefinition): boolean {
  return weigh(factsOf(target, definition), [{ ...figure, measurementId: null }]).doubted?.doubt.why === 'overshoots';
}

/** A target with its last figures, as one query finds them. */
export interface Best extends SeriesKey {
  readonly target: TargetState;
  /** The best figures of the last three dates that have one, the newest first. */
  readonly recent: readonly FigureRow[];
  /** Where the newest lies behind the last milestone: the best up to it. */
  readonly in_time: FigureRow | null;
}

export interface Standing {
  readonly figure: CountedRow | null;
  readonly inTime: CountedRow | null;
  readonly doubtedOn: CivilDate | null;
}

export type SeriesOf<Row> = ReadonlyMap<Row, readonly FigureRow[]>;

/** All figures up to a day of those targets whose last ones do not tell what counts: of flows, and where one of them may be doubted. */
export async function seriesNeeded<Row extends Best>(
  sql: Sql | TransactionSql,
  figures: string,
  rows: readonly Row[],
  definitionOf: (row: Row) => KnownDefinition,
  until: CivilDate,
): Promise<SeriesOf<Row>> {
  const needed = rows.filter((row) => row.recent.length > 0 && (isSummedFlow(definitionOf(row)) || isSuspect(row, definitionOf(row))));
  const series = await seriesOf(sql, figures, needed, until);
  return new Map(needed.map((row, index) => [row, series[index] ?? []]));
}

/** What of a target's figures counts on a day not before the last but one of them; `series` where it was needed. */
export function standingOn(
  { target, recent, in_time }: Best,
  series: readonly FigureRow[] | undefined,
  definition: KnownDefinition,
  day: CivilDate,
): Standing {
  const due = target.milestones.at(-1)?.due ?? '';
  if (!series) {
    const figure = recent.find(({ as_of }) => as_of <= day) ?? null;
    return { figure, inTime: figure && figure.as_of > due ? in_time : null, doubtedOn: null };
  }
  const known = series.filter(({ as_of }) => as_of <= day);
  const { rows, doubtedOn } = counted(datedFigures(known, definition, target.baseline.on), target, definition);
  return { figure: rows[0] ?? null, inTime: rows.find(({ as_of }) => as_of <= due) ?? null, doubtedOn };
}

/** True where the newest figure or the one before it may be doubted. */
function isSuspect({ target, recent }: Best, definition: KnownDefinition): boolean {
  if (definition.shape === 'task') return false;
  const facts = factsOf(target, definition);
  return recent.slice(0, 2).some((row, index) => {
    const [figure, previous] = [weighedOf(row)[0], recent[index + 1]];
    return figure !== undefined && !figure.isVerified && mayBeDoubted(facts, figure, (previous && weighedOf(previous)[0]) ?? null);
  });
}

function factsOf(target: TargetState, definition: KnownDefinition): Weighed {
  return { indicator: ofRunningSums(definition), plan: compiledPlanOf(target, definition), policy: DEFAULT_POLICY };
}

function weighedOf(row: CountedRow): readonly (WeighedFigure & { readonly row: CountedRow; readonly isVerified: boolean })[] {
  const known = knownOf(row);
  return known ? [{ ...known, measurementId: null, isVerified: row.state === 'verified', row }] : [];
}
