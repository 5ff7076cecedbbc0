import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import type { ProfileShare } from './profile.js';

/** What one year had done of its plan at its month ends, as far as it was published. */
export interface YearCourse {
  readonly year: number;
  /** Cumulative share of the year's plan at the end of a month, 1 being the whole plan; months ascending, any may be missing. */
  readonly ends: readonly ProfileShare[];
}

const DECIMALS = 4;

/**
 * A seasonal profile out of several years. The steps, in this order:
 * 1. The years in `leaveOut` are left out, so that a year can be tested against a profile that has not seen it.
 * 2. A year that reports its closing month is divided by what it had then; any other counts as a year that met its plan.
 * 3. Between two months that a year reports (the year's beginning is 0) the missing ones are put on the straight line; after its last one
 *    nothing is made up.
 * 4. Each month takes the median of the years that have it; of an even number the mean of the middle two.
 * 5. A month smaller than one before it is raised to that (years that end early take part in the earlier months only), and none exceeds 1.
 * 6. Shares are rounded to four decimals, and the closing month is 1.
 * Without a year that tells anything the answer is the closing month alone: a straight line.
 */
export function fitProfile(series: readonly YearCourse[], leaveOut: readonly number[] = [], closingMonth = 12): readonly ProfileShare[] {
  const years = series.filter(({ year }) => !leaveOut.includes(year)).map(({ ends }) => filled(ends, closingMonth));
  const medians = Array.from({ length: closingMonth - 1 }, (_, index) => medianOf(years.flatMap((shares) => shares.get(index + 1) ?? [])));
  let highest = exact('0');
  const rising = medians.flatMap((median, index) => {
    if (!median) return [];
    highest = Exact.min(Exact.max(highest, median), 1);
    return [{ month: index + 1, share: text(highest) }];
  });
  return [...rising, { month: closingMonth, share: '1' }];
}

type Shares = ReadonlyMap<number, Exact>;

function filled(ends: readonly ProfileShare[], closingMonth: number): Shares {
  const closing = ends.find(({ month }) => month === closingMonth);
  const whole = closing ? exact(closing.share) : exact('1');
  if (!whole.gt(0)) return new Map();
  const known = [
    { month: 0, share: exact('0') },
    ...ends.map(({ month, share }) => ({ month, share: exact(share).div(whole) })).filter(({ month }) => month < closingMonth),
    ...(closing ? [{ month: closingMonth, share: exact('1') }] : []),
  ];
  return new Map(known.slice(1).flatMap((to, index) => lineTo(to, known[index] ?? to)));
}

interface Point {
  readonly month: number;
  readonly share: Exact;
}

/** The months after `from` up to `to`, on the straight line between the two. */
function lineTo(to: Point, from: Point): readonly [number, Exact][] {
  const months = to.month - from.month;
  const step = to.share.minus(from.share);
  return Array.from({ length: months }, (_, index) => [from.month + index + 1, from.share.plus(step.times(index + 1).div(months))]);
}

function medianOf(values: readonly Exact[]): Exact | null {
  const sorted = values.toSorted((a, b) => a.comparedTo(b));
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper && lower ? upper.plus(lower).div(2) : null;
}

function text(share: Exact): DecimalText {
  return share.toDecimalPlaces(DECIMALS).toFixed();
}
