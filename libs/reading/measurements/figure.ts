import { exact, type DecimalText } from '../../domain/kernel/decimal.js';
import type { Reason } from '../reading.js';
import type { AsOf } from './as-of.js';

export interface Fraction {
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
}

/** A figure that a passage reports; `from` and `to` in the prepared text. */
export interface Figure extends AsOf, Fraction {
  readonly from: number;
  readonly to: number;
  readonly indicator: string;
  readonly value: DecimalText;
  readonly unit: string | null;
  readonly locality: string | null;
  readonly series: string | null;
  readonly confidence: number;
  readonly reason: Reason;
}

/** `bareName` where the place is named without its kind. */
export type Told = Figure & { readonly bareName: string | null };

/** True where the percentage is the fraction, rounded as it is printed. */
export function isShare(percentage: DecimalText, { numerator, denominator }: Fraction): boolean {
  if (numerator === null || denominator === null || exact(denominator).isZero()) return false;
  const ratio = exact(numerator).div(exact(denominator)).times(100);
  return ratio.toDecimalPlaces(exact(percentage).decimalPlaces()).eq(exact(percentage));
}

/** A series is what two figures or more of a passage share. */
export function withSeries(figures: readonly Told[]): readonly Figure[] {
  const sizes = new Map<string | null, number>();
  for (const { series } of figures) sizes.set(series, (sizes.get(series) ?? 0) + 1);
  return figures.map(({ bareName: _, ...figure }) => ({ ...figure, series: (sizes.get(figure.series) ?? 0) > 1 ? figure.series : null }));
}
