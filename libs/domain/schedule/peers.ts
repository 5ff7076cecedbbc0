import { Exact, Sum, type DecimalText } from '../kernel/decimal.js';
import type { Direction } from '../indicator/indicator.events.js';
import { numbersOf, percentOf } from '../measurement/figure-value.js';
import type { Figure } from '../measurement/figure.js';

/** Where a locality stands among those beside it. */
export interface PeerComparison {
  /** mức bình quân chung: Σn ÷ Σd in percent for ratios, the mean of the values for other shapes. To twelve decimals. */
  readonly average: DecimalText;
  /** How many localities it is made of, this one among them. */
  readonly count: number;
  /** Own value − average, in the unit (percentage points for ratios). */
  readonly difference: DecimalText;
  readonly stands: 'above' | 'at' | 'below';
  /** Whether "từ mức bình quân chung trở lên" holds, by the indicator's direction; null for a band, which has no better side. */
  readonly isAsGood: boolean | null;
}

/**
 * A locality's figure beside the average of its peers, itself included. Of rates whose parts are unknown no average is made: they
 * are left out, as are figures of another shape. null for tasks, and where nobody but the locality itself has a figure.
 */
export function comparePeers(own: Figure, peers: readonly Figure[], direction: Direction): PeerComparison | null {
  const alike = peers.filter(({ shape }) => shape === (own.shape === 'rate' ? 'ratio' : own.shape));
  const all = own.shape === 'rate' ? alike : [own, ...alike];
  const value = valueOf(own);
  if (value === null || alike.length === 0) return null;
  const average = own.shape === 'ratio' || own.shape === 'rate' ? ratioOf(all) : meanOf(all);
  if (average === null) return null;
  const difference = value.minus(average).toDecimalPlaces(12);
  const stands = difference.gt(0) ? 'above' : difference.lt(0) ? 'below' : 'at';
  const worse = direction === 'increasing' ? 'below' : 'above';
  return {
    average: plain(average),
    count: all.length,
    difference: plain(difference),
    stands,
    isAsGood: direction === 'band' ? null : stands !== worse,
  };
}

function valueOf(figure: Figure): Exact | null {
  return figure.shape === 'done' ? null : 'value' in figure ? new Exact(figure.value) : percentOf(figure);
}

function ratioOf(figures: readonly Figure[]): Exact | null {
  const [numerator, denominator] = [0, 1].map((place) =>
    figures.reduce((sum, figure) => sum.plus(numbersOf(figure)[place] ?? 0), new Sum(0)),
  );
  if (!numerator || !denominator?.gt(0)) return null;
  return new Exact(numerator.times(100).div(denominator).toFixed());
}

function meanOf(figures: readonly Figure[]): Exact | null {
  const sum = figures.reduce((total, figure) => total.plus(numbersOf(figure)[0] ?? 0), new Sum(0));
  return figures.length === 0 ? null : new Exact(sum.div(figures.length).toFixed());
}

function plain(value: Exact): DecimalText {
  const text = value.toDecimalPlaces(12).toFixed();
  return text === '-0' ? '0' : text;
}
