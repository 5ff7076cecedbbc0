import type { CivilDate } from '../kernel/civil-date.js';
import { Sum, type DecimalText } from '../kernel/decimal.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { BASIS_RANK, type Basis, type Figure } from '../measurement/figure.js';

/** A locality that ought to contribute to the whole. */
export interface RollUpPart {
  readonly localityId: string;
  /** null where nothing was reported. */
  /** `isWhole` false: a running sum that lacks periods; it is added, and the locality named. */
  readonly reported: { readonly figure: Figure; readonly asOf: CivilDate; readonly basis: Basis; readonly isWhole?: boolean } | null;
  /** What part of its figure belongs to the whole: 1, a predecessor's share in (0, 1], or null where nobody quantified it. */
  readonly share: DecimalText | null;
}

/** Why a locality's figure is not in the sum, or with `periods_missing` not all of it. */
export type LeftOutReason = 'missing' | 'periods_missing' | 'unknown_share' | 'rate_only' | 'not_additive' | 'shape_does_not_fit';

export interface LeftOut {
  readonly localityId: string;
  readonly reason: LeftOutReason;
}

/** A sum under way. Adding parts and combining sums may happen in any order and grouping. */
export interface RollUpSum {
  readonly numerator: Sum;
  readonly denominator: Sum;
  readonly reported: number;
  readonly expected: number;
  readonly leftOut: readonly LeftOut[];
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
  readonly basis: Basis | null;
}

/** A whole made of its parts. */
export interface RolledUp {
  /** null when no part could be added. Numbers to twelve decimals. */
  readonly figure: Figure | null;
  readonly coverage: { readonly reported: number; readonly expected: number };
  /** By locality id. */
  readonly leftOut: readonly LeftOut[];
  /** As-of dates of the figures in the sum. */
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
  /** The least settled one among them. */
  readonly basis: Basis | null;
}

type Rule = Pick<IndicatorDefinition, 'shape' | 'rollUp'>;

const ZERO = new Sum(0);

/** The sum of no parts. */
export const NOTHING: RollUpSum = {
  numerator: ZERO,
  denominator: ZERO,
  reported: 0,
  expected: 0,
  leftOut: [],
  earliest: null,
  latest: null,
  basis: null,
};

/**
 * The figure of the whole by the indicator's rule: Σnumerator ÷ Σdenominator, never a mean of percentages, or Σvalue (DESIGN §2).
 * What cannot be added is left out and named, never taken as zero.
 */
export function rollUp(rule: Rule, parts: Iterable<RollUpPart>): RolledUp {
  let sum = NOTHING;
  for (const part of parts) sum = combine(sum, partSum(rule, part));
  return total(rule, sum);
}

/** One part as a sum. */
export function partSum(rule: Rule, { localityId, reported, share }: RollUpPart): RollUpSum {
  const reason = faultOf(rule, reported?.figure ?? null, share);
  if (reason || !reported || share === null) {
    return { ...NOTHING, expected: 1, leftOut: [{ localityId, reason: reason ?? 'missing' }] };
  }
  const { figure, asOf, basis } = reported;
  const [numerator, denominator] = termsOf(figure).map((text) => new Sum(text).times(share));
  return {
    numerator: numerator ?? ZERO,
    denominator: denominator ?? ZERO,
    reported: 1,
    expected: 1,
    leftOut: reported.isWhole === false ? [{ localityId, reason: 'periods_missing' }] : [],
    earliest: asOf,
    latest: asOf,
    basis,
  };
}

/** The sum of two sums. */
export function combine(a: RollUpSum, b: RollUpSum): RollUpSum {
  return {
    numerator: a.numerator.plus(b.numerator),
    denominator: a.denominator.plus(b.denominator),
    reported: a.reported + b.reported,
    expected: a.expected + b.expected,
    leftOut: a.leftOut.length + b.leftOut.length === 0 ? [] : [...a.leftOut, ...b.leftOut],
    earliest: pick(a.earliest, b.earliest, (x, y) => x <= y),
    latest: pick(a.latest, b.latest, (x, y) => x >= y),
    basis: pick(a.basis, b.basis, (x, y) => BASIS_RANK[x] <= BASIS_RANK[y]),
  };
}

/** The whole that a sum amounts to. */
export function total(rule: Rule, sum: RollUpSum): RolledUp {
  const { reported, expected, earliest, latest, basis } = sum;
  const leftOut = sum.leftOut.toSorted((a, b) => compare(a.localityId, b.localityId) || compare(a.reason, b.reason));
  return { figure: figureOf(rule, sum), coverage: { reported, expected }, leftOut, earliest, latest, basis };
}

function faultOf({ shape, rollUp }: Rule, figure: Figure | null, share: DecimalText | null): LeftOutReason | null {
  if (!figure) return 'missing';
  if (rollUp === 'none') return 'not_additive';
  if (figure.shape === 'rate') return 'rate_only';
  if (figure.shape !== shape) return 'shape_does_not_fit';
  return share === null ? 'unknown_share' : null;
}

function termsOf(figure: Figure): readonly DecimalText[] {
  if (figure.shape === 'ratio') return [figure.numerator, figure.denominator];
  return 'value' in figure ? [figure.value] : [];
}

function figureOf({ shape, rollUp }: Rule, { numerator, denominator, reported }: RollUpSum): Figure | null {
  if (reported === 0 || rollUp === 'none') return null;
  if (shape === 'count' || shape === 'amount') return { shape, value: text(numerator) };
  if (shape !== 'ratio' || denominator.isZero()) return null;
  return { shape, numerator: text(numerator), denominator: text(denominator) };
}

function text(number: Sum): DecimalText {
  return number.toDecimalPlaces(12).toFixed();
}

function pick<Value>(a: Value | null, b: Value | null, isFirst: (x: Value, y: Value) => boolean): Value | null {
  if (a === null || b === null) return a ?? b;
  return isFirst(a, b) ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
