import { daysBetween, epochDay, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import type { CompiledPlan } from './compile.js';
import { edgeOf, type Limit } from './limits.js';

/** A figure with a number, as the outlook counts with it. */
export interface Step {
  readonly on: CivilDate;
  readonly value: Exact;
}

/** The measure of the way to a milestone, by which the pace of past and future days is compared. */
export interface Road {
  /** How far the way is gone on a day; only differences count. */
  readonly at: (day: CivilDate) => Exact;
  /** From origin to milestone, signed; zero where there is no schedule. */
  readonly length: Exact;
  /** From origin to milestone, at least one. */
  readonly days: number;
  /** Part of the way that counts as gone on schedule before the first figure. */
  readonly credit: Exact;
  /** True where the plan says more than its milestones: only then is its shape worth relying on. */
  readonly isShaped: boolean;
}

/** A fifth of the way: with few figures the plan is believed, with many it is outweighed. */
const CREDIT = exact('0.2');

const NONE = new Exact(0);

/** A forecast needs no forty digits: twenty-four hold 10^15 đồng to nine decimals, and divide faster. */
const Estimate = Exact.clone({ precision: 24 });

/** The figures that count: with a number, after the baseline day, not after `asOf`, one for each date (the last given), by date. */
export function stepsOf(history: readonly KnownFigure[], after: CivilDate, asOf: CivilDate): readonly Step[] {
  const byDay = new Map<CivilDate, Step>();
  for (const { asOf: on, value } of history)
    if (value !== null && on > after && on <= asOf) byDay.set(on, { on, value: new Estimate(value) });
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Where the way begins: the baseline, or the first figure where nobody stated one. */
export function originOf(plan: CompiledPlan, steps: readonly Step[]): Step | null {
  return plan.baseline ? { on: plan.baselineOn, value: plan.baseline } : (steps[0] ?? null);
}

/**
 * The plan's own course where it leads towards the milestone and has moved by `day`; else a straight line in time; else, for a
 * limit that the way does not lead to (a rank held, accidents counted up to a ceiling), mere time or standing still.
 */
export function roadTo(plan: CompiledPlan, limit: Limit, origin: Step, day: CivilDate, isCumulative: boolean): Road {
  const end = edgeOf(limit);
  const length = end && !limit.isRelative ? end.minus(origin.value) : null;
  const days = Math.max(1, daysBetween(origin.on, limit.lastDay));
  if (!length || (limit.sense === 'floor' ? !length.gt(0) : !length.lt(0))) {
    return { at: isCumulative ? (on) => new Exact(epochDay(on)) : () => NONE, length: NONE, days, credit: NONE, isShaped: false };
  }
  const way = { length, days, credit: length.times(CREDIT) };
  const own = (on: CivilDate): Exact | null => (on <= origin.on ? origin.value : (plan.expectation(on)?.expected ?? null));
  const gone = own(day)?.minus(origin.value);
  if (!gone || gone.isZero() || gone.isNegative() !== length.isNegative()) {
    return { ...way, at: (on) => length.times(daysBetween(origin.on, on)).div(days), isShaped: false };
  }
  return { ...way, at: (on) => own(on) ?? origin.value, isShaped: plan.knots.length > plan.limits.length + 1 };
}
