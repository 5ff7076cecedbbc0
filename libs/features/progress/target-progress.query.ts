import type { Sql } from 'postgres';
import type { ProgressRow, TargetProgress, TargetProgressQuery } from '../../contract/progress.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { Actor } from '../../domain/kernel/command.js';
import { fromEpochDay, type CivilDate } from '../../domain/kernel/civil-date.js';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { BASES } from '../../domain/measurement/figure.js';
import type { CompiledPlan } from '../../domain/schedule/compile.js';
import { evaluate } from '../../domain/schedule/evaluate.js';
import { readingsOf } from '../../domain/schedule/methods/readings.js';
import { outlookOf, outlookSentence } from '../../domain/schedule/outlook.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { scopeOf } from '../access/scope.sql.js';
import type { Language } from '../http/language.js';
import { answersOf, type AskedDay, type Definitions } from './answers.js';
import { peersOf } from './peers.query.js';
import { definitionsOf, lightRows, rowsOf } from './progress.query.js';
import { revisionsOf } from './revisions.query.js';
import { compiledPlanOf, figureOf, knownOf, shown, type FigureRow } from './refresh.js';

/** One target as a chart shows it: figures, course, milestones, roll-up, and its parts. Throws `target_unknown`, `locality_out_of_scope`. */
export async function targetProgress(
  sql: Sql,
  actor: Actor,
  id: string,
  query: TargetProgressQuery,
  today: CivilDate,
  language: Language,
): Promise<TargetProgress> {
  const asked = { asOf: query.asOf ?? today, boundaries: query.boundaries ?? query.asOf ?? today };
  const target = await visibleTarget(sql, actor, id);
  const definitions = await definitionsOf(sql);
  const definition = definitions.get(target.indicatorId)!;
  const plan = compiledPlanOf(target, definition);
  const [rows, children, figures, revisions] = await Promise.all([
    progressOf(sql, actor, [id], definitions, asked, language),
    partsOf(sql, id).then((ids) => progressOf(sql, actor, ids, definitions, asked, language)),
    series(sql, target, asked.asOf),
    revisionsOf(sql, id, asked.asOf),
  ]);
  const last = figures.at(-1);
  const own = last ? figureOf(last) : null;
  return {
    ...asked,
    ...{ row: rows[0]!, revisions, children },
    points: figures.map((figure) => pointOf(target, plan, figure)),
    trajectory: courseOf(target, plan),
    ...furtherReadings(target, definition, plan, figures, asked.asOf, language),
    peers: await peersOf(sql, target, own, definition.direction, asked, await scopeOf(sql, actor.locality)),
  };
}

/** What else the figures say: where they lead, and how international methods read the last one. */
function furtherReadings(
  target: TargetState,
  definition: IndicatorDefinition,
  plan: CompiledPlan,
  figures: readonly FigureRow[],
  asOf: CivilDate,
  language: Language,
): Pick<TargetProgress, 'outlook' | 'readings'> {
  const { accumulation, min, max, unit, shape, direction, numeratorMayExceedDenominator } = definition;
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
  >`select target from progress.progress where target_id = ${id} and from_dates is not null`;
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
  >`select target_id from progress.progress where target->>'allocatedFrom' = ${id} order by target_id limit 5000`;
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

/** The best figure of each date. */
async function series(sql: Sql, { targetId }: TargetState, asOf: CivilDate): Promise<readonly FigureRow[]> {
  return sql<FigureRow[]>`
    select distinct on (f.as_of) f.as_of::text, f.basis_rank, f.year, f.state, f.shape, f.numerator, f.denominator, f.value, f.done_on::text, f.ordinal
    from progress.progress p cross join lateral (
      select distinct on (f.as_of, f.basis_rank, f.year) f.* from progress.figure f
      where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= ${asOf} and f.year between p.year_from and p.year_to
      order by f.as_of desc, f.basis_rank desc, f.year desc, f.revision desc) f
    where p.target_id = ${targetId} and f.state not in ('withdrawn', 'returned')
    order by f.as_of, f.basis_rank desc, f.year desc`;
}

/** A figure judged as on its own date. */
function pointOf({ indicatorId, localityId }: TargetState, plan: CompiledPlan, row: FigureRow): TargetProgress['points'][number] {
  const { status, reason, actual, expected, ratio } = evaluate(plan, knownOf(row), row.as_of);
  const basis = BASES[row.basis_rank] ?? 'actual';
  const id = measurementIdOf({ indicatorId, localityId, year: row.year, asOf: row.as_of, basis });
  const terms = { numerator: shown(row.numerator), denominator: shown(row.denominator) };
  return { id, asOf: row.as_of, basis, actual: shown(actual), expected, ratio, ...terms, status, reason };
}

/** The expected course at its turning points. */
function courseOf({ baseline, milestones, trajectory }: TargetState, plan: CompiledPlan): TargetProgress['trajectory'] {
  const days = [
    baseline.on,
    ...milestones.map(({ due }) => due),
    ...('points' in trajectory ? trajectory.points.map(({ on }) => on) : []),
    ...(trajectory.kind === 'profile' ? plan.knots.map(({ day }) => fromEpochDay(day)).filter((on) => on > baseline.on) : []),
  ];
  return [...new Set(days)]
    .sort()
    .map((on) => ({ on, expected: on === baseline.on ? baseline.value : (plan.expectation(on)?.text ?? null) }));
}
