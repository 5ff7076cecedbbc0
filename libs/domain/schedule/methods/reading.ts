import type { DecimalText, Exact } from '../../kernel/decimal.js';
import { exact } from '../../kernel/decimal.js';
import type { Observed } from './growth.js';

/** A target as the international methods see it: two observations, a target, and which way is better. Years may be broken. */
export interface MethodInput {
  readonly baseline: { readonly year: DecimalText; readonly value: DecimalText };
  readonly current: { readonly year: DecimalText; readonly value: DecimalText };
  readonly target: { readonly year: DecimalText; readonly value: DecimalText };
  readonly direction: 'increasing' | 'decreasing';
}

/** Why a method says nothing of a target. */
export type Undefined = 'no_time_passed' | 'value_not_positive' | 'no_way_to_go' | 'target_behind_baseline';

export interface Observations {
  readonly baseline: Observed;
  readonly current: Observed;
  readonly target: Observed;
}

export function observed({ baseline, current, target }: MethodInput): Observations {
  const read = ({ year, value }: MethodInput['baseline']): Observed => ({ year: exact(year), value: exact(value) });
  return { baseline: read(baseline), current: read(current), target: read(target) };
}

/** True when the current value is at or beyond the target. */
export function isMet({ current, target }: Observations, direction: MethodInput['direction']): boolean {
  return direction === 'increasing' ? current.value.gte(target.value) : current.value.lte(target.value);
}

/** What keeps any of the methods from comparing a way gone with a way to go; null for nothing. */
export function obstacle({ baseline, current, target }: Observations, direction: MethodInput['direction']): Undefined | null {
  if (!current.year.gt(baseline.year) || !target.year.gt(baseline.year)) return 'no_time_passed';
  const way = target.value.minus(baseline.value);
  if (way.isZero()) return 'no_way_to_go';
  return way.isNegative() === (direction === 'increasing') ? 'target_behind_baseline' : null;
}

/** To twelve decimals. */
export function shown(value: Exact): DecimalText {
  const text = value.toDecimalPlaces(12).toFixed();
  return text === '-0' ? '0' : text;
}
