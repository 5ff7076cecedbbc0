import type { IndicatorShape } from '../indicator/indicator.events.js';
import { exact, type Exact } from '../kernel/decimal.js';

/** What the status of a target goes by where the target says nothing else (DESIGN §4). */
export interface ScheduleRules {
  readonly version: number;
  /** Cut-offs of the progress ratio. */
  readonly onTrack: Exact;
  readonly atRisk: Exact;
  /** How far short of a course or a band is no gap. */
  readonly tolerance: Readonly<Record<Exclude<IndicatorShape, 'amount'>, Exact>>;
  /** Amounts have no natural unit: a share of the way from baseline to last milestone. */
  readonly amountTolerance: Exact;
}

/** Cut-offs after Eurostat's published ones for SDG indicators (vectors: Open SDG). */
const FIRST: ScheduleRules = {
  version: 1,
  onTrack: exact('0.95'),
  atRisk: exact('0.60'),
  // Half a point of a percentage or score, less than one whole unit of a count.
  tolerance: { ratio: exact('0.5'), index: exact('0.5'), count: exact('1'), task: exact('0') },
  amountTolerance: exact('0.005'),
};

/**
 * Every version that was ever in force, the newest last. What was answered under one is answered so for ever: a rule is changed by adding a
 * version, and a rule that is no number by asking `version` where it is applied.
 */
export const RULES: readonly [ScheduleRules, ...ScheduleRules[]] = [FIRST];

/** The rules that this program knows as the newest. */
export const newestRules = (): ScheduleRules => RULES.at(-1) ?? FIRST;

/** The rules of a version; before any was adopted those of the first. Throws `RangeError` for one that this program does not know. */
export function rulesOf(version: number | null): ScheduleRules {
  const found = RULES.find((rules) => rules.version === (version ?? FIRST.version));
  if (!found) throw new RangeError(`no schedule rules of version ${version}`);
  return found;
}
