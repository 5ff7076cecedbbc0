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
