import type { Sql } from 'postgres';
import type { ProgressRow, TargetProgress, TargetProgressQuery } from '../../contract/progress.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { BASES } from '../../domain/measurement/figure.js';
import type { CompiledPlan } from '../../domain/schedule/compile.js';
import { evaluate } from '../../domain/schedule/evaluate.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { scopeOf } from '../access/scope.sql.js';
import type { Language } from '../http/language.js';
import { answersOf, type AskedDay, type Definitions } from './answers.js';
import { definitionsOf, lightRows, rowsOf } from './progress.query.js';
import { compiledPlanOf, knownOf, shown, type FigureRow } from './refresh.js';

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
  const plan = compiledPlanOf(target, definitions.get(target.indicatorId)!);
  const [rows, children, points] = await Promise.all([
    progressOf(sql, actor, [id], definitions, asked, language),
    partsOf(sql, id).then((ids) => progressOf(sql, actor, ids, definitions, asked, language)),
    series(sql, target, plan, asked.asOf),
  ]);
  return { ...asked, row: rows[0]!, points, trajectory: courseOf(target, plan), children };
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

/** The best figure of each date, judged as on that date. */
async function series(sql: Sql, target: TargetState, plan: CompiledPlan, asOf: CivilDate): Promise<TargetProgress['points']> {
  const { indicatorId, localityId, targetId } = target;
  const rows = await sql<FigureRow[]>`
    select distinct on (f.as_of) f.as_of::text, f.basis_rank, f.year, f.state, f.shape, f.numerator, f.denominator, f.value, f.done_on::text, f.ordinal
    from progress.progress p cross join lateral (
      select distinct on (f.as_of, f.basis_rank, f.year) f.* from progress.figure f
      where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= ${asOf} and f.year between p.year_from and p.year_to
      order by f.as_of desc, f.basis_rank desc, f.year desc, f.revision desc) f
    where p.target_id = ${targetId} and f.state not in ('withdrawn', 'returned')
    order by f.as_of, f.basis_rank desc, f.year desc`;
  return rows.map((row) => {
    const { status, reason, actual, expected, ratio } = evaluate(plan, knownOf(row), row.as_of);
    const basis = BASES[row.basis_rank] ?? 'actual';
    const id = measurementIdOf({ indicatorId, localityId, year: row.year, asOf: row.as_of, basis });
    const terms = { numerator: shown(row.numerator), denominator: shown(row.denominator) };
    return { id, asOf: row.as_of, basis, actual: shown(actual), expected, ratio, ...terms, status, reason };
  });
}

/** The expected course at its turning points. */
function courseOf({ baseline, milestones, trajectory }: TargetState, plan: CompiledPlan): TargetProgress['trajectory'] {
  const days = [
    baseline.on,
    ...milestones.map(({ due }) => due),
    ...(trajectory.kind === 'points' ? trajectory.points.map(({ on }) => on) : []),
  ];
  return [...new Set(days)]
    .sort()
    .map((on) => ({ on, expected: on === baseline.on ? baseline.value : (plan.expectation(on)?.text ?? null) }));
}
