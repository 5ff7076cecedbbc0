import type { CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import type { KnownFigure } from './figure-value.js';
import { BASES, BASIS_RANK, type Basis } from './figure.js';

/** A figure of a date that took the place of a less settled one of the same date. */
export interface Revision {
  readonly from: Basis;
  readonly to: Basis;
  readonly before: DecimalText;
  readonly after: DecimalText;
  /** after − before, in the unit of the values. */
  readonly change: DecimalText;
  /** change ÷ |before| in percent to twelve decimals; null where before is 0. */
  readonly percent: DecimalText | null;
}

export interface Revisions {
  readonly asOf: CivilDate;
  /** ước → thực hiện → quyết toán, of those that there are. */
  readonly steps: readonly Revision[];
  /** From the first to the last; null with fewer than two figures. */
  readonly total: Revision | null;
}

/** The figures of one date by how settled they are, and the size of each revision; later of one basis count over earlier. */
export function revisionsOf(figures: readonly KnownFigure[], asOf: CivilDate): Revisions {
  const known = BASES.flatMap((basis) => {
    const value = figures.findLast((figure) => figure.asOf === asOf && figure.basis === basis)?.value ?? null;
    return value === null ? [] : [{ basis, value }];
  }).sort((a, b) => BASIS_RANK[a.basis] - BASIS_RANK[b.basis]);
  const steps = known.slice(1).flatMap((later, index) => {
    const earlier = known[index];
    return earlier ? [revisionBetween(earlier, later)] : [];
  });
  const [first, last] = [known[0], known.at(-1)];
  return { asOf, steps, total: first && last && known.length > 1 ? revisionBetween(first, last) : null };
}

interface Valued {
  readonly basis: Basis;
  readonly value: DecimalText;
}

/** What the later figure changed. */
export function revisionBetween(earlier: Valued, later: Valued): Revision {
  // A ratio's percentage carries more digits than a stored number.
  const [before, after] = [new Exact(earlier.value), new Exact(later.value)];
  const change = after.minus(before);
  return {
    from: earlier.basis,
    to: later.basis,
    before: earlier.value,
    after: later.value,
    change: plain(change),
    percent: before.isZero() ? null : plain(change.times(exact('100')).div(before.abs())),
  };
}

function plain(value: Exact): DecimalText {
  const text = value.toDecimalPlaces(12).toFixed();
  return text === '-0' ? '0' : text;
}
