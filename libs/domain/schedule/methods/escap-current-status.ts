import { type DecimalText } from '../../kernel/decimal.js';
import { observed, obstacle, shown, type MethodInput, type Undefined } from './reading.js';

export interface CurrentStatusReading {
  /** 0 at the baseline, 10 at the target; negative for a step back, above 10 beyond the target. null with `why`. */
  readonly score: DecimalText | null;
  readonly why: Undefined | null;
}

/**
 * UN ESCAP's current status index: CS = D · (I_cv − I_0) ÷ |TV − I_0|, D = +10 where more is better and −10 where less is.
 * Time plays no part in it, so a target may be read on the day of its baseline.
 */
export function escapCurrentStatus(input: MethodInput): CurrentStatusReading {
  const observations = observed(input);
  const { baseline, current, target } = observations;
  const why = obstacle(observations, input.direction);
  if (why && why !== 'no_time_passed') return { score: null, why };
  const way = target.value.minus(baseline.value).abs();
  if (way.isZero()) return { score: null, why: 'no_way_to_go' };
  const sign = input.direction === 'increasing' ? 10 : -10;
  return { score: shown(current.value.minus(baseline.value).times(sign).div(way)), why: null };
}
