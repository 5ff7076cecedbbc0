import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { Exact, type DecimalText } from '../../domain/kernel/decimal.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import { evaluate, ofIncomplete } from '../../domain/schedule/evaluate.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { Evaluation, ScheduleStatus, StatusReason } from '../../domain/schedule/schedule-plan.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { asJson, bestFigureSql, compiledPlanOf, knownOf, LAST_DUE, type FigureRow } from './refresh.js';
import { rolledUp } from './rolled-up.js';

/** As much of a row of `progress` as deciding, filtering and sorting take. */
export interface LightRow {
  readonly target_id: string;
  readonly indicator_id: string;
  readonly locality_id: string;
  readonly year_from: number;
  readonly year_to: number;
  /** 0: the figure that the row holds is younger than the asked date. */
  readonly bucket: number;
  readonly has_figure: boolean;
  readonly status: ScheduleStatus;
  readonly reason: StatusReason;
  readonly late: boolean;
  readonly ratio: string | null;
  readonly due: CivilDate | null;
  /** The localities that it was allocated to; null where it was not. */
  readonly among: readonly string[] | null;
}

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

export type Definitions = ReadonlyMap<string, IndicatorDefinition>;

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
  const older = await olderFigures(
    sql,
    rows.filter(({ bucket }) => bucket === 0),
    asked.asOf,
  );
  const lacking = rows.filter((row) => (row.bucket === 0 ? !older.get(row.target_id)?.shape : !row.has_figure));
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
    return row.bucket === 0 && found ? fromOlder(row, found, definition, asked.asOf) : kept(row);
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

interface Older extends FigureRow {
  readonly target: TargetState;
  readonly in_time: FigureRow | null;
}

function fromOlder(row: LightRow, found: Older, definition: IndicatorDefinition, asOf: CivilDate): ProgressAnswer {
  const figure = found.shape === null ? null : found;
  const evaluation = evaluate(
    compiledPlanOf(found.target, definition),
    figure && knownOf(figure),
    asOf,
    found.in_time && knownOf(found.in_time),
  );
  return answered(row, evaluation, figure, null);
}

/** A sum is dated by the youngest of its figures, so that late ones make it look behind rather than ahead. */
function fromSum(row: LightRow, sum: RolledUp, target: TargetState, definition: IndicatorDefinition, asOf: CivilDate): ProgressAnswer {
  const figure =
    sum.figure && sum.latest ? { asOf: sum.latest, value: valueOf(sum.figure), doneOn: null, basis: sum.basis ?? 'actual' } : null;
  const evaluation = evaluate(compiledPlanOf(target, definition), figure, asOf);
  const { reported, expected } = sum.coverage;
  return answered(row, reported < expected ? ofIncomplete(evaluation, definition) : evaluation, null, sum);
}

async function olderFigures(sql: Sql, rows: readonly LightRow[], asOf: CivilDate): Promise<ReadonlyMap<string, Older>> {
  if (rows.length === 0) return new Map();
  const found = await sql.unsafe<(Older & { target_id: string })[]>(
    `select p.target_id, p.target, b.as_of::text, b.basis_rank, b.year, b.state, b.shape, b.numerator, b.denominator, b.value, b.done_on::text, b.ordinal,
       ${asJson('t')} as in_time
     from progress.progress p left join lateral (${bestFigureSql('progress', '$2::date')}) b on true
     left join lateral (${bestFigureSql('progress', `least($2::date, ${LAST_DUE})`, `b.as_of > ${LAST_DUE}`)}) t on true
     where p.target_id = any($1)`,
    [rows.map(({ target_id }) => target_id), asOf],
  );
  return new Map(found.map((row) => [row.target_id, row]));
}

async function targetsOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TargetState>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<
    { target_id: string; target: TargetState }[]
  >`select target_id, target from progress.progress where target_id = any(${ids as string[]})`;
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
