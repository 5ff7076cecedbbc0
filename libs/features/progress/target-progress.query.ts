import type { Sql } from 'postgres';
import { shown } from '../../domain/kernel/decimal.js';
import type { ProgressRow, TargetProgress, TargetProgressQuery } from '../../contract/progress.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { BASES } from '../../domain/measurement/figure.js';
import { ofRunningSums } from '../../domain/measurement/running-sums.js';
import type { CompiledPlan } from '../../domain/schedule/compile.js';
import { doubtedAs, evaluate } from '../../domain/schedule/evaluate.js';
import { expectedCourse } from '../../domain/schedule/expected-course.js';
import { readingsOf } from '../../domain/schedule/methods/readings.js';
import { outlookOf, outlookSentence } from '../../domain/schedule/outlook.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { scopeOf } from '../access/scope.sql.js';
import type { Language } from '../http/language.js';
import { tableNameOf, tableOf } from '../http/reading.js';
import { answersOf, type AskedDay, type Definitions } from './answers.js';
import { counted, datedFigures, seriesOf, type CountedRow, type KnownDefinition, type SeriesKey } from './counted.js';
import { peersOf } from './peers.query.js';
import { definitionsOf, lightRows, rowsOf } from './progress.query.js';
import { revisionsOf } from './revisions.query.js';
import { compiledPlanOf, figureOf, knownOf } from './figure-row.js';

/** One target as a chart shows it: figures, course, milestones, roll-up, and its parts. Throws `target_unknown`, `locality_out_of_scope`. */
export async function targetProgress(
  sql: Sql,
  actor: Actor,
  id: string,
  query: TargetProgressQuery,
  day: CivilDate,
  language: Language,
): Promise<TargetProgress> {
  const asked = { asOf: query.asOf ?? day, boundaries: query.boundaries ?? query.asOf ?? day };
  const target = await visibleTarget(sql, actor, id);
  const definitions = await definitionsOf(sql);
  const definition = definitions.get(target.indicatorId)!;
  const plan = compiledPlanOf(target, definition);
  const [rows, children, figures, revisions] = await Promise.all([
    progressOf(sql, actor, [id], definitions, asked, language),
    partsOf(sql, id).then((ids) => progressOf(sql, actor, ids, definitions, asked, language)),
    series(sql, target, definition, asked.asOf),
    revisionsOf(sql, id, asked.asOf),
  ]);
  const { rows: counting, doubtedOn } = counted(figures, target, definition);
  const own = counting[0] ? figureOf(counting[0]) : null;
  return {
    ...asked,
    ...{ row: rows[0]!, revisions, children },
    points: figures.map((figure) => pointOf(target, plan, figure, doubtedOn)),
    trajectory: expectedCourse(target, plan),
    ...furtherReadings(target, definition, plan, counting.toReversed(), asked.asOf, language),
    peers: await peersOf(sql, target, own, definition, asked, await scopeOf(sql, actor.locality)),
  };
}

/** What else the figures say: where they lead, and how international methods read the last one. */
function furtherReadings(
  target: TargetState,
  definition: KnownDefinition,
  plan: CompiledPlan,
  figures: readonly CountedRow[],
  asOf: CivilDate,
  language: Language,
): Pick<TargetProgress, 'outlook' | 'readings'> {
  const { accumulation, min, max, unit, shape, direction, numeratorMayExceedDenominator } = ofRunningSums(definition);
  const known = figures.map(knownOf).filter((figure) => figure !== null);
  const isCapped = shape === 'ratio' && !numeratorMayExceedDenominator && max === null;
  const outlook = outlookOf(plan, known, asOf, { accumulation, min, max: isCapped ? '100' : max });
  const last = known.at(-1);
  return {
    outlook: outlook && { ...outlook, sentence: outlookSentence(outlook, shape === 'ratio' ? '%' : unit, language) },
    readings: last ? readingsOf({ ...target, shape, direction }, last) : null,
  };
}

async function visibleTarget(sql: Sql, actor: Actor, id: string): Promise<TargetState> {
  const [found] = await sql<
    { target: TargetState; definition: IndicatorDefinition }[]
  >`select target from ${tableOf(sql, 'progress.progress')} where target_id = ${id} and from_dates is not null`;
  if (!found) lacking('target_unknown', { targetId: id });
  const { target } = found;
  const scope = await scopeOf(sql, actor.locality);
  if (scope && !scope.has(target.localityId))
    throw new DomainError('locality_out_of_scope', 'forbidden', { localityId: target.localityId, scope: actor.locality });
  return target;
}

async function partsOf(sql: Sql, id: string): Promise<readonly string[]> {
  const rows = await sql<
    { target_id: string }[]
  >`select target_id from ${tableOf(sql, 'progress.progress')} where target->>'allocatedFrom' = ${id} order by target_id limit 5000`;
  return rows.map(({ target_id }) => target_id);
}

async function progressOf(
  sql: Sql,
  actor: Actor,
  ids: readonly string[],
  definitions: Definitions,
  asked: AskedDay,
  language: Language,
): Promise<ProgressRow[]> {
  if (ids.length === 0) return [];
  const rows = await lightRows(sql, actor, {}, asked.asOf, ids);
  return rowsOf(sql, await answersOf(sql, rows, definitions, asked), definitions, asked, language);
}

/** The best figure of each date, of flows their running sum. */
async function series(sql: Sql, target: TargetState, definition: KnownDefinition, asOf: CivilDate): Promise<readonly CountedRow[]> {
  const keys = await sql<SeriesKey[]>`
    select indicator_id, locality_id, year_from, year_to from ${tableOf(sql, 'progress.progress')} where target_id = ${target.targetId}`;
  const [rows = []] = await seriesOf(sql, tableNameOf(sql, 'progress.figure'), keys, asOf);
  return datedFigures(rows, definition, target.baseline.on);
}

/** A figure judged as on its own date. */
function pointOf(
  { indicatorId, localityId }: TargetState,
  plan: CompiledPlan,
  row: CountedRow,
  doubtedOn: CivilDate | null,
): TargetProgress['points'][number] {
  const judged = evaluate(plan, knownOf(row), row.as_of);
  const { status, actual, expected, ratio } = judged;
  const { reason } = row.as_of === doubtedOn ? doubtedAs(judged) : judged;
  const basis = BASES[row.basis_rank] ?? 'actual';
  const id = measurementIdOf({ indicatorId, localityId, year: row.year, asOf: row.as_of, basis });
  const terms = { numerator: shown(row.numerator), denominator: shown(row.denominator) };
  return {
    id,
    asOf: row.as_of,
    basis,
    actual: shown(actual),
    expected,
    ratio,
    ...terms,
    ofPeriod: shown(row.of_period ?? null),
    status,
    reason,
  };
}
