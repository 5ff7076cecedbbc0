import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { CivilDate } from '../kernel/civil-date.js';
import { exact, Sum, type DecimalText } from '../kernel/decimal.js';
import { DEFAULT_CALENDAR, type ReportingCalendar } from '../reporting/calendar.js';
import { BASIS_RANK, type Basis, type Figure } from './figure.js';
import { flowPeriods, type FlowPeriods } from './flow-period.js';

/** What a flow's figures are added up by. */
export type FlowRule = Pick<IndicatorDefinition, 'shape' | 'accumulation'> & { readonly calendar?: ReportingCalendar | null };

/**
 * True where figures of periods are added up before they meet a schedule (DESIGN §2: flows are summed). A score of a period is no part of
 * the year's: an `index` is judged period by period, and a task has no figure to add.
 */
export function isSummedFlow({ accumulation, shape }: Pick<FlowRule, 'shape' | 'accumulation'>): boolean {
  return accumulation === 'flow' && (shape === 'count' || shape === 'amount' || shape === 'ratio');
}

/**
 * What holds of an indicator's running sums rather than of its figures: sums of things grow, those of ratios may fall, and limits of one
 * period are none of the year's. Others are as they are defined.
 */
export function ofRunningSums<Definition extends Pick<IndicatorDefinition, 'shape' | 'accumulation' | 'min' | 'max'>>(
  definition: Definition,
): Definition {
  if (!isSummedFlow(definition)) return definition;
  return { ...definition, accumulation: definition.shape === 'ratio' ? 'level' : 'cumulative', min: null, max: null };
}

export interface PeriodFigure {
  readonly asOf: CivilDate;
  /** The plan year, with which the sum begins anew. */
  readonly year: number;
  readonly basis: Basis;
  readonly figure: Figure;
}

export interface RunningSum<One extends PeriodFigure> {
  /** The figure of the date up to which the sum goes. */
  readonly last: One;
  readonly figure: Figure;
  /** Periods of the plan year, as `Duty.period`, of which nothing is in the sum. */
  readonly missing: readonly string[];
}

/**
 * The running sums of a flow's figures that count, one a date and in order of dates. Of each period one figure is added: the most settled,
 * of these the newest. Numerators and denominators are added each for itself; a rate whose parts are unknown cannot be, and its period is
 * missing. Periods are awaited from the beginning of the plan year, or of `since` where that is later.
 */
export function runningSums<One extends PeriodFigure>(
  { shape, calendar }: FlowRule,
  figures: readonly One[],
  since: CivilDate | null = null,
): readonly RunningSum<One>[] {
  const periods = flowPeriods(calendar ?? DEFAULT_CALENDAR);
  const years = new Map<number, Map<number, One>>();
  const sums = new Map<CivilDate, RunningSum<One>>();
  for (const one of figures.toSorted(byDate)) {
    const added = years.get(one.year) ?? new Map<number, One>();
    years.set(one.year, added);
    const before = added.get(periods.of(one.asOf));
    if (one.figure.shape === shape && (!before || BASIS_RANK[one.basis] >= BASIS_RANK[before.basis])) added.set(periods.of(one.asOf), one);
    const figure = sumOf([...added.values()]);
    if (figure) sums.set(one.asOf, { last: one, figure, missing: missingOf(periods, added, one, since) });
  }
  return [...sums.values()];
}

function byDate(a: PeriodFigure, b: PeriodFigure): number {
  if (a.asOf !== b.asOf) return a.asOf < b.asOf ? -1 : 1;
  return BASIS_RANK[a.basis] - BASIS_RANK[b.basis] || a.year - b.year;
}

function sumOf(added: readonly PeriodFigure[]): Figure | null {
  const figures = added.map(({ figure }) => figure);
  const [first] = figures;
  if (first?.shape === 'ratio') {
    const parts = figures.filter((figure) => figure.shape === 'ratio');
    return { shape: 'ratio', numerator: total(parts.map((one) => one.numerator)), denominator: total(parts.map((one) => one.denominator)) };
  }
  if (first?.shape !== 'count' && first?.shape !== 'amount') return null;
  return { shape: first.shape, value: total(figures.flatMap((figure) => ('value' in figure ? [figure.value] : []))) };
}

const total = (texts: readonly DecimalText[]): DecimalText => texts.reduce((sum, text) => sum.plus(exact(text)), new Sum(0)).toFixed();

function missingOf(periods: FlowPeriods, added: ReadonlyMap<number, PeriodFigure>, { asOf, year }: PeriodFigure, since: CivilDate | null) {
  if (!periods.areConsecutive) return [];
  const newYear = `${String(year - 1).padStart(4, '0')}-12-31`;
  const first = periods.of(since !== null && since > newYear ? since : newYear) + 1;
  const awaited = Array.from({ length: Math.max(0, periods.of(asOf) + 1 - first) }, (_, index) => first + index);
  return awaited.filter((period) => !added.has(period)).map(periods.name);
}
