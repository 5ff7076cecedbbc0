import { epochDay, type CivilDate } from '../kernel/civil-date.js';
import { Exact, type DecimalText } from '../kernel/decimal.js';
import { edgeOf, type Limit, type Sense } from './limits.js';
import { expectedOn, type Knot } from './trajectory.js';

/** What a plan expects of a figure dated on one day. */
export interface Expectation {
  /** The milestone in whose time the day lies. */
  readonly limit: Limit;
  /** null where no single number is expected: in a band, or before the course begins. */
  readonly expected: Exact | null;
  /** To twelve decimals. */
  readonly text: DecimalText | null;
  /** The value from which a gap is within the tolerance. */
  readonly tolerated: Exact | null;
  /** null where the way from baseline to expectation is unknown, of no length, or leads away from the target. */
  readonly way: Way | null;
}

/** The way from the baseline to the expected value. */
export interface Way {
  readonly from: Exact;
  /** 1 ÷ length, signed, to forty digits. */
  readonly inverse: Exact;
  /** The values from which a figure is on track and at risk. */
  readonly onTrack: Exact;
  readonly atRisk: Exact;
}

export interface Course {
  readonly baseline: Exact | null;
  readonly limits: readonly Limit[];
  readonly knots: readonly Knot[];
  /** Least progress ratio for on_track and at_risk. */
  readonly onTrack: Exact;
  readonly atRisk: Exact;
  readonly tolerance: Exact;
  /** True for counts, whose expectation is a whole number. */
  readonly isWhole: boolean;
}

/** What is expected on a day after the baseline day; null only for a plan without milestones. */
export function expectationOn(course: Course, day: CivilDate): Expectation | null {
  const limit = course.limits.find(({ lastDay }) => day <= lastDay) ?? course.limits.at(-1);
  if (!limit) return null;
  const expected = expectedValue(course, limit, day);
  if (!expected) return { limit, expected, text: null, tolerated: null, way: null };
  const { tolerance } = course;
  return {
    limit,
    expected,
    text: expected.toDecimalPlaces(12).toFixed(),
    tolerated: limit.sense === 'floor' ? expected.minus(tolerance) : expected.plus(tolerance),
    way: limit.isRelative ? null : wayTo(expected, limit.sense, course),
  };
}

function expectedValue({ knots, isWhole }: Course, limit: Limit, day: CivilDate): Exact | null {
  if (limit.sense === 'band') return null;
  const expected = limit.isRelative ? edgeOf(limit) : expectedOn(knots, epochDay(day));
  if (!isWhole || !expected) return expected;
  // Half a household cannot be relocated: the expectation of a count is rounded to the lenient side.
  return limit.sense === 'floor' ? expected.floor() : expected.ceil();
}

function wayTo(expected: Exact, sense: Sense, { baseline, onTrack, atRisk }: Course): Way | null {
  if (!baseline) return null;
  const length = expected.minus(baseline);
  if (sense === 'floor' ? !length.gt(0) : !length.lt(0)) return null;
  return {
    from: baseline,
    inverse: new Exact(1).div(length),
    onTrack: baseline.plus(length.times(onTrack)),
    atRisk: baseline.plus(length.times(atRisk)),
  };
}

/** (actual − baseline) ÷ (expected − baseline) to twelve decimals. */
export function progressRatio(actual: Exact, { from, inverse }: Way): DecimalText {
  return actual.minus(from).times(inverse).toDecimalPlaces(12).toFixed();
}
