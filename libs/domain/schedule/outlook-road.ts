import { addDays, daysBetween, epochDay, type CivilDate } from '../kernel/civil-date.js';
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
  /** Part of the way, in its own measure, that counts as gone on schedule before the first figure; zero where there is no schedule. */
  readonly credit: Exact;
  /** True where the plan says more than that time passes: only then is its shape worth relying on. */
  readonly isShaped: boolean;
}

/** A tenth of the way: with few figures the plan is believed, with many it is outweighed. */
const CREDIT = exact('0.1');

/** A course that is half-way at half time, but for this share of the way, is a straight line. */
const LEAST_BEND = exact('0.02');

/** The figures that count: with a number, after the baseline day, not after `asOf`, one for each date (the last given), by date. */
export function stepsOf(history: readonly KnownFigure[], after: CivilDate, asOf: CivilDate): readonly Step[] {
  const byDay = new Map<CivilDate, Step>();
  for (const { asOf: on, value } of history) if (value !== null && on > after && on <= asOf) byDay.set(on, { on, value: new Exact(value) });
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
  if (!length || (limit.sense === 'floor' ? !length.gt(0) : !length.lt(0))) {
    return { at: isCumulative ? (on) => new Exact(epochDay(on)) : () => new Exact(0), credit: new Exact(0), isShaped: false };
  }
  const credit = length.times(CREDIT);
  const own = (on: CivilDate): Exact | null => (on <= origin.on ? origin.value : (plan.expectation(on)?.expected ?? null));
  const gone = own(day)?.minus(origin.value);
  const days = Math.max(1, daysBetween(origin.on, limit.lastDay));
  const line = (on: CivilDate): Exact => length.times(daysBetween(origin.on, on)).div(days);
  if (!gone || gone.isZero() || gone.isNegative() !== length.isNegative()) return { at: line, credit, isShaped: false };
  const middle = addDays(origin.on, days >> 1);
  const bend = own(middle)?.minus(origin.value).minus(line(middle)).div(length).abs();
  return { at: (on) => own(on) ?? origin.value, credit, isShaped: bend?.gt(LEAST_BEND) ?? false };
}
