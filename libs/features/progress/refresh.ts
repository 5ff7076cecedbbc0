import type { Sql, TransactionSql } from 'postgres';
import { shown } from '../../domain/kernel/decimal.js';
import { addDays, type CivilDate } from '../../domain/kernel/civil-date.js';
import type { KnownFigure } from '../../domain/measurement/figure-value.js';
import type { CompiledPlan } from '../../domain/schedule/compile.js';
import { doubtedAs, evaluate } from '../../domain/schedule/evaluate.js';
import { seriesNeeded, standingOn, type Best, type KnownDefinition, type SeriesOf, type Standing } from './counted.js';
import type { Evaluation } from '../../domain/schedule/schedule-plan.js';
import { compiledPlanOf, knownOf, type FigureRow } from './figure-row.js';
import { rulesIn } from './rule-rows.js';

/** The condition that a row `f` of `figure` is one of the target `p`, up to a day. */
export const ofTargetSql = (until: string): string =>
  `f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= ${until} and f.year between p.year_from and p.year_to`;

/** The figures of `p`'s indicator × locality up to a day that count, the best first; returned ones do not (DESIGN §4.1). */
const countingSql = (figures: string, until: string, onlyIf: string): string => `
  (select distinct on (f.as_of, f.basis_rank, f.year) f.as_of, f.basis_rank, f.year, f.state, f.shape, f.numerator, f.denominator, f.value, f.done_on, f.ordinal
    from ${figures} f
    where ${ofTargetSql(until)} and ${onlyIf}
    order by f.as_of desc, f.basis_rank desc, f.year desc, f.revision desc
  ) f where f.state not in ('withdrawn', 'returned')`;
const BEST_FIRST = 'order by f.as_of desc, f.basis_rank desc, f.year desc';

/** The best known figure of `p`'s indicator × locality up to a day in the table `figures`, as a lateral subquery. */
export const bestFigureSql = (figures: string, until: string, onlyIf = 'true'): string =>
  `select f.* from ${countingSql(figures, until, onlyIf)} ${BEST_FIRST} limit 1`;

/** A figure as JSON; numbers as text, for JSON's would be read as binary ones. */
const AS_JSON = `json_build_object('as_of', f.as_of, 'basis_rank', f.basis_rank, 'year', f.year, 'state', f.state, 'shape', f.shape,
  'numerator', f.numerator::text, 'denominator', f.denominator::text, 'value', f.value::text, 'done_on', f.done_on, 'ordinal', f.ordinal::text)`;

const LAST_DUE = `(p.target->'milestones'->-1->>'due')::date`;

/** `recent` and `in_time` of `Best` for each `p`, as lateral subqueries. */
export const recentSql = (figures: string, until: string): string => `
  cross join lateral (
    select coalesce(json_agg(${AS_JSON} order by f.as_of desc), '[]') as recent, max(f.as_of) as newest from (
      select distinct on (f.as_of) f.* from ${countingSql(figures, until, 'true')} ${BEST_FIRST} limit 3) f) r
  left join lateral (
    select ${AS_JSON} as in_time from (${bestFigureSql(figures, LAST_DUE, `r.newest > ${LAST_DUE}`)}) f) t on true`;

interface Stretch {
  readonly from: CivilDate;
  readonly evaluation: Evaluation;
}

const NO_FIGURE: Partial<FigureRow> = {};
/** Without a figure the first stretch is before everything. */
const FIRST_DAY = '0001-01-01';

/** What the schedule says from a figure's date on, up to a day where one is given, as one evaluation per stretch of days that differ. */
function stretches(
  plan: CompiledPlan,
  figure: KnownFigure | null,
  inTime: KnownFigure | null,
  until: CivilDate | null,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let day: CivilDate | null = figure?.asOf ?? FIRST_DAY;
  while (day !== null && (until === null || day < until)) {
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

/** The verdicts from the day on which a newer figure is doubted; what was said before it is worked out when asked. */
function doubtedFrom(course: readonly Stretch[], on: CivilDate | null): readonly Stretch[] {
  if (on === null) return course;
  const last = course.findLastIndex(({ from }) => from <= on);
  return course
    .slice(Math.max(0, last))
    .map(({ from, evaluation }) => ({ from: from > on ? from : on, evaluation: doubtedAs(evaluation) }));
}

interface Candidate extends Best {
  readonly target_id: string;
  readonly definition: KnownDefinition;
  readonly since: string;
}

const LATEST = '9999-12-31';
const AT_ONCE = 5_000;

/** Works out anew the rows of the given targets; `null` means all, a portion at a time, until `signal` aborts. */
export async function refreshTargets(
  sql: Sql | TransactionSql,
  schema: string,
  ids: readonly string[] | null,
  signal?: AbortSignal,
): Promise<void> {
  const rules = await rulesIn(sql, `${schema}.rules`);
  for (let after = '', start = 0; !signal?.aborted; start += AT_ONCE) {
    const portion = ids && ids.slice(start, start + AT_ONCE);
    if (portion?.length === 0) return;
    const found = await candidates(sql, schema, portion ? `p.target_id = any($1)` : `p.target_id > $1`, portion ?? after);
    const rows = found.map((row) => ({ ...row, definition: { ...row.definition, rules, since: row.since } }));
    if (rows.length > 0)
      await write(sql, schema, rows, await seriesNeeded(sql, `${schema}.figure`, rows, ({ definition }) => definition, LATEST));
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
    `select p.target_id, p.target, p.indicator_id, p.locality_id, p.year_from, p.year_to, i.definition, i.ordinal as since, r.recent, t.in_time
     from (select * from ${schema}.progress p where ${condition} order by p.target_id limit ${AT_ONCE}) p
     join ${schema}.indicator i using (indicator_id) ${recentSql(`${schema}.figure`, `'${LATEST}'::date`)}
     order by p.target_id`,
    [parameter as never],
  );
}

async function write(sql: Sql | TransactionSql, schema: string, rows: readonly Candidate[], series: SeriesOf<Candidate>): Promise<void> {
  await sql.unsafe(
    `update ${schema}.progress p set
       figure_as_of = r.as_of, figure_basis_rank = r.basis_rank, figure_year = r.year, figure_state = r.state, figure_shape = r.shape,
       numerator = r.numerator, denominator = r.denominator, done_on = r.done_on, actual = r.actual, expected = r.expected, ratio = r.ratio,
       from_dates = r.from_dates, statuses = r.statuses, reasons = r.reasons, next_dues = r.next_dues, lates = r.lates, figure_ordinal = r.ordinal,
       earlier_as_of = r.earlier_as_of, earlier_dates = r.earlier_dates, earlier_statuses = r.earlier_statuses, earlier_actual = r.earlier_actual,
       earlier_expected = r.earlier_expected, earlier_ratio = r.earlier_ratio
     from jsonb_to_recordset($1::jsonb) as r(target_id text, as_of date, basis_rank smallint, year int, state text, shape text, numerator numeric,
       denominator numeric, done_on date, actual numeric, expected numeric, ratio numeric, from_dates date[], statuses text[], reasons text[],
       next_dues date[], lates boolean[], ordinal bigint, earlier_as_of date, earlier_dates date[], earlier_statuses text[], earlier_actual numeric,
       earlier_expected numeric, earlier_ratio numeric)
     where p.target_id = r.target_id`,
    [rows.map((row) => evaluated(row, series.get(row))) as never],
  );
}

function evaluated(row: Candidate, series: readonly FigureRow[] | undefined) {
  const standing = standingOn(row, series, row.definition, LATEST);
  const course = courseOf(row, standing, null);
  const { actual, expected, ratio } = course[0]!.evaluation;
  const { as_of, basis_rank, year, state, shape, numerator, denominator, done_on, ordinal } = standing.figure ?? NO_FIGURE;
  return {
    ...{ target_id: row.target_id, as_of, basis_rank, year, state, shape, numerator, denominator, done_on, ordinal, expected, ratio },
    actual: shown(actual),
    from_dates: course.map(({ from }) => from),
    statuses: course.map(({ evaluation }) => evaluation.status),
    reasons: course.map(({ evaluation }) => evaluation.reason),
    next_dues: course.map(({ evaluation }) => evaluation.nextMilestone?.due ?? null),
    lates: course.map(({ evaluation }) => evaluation.late),
    ...earlierThan(row, series, course[0]!.from),
  };
}

function courseOf({ target, definition }: Candidate, { figure, inTime, doubtedOn }: Standing, until: CivilDate | null): readonly Stretch[] {
  const known = stretches(compiledPlanOf(target, definition), figure && knownOf(figure), inTime && knownOf(inTime), until);
  return doubtedFrom(known, doubtedOn);
}

/** What was said just before a day: by the figure before, from its date on. */
function earlierThan(row: Candidate, series: readonly FigureRow[] | undefined, day: CivilDate) {
  if (day === FIRST_DAY) return null;
  const standing = standingOn(row, series, row.definition, addDays(day, -1));
  const course = courseOf(row, standing, day);
  const { actual, expected, ratio } = course[0]!.evaluation;
  return {
    earlier_as_of: standing.figure?.as_of ?? null,
    earlier_dates: course.map(({ from }) => from),
    earlier_statuses: course.map(({ evaluation }) => evaluation.status),
    ...{ earlier_actual: shown(actual), earlier_expected: expected, earlier_ratio: ratio },
  };
}
