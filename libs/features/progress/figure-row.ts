import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { valueOf, type KnownFigure } from '../../domain/measurement/figure-value.js';
import { BASES, figureOfParts, type Figure, type FigureParts } from '../../domain/measurement/figure.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { CompiledPlan } from '../../domain/schedule/compile.js';
import { knownPlan } from '../../domain/schedule/known-plans.js';
import type { ScheduleRules } from '../../domain/schedule/rules.js';
import { schedulePlan } from '../../domain/schedule/schedule-plan.js';
import type { TargetState } from '../../domain/target/target.state.js';

/** The columns of `figure` that make a figure. */
export interface FigureRow {
  readonly as_of: CivilDate;
  readonly basis_rank: number;
  readonly year: number;
  readonly state: string;
  readonly shape: FigureParts['shape'];
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly done_on: CivilDate | null;
  readonly ordinal: string;
}

/** The figure that a row of `figure` holds; null for the columns of an outer join that found none. */
export function figureOf({ done_on, ...row }: Pick<FigureRow, 'shape' | 'numerator' | 'denominator' | 'value' | 'done_on'>): Figure | null {
  return figureOfParts({ ...row, doneOn: done_on });
}

/** A row of `figure` as the schedule takes it. */
export function knownOf(row: FigureRow & { readonly missing?: readonly string[] }): KnownFigure | null {
  const figure = figureOf(row);
  const known = figure && { asOf: row.as_of, value: valueOf(figure), doneOn: row.done_on, basis: BASES[row.basis_rank] ?? 'actual' };
  return known && row.missing ? { ...known, missing: row.missing } : known;
}

type Judged = Pick<IndicatorDefinition, 'shape' | 'direction'> & { readonly rules: ScheduleRules };

/** A target's state is read once and asked about often. */
const compiled = new WeakMap<TargetState, { readonly by: Judged; readonly plan: CompiledPlan }>();

/** The schedule of a target, by the rules that are in force for its indicator. */
export function compiledPlanOf(target: TargetState, by: Judged): CompiledPlan {
  const known = compiled.get(target);
  if (known?.by === by) return known.plan;
  const { shape, direction, rules } = by;
  const plan = knownPlan(schedulePlan(target, { shape, direction }, target.withdrawn?.on ?? null), rules);
  compiled.set(target, { by, plan });
  return plan;
}
