import { exact, type DecimalText } from '../../kernel/decimal.js';
import { compoundGrowth } from './growth.js';
import { isMet, observed, obstacle, shown, type MethodInput, type Undefined } from './reading.js';

export type OpenSdgClass = 'achieved' | 'on_track' | 'acceleration_needed' | 'limited_progress' | 'deterioration';

export interface OpenSdgReading {
  /** null with `why` where the ratio is not defined; a target that is met is `achieved` all the same. */
  readonly class: OpenSdgClass | null;
  readonly observedGrowth: DecimalText | null;
  readonly requiredGrowth: DecimalText | null;
  readonly ratio: DecimalText | null;
  readonly why: Undefined | null;
}

const ON_TRACK = exact('0.95');
const ACCELERATION_NEEDED = exact('0.60');

/** A target of zero has no growth rate: the method puts this in its place. */
const ALMOST_ZERO = exact('0.001');

/**
 * Open SDG and Statistics Canada after Eurostat: R = observed ÷ required compound annual growth since the baseline;
 * R ≥ 0.95 on track, ≥ 0.60 acceleration needed, ≥ 0 limited progress, below deterioration; a target met is achieved.
 */
export function openSdg(input: MethodInput): OpenSdgReading {
  const { baseline, current, target: given } = observed(input);
  const target = given.value.isZero() ? { ...given, value: ALMOST_ZERO } : given;
  if (isMet({ baseline, current, target: given }, input.direction)) return { ...NOTHING, class: 'achieved' };
  const why = obstacle({ baseline, current, target }, input.direction);
  if (why) return { ...NOTHING, why };
  const [seen, needed] = [compoundGrowth(baseline, current), compoundGrowth(baseline, target)];
  if (!seen || !needed || needed.isZero()) return { ...NOTHING, why: 'value_not_positive' };
  const ratio = seen.div(needed);
  const grade = ratio.gte(ON_TRACK)
    ? 'on_track'
    : ratio.gte(ACCELERATION_NEEDED)
      ? 'acceleration_needed'
      : ratio.gte(0)
        ? 'limited_progress'
        : 'deterioration';
  return { class: grade, observedGrowth: shown(seen), requiredGrowth: shown(needed), ratio: shown(ratio), why: null };
}

const NOTHING = { class: null, observedGrowth: null, requiredGrowth: null, ratio: null, why: null } as const;
