import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';

/**
 * A reported figure. `rate` is a percentage whose parts are unknown and which therefore
 * cannot be rolled up; `done.on` is null while a task is reported as not yet done.
 */
export type Figure =
  | { readonly shape: 'ratio'; readonly numerator: DecimalText; readonly denominator: DecimalText }
  | { readonly shape: 'rate'; readonly percent: DecimalText }
  | { readonly shape: 'count'; readonly value: DecimalText }
  | { readonly shape: 'amount'; readonly value: DecimalText }
  | { readonly shape: 'index'; readonly value: DecimalText }
  | { readonly shape: 'done'; readonly on: CivilDate | null };

/** ước / thực hiện / quyết toán */
export const BASES = ['estimated', 'actual', 'settled'] as const;
export type Basis = (typeof BASES)[number];

/** At one date the settled figure outranks the actual one, and that the estimate (DESIGN §4.1). */
export const BASIS_RANK: Readonly<Record<Basis, number>> = { estimated: 0, actual: 1, settled: 2 };

/** A figure laid out in columns: each shape fills its own. Numbers as text. */
export interface FigureParts {
  /** null where there is no figure. */
  readonly shape: Figure['shape'] | null;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  /** The one number of the other shapes. */
  readonly value: DecimalText | null;
  readonly doneOn: CivilDate | null;
}

/** The figure that its columns hold. */
export function figureOfParts({ shape, numerator, denominator, value, doneOn }: FigureParts): Figure | null {
  switch (shape) {
    case null:
      return null;
    case 'ratio':
      return { shape, numerator: numerator ?? '0', denominator: denominator ?? '0' };
    case 'rate':
      return { shape, percent: value ?? '0' };
    case 'done':
      return { shape, on: doneOn };
    default:
      return { shape, value: value ?? '0' };
  }
}
