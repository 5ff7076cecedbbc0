import type { CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import type { Basis, Figure } from './figure.js';

/** A figure reduced to what the schedule compares. `value` is in the indicator's unit, percent for ratios and rates. */
export interface KnownFigure {
  readonly asOf: CivilDate;
  /** null for tasks. May carry more decimals than a stored number: a ratio is exact to forty digits. */
  readonly value: DecimalText | null;
  /** The day on which a task was done; null while it is not, and for other shapes. */
  readonly doneOn: CivilDate | null;
  readonly basis: Basis;
  /** Of a running sum, the periods that are not in it: they could turn the verdict. Absent for none. */
  readonly missing?: readonly string[];
}

/** The percentage that a ratio or rate amounts to, to forty digits, unrounded; null for other shapes. */
export function percentOf(figure: Figure): Exact | null {
  if (figure.shape === 'rate') return exact(figure.percent);
  if (figure.shape !== 'ratio') return null;
  const denominator = exact(figure.denominator);
  return denominator.isZero() ? null : exact(figure.numerator).times(100).div(denominator);
}

/** What the schedule compares: percent for ratio and rate, the number for count, amount and index, null for tasks. */
export function valueOf(figure: Figure): DecimalText | null {
  switch (figure.shape) {
    case 'rate':
      return figure.percent;
    case 'ratio':
      return percentOf(figure)?.toFixed() ?? null;
    case 'done':
      return null;
    case 'count':
    case 'amount':
    case 'index':
      return figure.value;
  }
}

/** The figure as the schedule takes it. */
export function knownFigure(asOf: CivilDate, basis: Basis, figure: Figure): KnownFigure {
  return { asOf, value: valueOf(figure), doneOn: figure.shape === 'done' ? figure.on : null, basis };
}

/** True when two figures say the same number in the same shape, however it is written (55.1 and 55.10). */
export function sameFigure(a: Figure, b: Figure): boolean {
  if (a.shape === 'done' || b.shape === 'done') return a.shape === b.shape && 'on' in a && 'on' in b && a.on === b.on;
  const [x, y] = [numbersOf(a), numbersOf(b)];
  return a.shape === b.shape && x.every((text, index) => text === y[index] || new Exact(text).eq(y[index] ?? NaN));
}

/** Every number that the figure carries, as written. */
export function numbersOf(figure: Figure): readonly DecimalText[] {
  switch (figure.shape) {
    case 'ratio':
      return [figure.numerator, figure.denominator];
    case 'rate':
      return [figure.percent];
    case 'done':
      return [];
    case 'count':
    case 'amount':
    case 'index':
      return [figure.value];
  }
}
