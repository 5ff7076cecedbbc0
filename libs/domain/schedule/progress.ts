import { epochDay } from '../kernel/civil-date.js';
import { exact, type Exact } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import { limitOn, type CompiledPlan } from './compile.js';
import { edgeOf, outsideBy, type Limit } from './limits.js';
import { expectedOn } from './trajectory.js';

/** A figure held against what was expected on its own date. */
export interface Progress {
  readonly actual: Exact;
  /** The milestone in whose time the figure lies. */
  readonly limit: Limit;
  readonly expected: Exact | null;
  /** How far the figure lies on the bad side; zero or negative on the good one, null when nothing is expected. */
  readonly gap: Exact | null;
  /** null where the way from baseline to expectation is unknown, of no length, or leads away from the target. */
  readonly ratio: Exact | null;
}

/** null for a figure without a number, or one that is not after the baseline day. */
export function measure(plan: CompiledPlan, figure: KnownFigure): Progress | null {
  const limit = limitOn(plan.limits, figure.asOf);
  if (!limit || plan.isTask || figure.value === null || figure.asOf <= plan.baselineOn) return null;
  const actual = exact(figure.value);
  if (limit.sense === 'band') return { actual, limit, expected: null, gap: outsideBy(limit, actual), ratio: null };
  const expected = limit.isRelative ? edgeOf(limit) : expectedAt(plan, figure, limit);
  if (!expected) return { actual, limit, expected: null, gap: null, ratio: null };
  const gap = limit.sense === 'floor' ? expected.minus(actual) : actual.minus(expected);
  return { actual, limit, expected, gap, ratio: ratioOf(plan, limit, actual, expected) };
}

// Half a household cannot be relocated: the expectation of a count is rounded to the lenient side.
function expectedAt(plan: CompiledPlan, figure: KnownFigure, { sense }: Limit): Exact | null {
  const expected = expectedOn(plan.knots, epochDay(figure.asOf));
  if (!plan.isWhole || !expected) return expected;
  return sense === 'floor' ? expected.floor() : expected.ceil();
}

function ratioOf({ baseline }: CompiledPlan, { sense, isRelative }: Limit, actual: Exact, expected: Exact): Exact | null {
  if (!baseline || isRelative) return null;
  const way = expected.minus(baseline);
  const leadsToTarget = sense === 'floor' ? way.gt(0) : way.lt(0);
  return leadsToTarget ? actual.minus(baseline).div(way) : null;
}
