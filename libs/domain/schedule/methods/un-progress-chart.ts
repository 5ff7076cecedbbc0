import { Exact, exact, type DecimalText } from '../../kernel/decimal.js';
import { compoundGrowth } from './growth.js';
import { isMet, observed, obstacle, shown, type MethodInput, type Undefined } from './reading.js';

export interface ProgressChartReading {
  /** 3: on track or met; 2: some progress; 1: none or worse; null with `why` where it is not defined. */
  readonly level: 3 | 2 | 1 | null;
  /** The value at the target year if growth goes on as since the baseline. */
  readonly expectedAtTarget: DecimalText | null;
  /** Way expected ÷ way to go. */
  readonly quotient: DecimalText | null;
  readonly why: Undefined | null;
}

const ON_TRACK = exact('0.95');
const SOME = exact('0.10');

/**
 * The progress chart of the UN Statistics Division: v_e = v_t (1 + CAGR)^(years left), q = (v_e − v_b) ÷ (target − v_b);
 * q ≥ 0.95 is level 3, ≥ 0.10 level 2, below level 1. A target that is met is level 3.
 */
export function unProgressChart(input: MethodInput): ProgressChartReading {
  const observations = observed(input);
  const { baseline, current, target } = observations;
  const met = isMet(observations, input.direction);
  const none = { level: met ? 3 : null, expectedAtTarget: null, quotient: null } as const;
  const why = obstacle(observations, input.direction);
  if (why) return { ...none, why: met ? null : why };
  const growth = compoundGrowth(baseline, current);
  if (!growth) return { ...none, why: met ? null : 'value_not_positive' };
  const left = Exact.max(0, target.year.minus(current.year));
  const expected = current.value.times(growth.plus(1).pow(left));
  const quotient = expected.minus(baseline.value).div(target.value.minus(baseline.value));
  const level = met || quotient.gte(ON_TRACK) ? 3 : quotient.gte(SOME) ? 2 : 1;
  return { level, expectedAtTarget: shown(expected), quotient: shown(quotient), why: null };
}
