import type { DecimalText } from '../kernel/decimal.js';
import { exact, type Exact } from '../kernel/decimal.js';
import { refuse } from '../kernel/errors.js';
import type { Figure } from './figure.js';
import { percentOf } from './figure-value.js';
import { neighbours, type MeasurementEntry, type MeasurementState } from './measurement.state.js';

/**
 * Refuses a cumulative figure (lũy kế) that is smaller than the one before it or greater than the one after it, by date
 * and within one basis: an estimate above the settled figure is no fall. Of two ratios the numerators are compared, since
 * the base may be adjusted; otherwise percentages or values. Throws `cumulative_falls`.
 */
export function checkCourse(state: MeasurementState, entry: Pick<MeasurementEntry, 'asOf' | 'basis' | 'figure'>): void {
  const { before, after } = neighbours(state, entry);
  if (before) checkRise(before, entry);
  if (after) checkRise(entry, after);
}

function checkRise(earlier: Pick<MeasurementEntry, 'asOf' | 'figure'>, later: Pick<MeasurementEntry, 'asOf' | 'figure'>): void {
  const pair = comparable(earlier.figure, later.figure);
  if (!pair || !pair[1].lt(pair[0])) return;
  const [from, to] = pair.map(text);
  refuse('cumulative_falls', { earlier: earlier.asOf, from: from ?? null, later: later.asOf, to: to ?? null });
}

function comparable(a: Figure, b: Figure): readonly [Exact, Exact] | null {
  if (a.shape === 'ratio' && b.shape === 'ratio') return [exact(a.numerator), exact(b.numerator)];
  const [x, y] = [sizeOf(a), sizeOf(b)];
  return x && y && [x, y];
}

function sizeOf(figure: Figure): Exact | null {
  return 'value' in figure ? exact(figure.value) : percentOf(figure);
}

function text(number: Exact): DecimalText {
  return number.toDecimalPlaces(12).toFixed();
}
