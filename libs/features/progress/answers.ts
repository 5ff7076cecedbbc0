import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { Exact, type DecimalText } from '../../domain/kernel/decimal.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import { doubtedAs, evaluate, ofIncomplete } from '../../domain/schedule/evaluate.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { Evaluation, ScheduleStatus, StatusReason } from '../../domain/schedule/schedule-plan.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { tableOf } from '../http/reading.js';
import { isDoubtedSum, type KnownDefinition } from './counted.js';
import { compiledPlanOf, type FigureRow } from './figure-row.js';
import type { LightRow } from './light-row.js';
import { olderAnswers } from './older-answers.js';
import { rolledUp } from './rolled-up.js';

/** What is known of a target on the asked date. `figure` 'kept': the one that the row of `progress` holds. */
export interface ProgressAnswer {
  readonly row: LightRow;
  readonly status: ScheduleStatus;
  readonly reason: StatusReason;
  readonly late: boolean;
  readonly ratio: DecimalText | null;
  readonly due: CivilDate | null;
  readonly figure: 'kept' | FigureRow | null;
  readonly sum: RolledUp | null;
  readonly evaluation: Pick<Evaluation, 'actual' | 'expected'> | null;
}

export interface AskedDay {
  readonly asOf: CivilDate;
  readonly boundaries: CivilDate;
}

export type Definitions = ReadonlyMap<string, KnownDefinition>;

/**
 * The answers for rows in their order: the kept one where it holds on the asked date; an older figure where the kept one is
 * younger; the roll-up where there is no own figure at all.
 */
export async function answersOf(
  sql: Sql,
  rows: readonly LightRow[],
  definitions: Definitions,
  asked: AskedDay,
): Promise<readonly ProgressAnswer[]> {
  const older = await olderAnswers(
    sql,
    rows.filter(({ bucket }) => bucket === 0),
    definitions,
    asked.asOf,
  );
  const lacking = rows.filter((row) => (row.bucket === 0 ? !older.get(row.target_id)?.figure : !row.has_figure));
  const sums = await rolledUp(
    sql,
    lacking.map((row) => wholeOf(row, definitions)),
    asked,
  );
  const plans = await targetsOf(sql, [...sums.keys()]);
  return rows.map((row) => {
    const sum = sums.get(row.target_id);
    const definition = definitions.get(row.indicator_id)!;
    const target = plans.get(row.target_id);
    if (sum && target) return fromSum(row, sum, target, definition, asked.asOf);
    const found = older.get(row.target_id);
    return row.bucket === 0 && found ? answered(row, found.evaluation, found.figure, null) : kept(row);
  });
}

export const wholeOf = (row: LightRow, definitions: Definitions) => ({
  targetId: row.target_id,
  indicatorId: row.indicator_id,
  localityId: row.locality_id,
  yearFrom: row.year_from,
  yearTo: row.year_to,
  definition: definitions.get(row.indicator_id)!,
  among: row.among,
});

function kept(row: LightRow): ProgressAnswer {
  const { status, reason, late, ratio, due, has_figure } = row;
  return { row, status, reason, late, ratio, due, figure: has_figure ? 'kept' : null, sum: null, evaluation: null };
}

function answered(row: LightRow, evaluation: Evaluation, figure: FigureRow | null, sum: RolledUp | null): ProgressAnswer {
  const { status, reason, late, ratio, nextMilestone } = evaluation;
  return { row, status, reason, late, ratio, due: nextMilestone?.due ?? null, figure, sum, evaluation };
}

/** A sum is dated by the youngest of its figures, so that late ones make it look behind rather than ahead. */
function fromSum(row: LightRow, sum: RolledUp, target: TargetState, definition: KnownDefinition, asOf: CivilDate): ProgressAnswer {
  const figure =
    sum.figure && sum.latest ? { asOf: sum.latest, value: valueOf(sum.figure), doneOn: null, basis: sum.basis ?? 'actual' } : null;
  const plan = compiledPlanOf(target, definition);
  if (figure && isDoubtedSum(figure, target, definition)) return answered(row, doubtedAs(evaluate(plan, null, asOf)), null, sum);
  const evaluation = evaluate(plan, figure, asOf);
  return answered(row, sum.leftOut.length > 0 ? ofIncomplete(evaluation, definition) : evaluation, null, sum);
}

export async function targetsOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TargetState>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<
    { target_id: string; target: TargetState }[]
  >`select target_id, target from ${tableOf(sql, 'progress.progress')} where target_id = any(${ids as string[]})`;
  return new Map(rows.map(({ target_id, target }) => [target_id, target]));
}

/** A percentage with two decimals. */
export function percentText(text: DecimalText | null): DecimalText | null {
  return text === null ? null : new Exact(text).toFixed(2);
}

/** True when two sets of terms of a figure say the same. */
export function agree(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.every((text, index) => {
    const other = b[index] ?? null;
    return text === null || other === null ? text === other : new Exact(text).eq(other);
  });
}
