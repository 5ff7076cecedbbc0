import type { Sql, TransactionSql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { Exact, type DecimalText } from '../../domain/kernel/decimal.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { valueOf, type KnownFigure } from '../../domain/measurement/figure-value.js';
import { BASES, type Figure } from '../../domain/measurement/figure.js';
import type { CompiledPlan } from '../../domain/schedule/compile.js';
import { knownPlan } from '../../domain/schedule/known-plans.js';
import { evaluate } from '../../domain/schedule/evaluate.js';
import { schedulePlan, type Evaluation } from '../../domain/schedule/schedule-plan.js';
import type { TargetState } from '../../domain/target/target.state.js';

/** The columns of `figure` that make a figure. */
export interface FigureRow {
  readonly as_of: CivilDate;
  readonly basis_rank: number;
  readonly year: number;
  readonly state: string;
  readonly shape: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly done_on: CivilDate | null;
  readonly ordinal: string;
}

/** The best known figure of `p`'s indicator × locality up to a day, as a lateral subquery (DESIGN §4.1, returned figures do not count). */
export const bestFigureSql = (schema: string, until: string, onlyIf = 'true'): string => `
  select f.* from (
    select distinct on (f.as_of, f.basis_rank, f.year) f.as_of, f.basis_rank, f.year, f.state, f.shape, f.numerator, f.denominator, f.value, f.done_on, f.ordinal
    from ${schema}.figure f
    where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= ${until} and f.year between p.year_from and p.year_to
      and ${onlyIf}
    order by f.as_of desc, f.basis_rank desc, f.year desc, f.revision desc
  ) f where f.state not in ('withdrawn', 'returned') order by f.as_of desc, f.basis_rank desc, f.year desc limit 1`;

/** A lateral figure as JSON; numbers as text, for JSON's would be read as binary ones. */
export const asJson = (alias: string): string => `
  case when ${alias}.as_of is not null then jsonb_build_object('as_of', ${alias}.as_of, 'basis_rank', ${alias}.basis_rank, 'year', ${alias}.year, 'state', ${alias}.state,
    'shape', ${alias}.shape, 'numerator', ${alias}.numerator::text, 'denominator', ${alias}.denominator::text, 'value', ${alias}.value::text, 'done_on', ${alias}.done_on) end`;

/** The figure that a row of `figure` holds; null for the columns of an outer join that found none. */
export function figureOf(row: Pick<FigureRow, 'shape' | 'numerator' | 'denominator' | 'value' | 'done_on'>): Figure | null {
  const { shape, numerator, denominator, value, done_on } = row;
  switch (shape) {
    case 'ratio':
      return { shape, numerator: numerator ?? '0', denominator: denominator ?? '0' };
    case 'rate':
      return { shape, percent: value ?? '0' };
    case 'done':
      return { shape, on: done_on };
    case 'count':
    case 'amount':
    case 'index':
      return { shape, value: value ?? '0' };
    default:
      return null;
  }
}

/** A number as it is kept and shown: at most twelve decimals, no trailing zeros. */
export function shown(text: DecimalText | null): DecimalText | null {
  const point = text === null ? -1 : text.indexOf('.');
  if (text === null || point < 0) return text;
  // A ratio is exact to forty digits, more than `exact` takes.
  return text.length - point > 13 || text.endsWith('0') ? new Exact(text).toDecimalPlaces(12).toFixed() : text;
}

/** A row of `figure` as the schedule takes it. */
export function knownOf(row: FigureRow): KnownFigure | null {
  const figure = figureOf(row);
  return figure && { asOf: row.as_of, value: valueOf(figure), doneOn: row.done_on, basis: BASES[row.basis_rank] ?? 'actual' };
}

/** The schedule of a target. */
export function compiledPlanOf(target: TargetState, { shape, direction }: IndicatorDefinition): CompiledPlan {
  return knownPlan(schedulePlan(target, { shape, direction }, target.withdrawn?.on ?? null));
}

/** What the schedule says from a figure's date on, as one evaluation per stretch of days that differ. */
export function stretches(
  plan: CompiledPlan,
  figure: KnownFigure | null,
  inTime: KnownFigure | null,
): readonly { from: CivilDate; evaluation: Evaluation }[] {
  const found: { from: CivilDate; evaluation: Evaluation }[] = [];
  // Without a figure the first stretch is before everything.
  let day: CivilDate | null = figure?.asOf ?? '0001-01-01';
  while (day !== null) {
    const evaluation: Evaluation = evaluate(plan, figure, day, inTime);
    const last = found.at(-1)?.evaluation;
    if (!last || !sameAnswer(last, evaluation)) found.push({ from: day, evaluation });
    day = evaluation.holdsUntil;
  }
  return found;
}

function sameAnswer(a: Evaluation, b: Evaluation): boolean {
  return a.status === b.status && a.reason === b.reason && a.late === b.late && a.nextMilestone?.due === b.nextMilestone?.due;
}

interface Candidate extends FigureRow {
  readonly target_id: string;
  readonly target: TargetState;
  readonly definition: IndicatorDefinition;
  readonly in_time: FigureRow | null;
}

export const LAST_DUE = `(p.target->'milestones'->-1->>'due')::date`;
const LATEST = `'9999-12-31'::date`;
const AT_ONCE = 5_000;

/** Works out anew the rows of the given targets; `null` means all, a portion at a time, until `signal` aborts. */
export async function refreshTargets(
  sql: Sql | TransactionSql,
  schema: string,
  ids: readonly string[] | null,
  signal?: AbortSignal,
): Promise<void> {
  for (let after = '', start = 0; !signal?.aborted; start += AT_ONCE) {
    const portion = ids && ids.slice(start, start + AT_ONCE);
    if (portion?.length === 0) return;
    const rows = await candidates(sql, schema, portion ? `p.target_id = any($1)` : `p.target_id > $1`, portion ?? after);
    if (rows.length > 0) await write(sql, schema, rows);
    if (ids === null && rows.length < AT_ONCE) return;
    after = rows.at(-1)?.target_id ?? after;
  }
}

function candidates(
  sql: Sql | TransactionSql,
  schema: string,
  condition: string,
  parameter: string | readonly string[],
): Promise<Candidate[]> {
  return sql.unsafe<Candidate[]>(
    `select p.target_id, p.target, i.definition, b.as_of::text, b.basis_rank, b.year, b.state, b.shape, b.numerator, b.denominator, b.value,
       b.done_on::text, b.ordinal, ${asJson('t')} as in_time
     from (select * from ${schema}.progress p where ${condition} order by p.target_id limit ${AT_ONCE}) p
     join ${schema}.indicator i using (indicator_id)
     left join lateral (${bestFigureSql(schema, LATEST)}) b on true
     left join lateral (${bestFigureSql(schema, LAST_DUE, `b.as_of > ${LAST_DUE}`)}) t on true
     order by p.target_id`,
    [parameter as never],
  );
}

async function write(sql: Sql | TransactionSql, schema: string, rows: readonly Candidate[]): Promise<void> {
  await sql.unsafe(
    `update ${schema}.progress p set
       figure_as_of = r.as_of, figure_basis_rank = r.basis_rank, figure_year = r.year, figure_state = r.state, figure_shape = r.shape,
       numerator = r.numerator, denominator = r.denominator, done_on = r.done_on, actual = r.actual, expected = r.expected, ratio = r.ratio,
       from_dates = r.from_dates, statuses = r.statuses, reasons = r.reasons, next_dues = r.next_dues, lates = r.lates, figure_ordinal = r.ordinal
     from jsonb_to_recordset($1::jsonb) as r(target_id text, as_of date, basis_rank smallint, year int, state text, shape text, numerator numeric,
       denominator numeric, done_on date, actual numeric, expected numeric, ratio numeric, from_dates date[], statuses text[], reasons text[],
       next_dues date[], lates boolean[], ordinal bigint)
     where p.target_id = r.target_id`,
    [rows.map(evaluated) as never],
  );
}

function evaluated(row: Candidate) {
  const figure = knownOf(row);
  const course = stretches(compiledPlanOf(row.target, row.definition), figure, row.in_time && knownOf(row.in_time));
  const { actual, expected, ratio } = course[0]!.evaluation;
  const { target_id, as_of, basis_rank, year, state, shape, numerator, denominator, done_on, ordinal } = row;
  return {
    ...{ target_id, as_of, basis_rank, year, state, shape, numerator, denominator, done_on, ordinal, expected, ratio },
    actual: shown(actual),
    from_dates: course.map(({ from }) => from),
    statuses: course.map(({ evaluation }) => evaluation.status),
    reasons: course.map(({ evaluation }) => evaluation.reason),
    next_dues: course.map(({ evaluation }) => evaluation.nextMilestone?.due ?? null),
    lates: course.map(({ evaluation }) => evaluation.late),
  };
}
