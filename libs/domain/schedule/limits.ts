import { addDays, type CivilDate } from '../kernel/civil-date.js';
import { exact, type Exact } from '../kernel/decimal.js';
import type { Direction } from '../indicator/indicator.events.js';
import type { Milestone } from '../target/target.events.js';

/** Which side of a limit is good. */
export type Sense = 'floor' | 'ceiling' | 'band';

/** A milestone made ready for comparing. */
export interface Limit {
  readonly milestone: Milestone;
  /** Last day within time: the due day, or the day before it for "trước ngày". */
  readonly lastDay: CivilDate;
  /** Last day on which the report may still come. */
  readonly lastReportDay: CivilDate;
  readonly sense: Sense;
  readonly lower: Exact | null;
  readonly upper: Exact | null;
  /** True for `>`, `<` and `improve`: the limit itself is not enough. */
  readonly isStrict: boolean;
  /** True for `improve` and `maintain`, which compare with the baseline. */
  readonly isRelative: boolean;
  /**
   * True where a good figure before the due date proves nothing yet: a band, a rank held, a ceiling under which the baseline
   * already lay (accidents counted from zero). Then only a figure dated at the due date, or silence after it, settles it.
   */
  readonly mustBeKept: boolean;
}

interface Context {
  readonly baseline: Exact | null;
  readonly direction: Direction;
  readonly graceDays: number;
  readonly tolerance: Exact;
}

/** Reads a milestone's comparator; a bare number is a floor, or a ceiling where less is better (DESIGN §2). */
export function limitOf(milestone: Milestone, context: Context): Limit {
  const { comparator, due, dueOp } = milestone;
  const lastDay = dueOp === '<' ? addDays(due, -1) : due;
  const isRelative = comparator === 'improve' || comparator === 'maintain';
  const sense = senseOf(milestone, context.direction);
  const bounds = boundsOf(milestone, sense, isRelative, context);
  const isStrict = comparator === '>' || comparator === '<' || comparator === 'improve';
  const limit = { milestone, lastDay, lastReportDay: addDays(lastDay, context.graceDays), sense, ...bounds, isStrict, isRelative };
  const isUnderCeiling = sense === 'ceiling' && !isRelative && (!context.baseline || holds(limit, context.baseline));
  return { ...limit, mustBeKept: sense === 'band' || comparator === 'maintain' || isUnderCeiling };
}

function senseOf({ comparator }: Milestone, direction: Direction): Sense {
  switch (comparator) {
    case '>':
    case '>=':
      return 'floor';
    case '<':
    case '<=':
      return 'ceiling';
    case 'between':
      return 'band';
    case '=':
      return direction === 'band' ? 'band' : senseOfDirection(direction);
    case 'improve':
    case 'maintain':
    case 'complete':
      return senseOfDirection(direction);
  }
}

function senseOfDirection(direction: Direction): Sense {
  return direction === 'decreasing' ? 'ceiling' : 'floor';
}

function boundsOf(
  milestone: Milestone,
  sense: Sense,
  isRelative: boolean,
  { baseline, tolerance }: Context,
): Pick<Limit, 'lower' | 'upper'> {
  const value = isRelative ? baseline : milestone.value === null ? null : exact(milestone.value);
  if (sense === 'floor') return { lower: value, upper: null };
  if (sense === 'ceiling') return { lower: null, upper: value };
  if (milestone.comparator === 'between') return { lower: value, upper: milestone.upper === null ? null : exact(milestone.upper) };
  return { lower: value && value.minus(tolerance), upper: value && value.plus(tolerance) };
}

/** The number that a floor or ceiling names; null for bands and where it is unknown. */
export function edgeOf({ sense, lower, upper }: Pick<Limit, 'sense' | 'lower' | 'upper'>): Exact | null {
  return sense === 'floor' ? lower : sense === 'ceiling' ? upper : null;
}

/** False where the comparison needs a number that nobody stated. */
export function isKnown({ lower, upper }: Pick<Limit, 'lower' | 'upper'>): boolean {
  return lower !== null || upper !== null;
}

/** True when the value keeps the limit. Hard: no tolerance. */
export function holds({ lower, upper, isStrict }: Pick<Limit, 'lower' | 'upper' | 'isStrict'>, value: Exact): boolean {
  if (lower === null && upper === null) return false;
  if (lower !== null && (isStrict ? !value.gt(lower) : !value.gte(lower))) return false;
  return upper === null || (isStrict ? value.lt(upper) : value.lte(upper));
}

/** How far outside its band a value lies; zero inside. */
export function outsideBy({ lower, upper }: Pick<Limit, 'lower' | 'upper'>, value: Exact): Exact {
  if (lower !== null && value.lt(lower)) return lower.minus(value);
  if (upper !== null && value.gt(upper)) return value.minus(upper);
  return value.minus(value);
}

/** True when no value from `low` to `high` holds. */
export function isMissedBetween(limit: Limit, low: Exact, high: Exact): boolean {
  if (limit.sense !== 'band') return !holds(limit, low) && !holds(limit, high);
  return (limit.lower !== null && high.lt(limit.lower)) || (limit.upper !== null && low.gt(limit.upper));
}
