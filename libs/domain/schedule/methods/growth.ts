import { Exact } from '../../kernel/decimal.js';

/** A value at a time in years, which may be broken. */
export interface Observed {
  readonly year: Exact;
  readonly value: Exact;
}

/**
 * Compound annual growth rate, (to ÷ from)^(1 ÷ years) − 1, to forty digits. null where no rate is defined: a value that is not
 * positive, or no time between them.
 */
export function compoundGrowth(from: Observed, to: Observed): Exact | null {
  const years = to.year.minus(from.year);
  if (!years.gt(0) || !from.value.gt(0) || !to.value.gt(0)) return null;
  return to.value.div(from.value).pow(new Exact(1).div(years)).minus(1);
}
