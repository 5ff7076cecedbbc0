import { addDays, daysBetween, yearOf, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';

/** A figure of a past series, with the target that stood when it was reported. */
export interface BacktestPoint {
  readonly on: CivilDate;
  readonly value: DecimalText;
  readonly target: DecimalText;
}

/** One series under one deadline: a promise and what became of it. Points in order of dates. */
export interface BacktestSeries {
  readonly name: string;
  readonly unit: string;
  readonly deadline: CivilDate;
  readonly points: readonly BacktestPoint[];
}

export type Outcome = 'met' | 'missed' | 'unknown';

/** What a series says of its own beginning, from its first figure alone. */
export interface Beginning {
  readonly direction: 'increasing' | 'decreasing';
  readonly on: CivilDate;
  readonly value: DecimalText;
  /** Counted up from zero since the new year, rather than a level that began with the first figure. */
  readonly isFromZero: boolean;
}

/** A figure at most this many days before the deadline tells how it ended. */
const LAST_DAYS = 15;

/** A count from zero starts anew each year; a longer promise is of a level. */
const LONGEST_YEAR = 400;

/**
 * A first figure above the target means that it is to fall. A first figure that a course as fast as twice the line at first, and
 * slower towards the end, may have reached means a count from zero on the first of January of its year, where the deadline is within
 * that budget year; any other is a level, and the first figure is the baseline.
 */
export function beginningOf({ points, deadline }: Pick<BacktestSeries, 'points' | 'deadline'>): Beginning | null {
  const [first] = points;
  if (!first) return null;
  const [value, target] = [exact(first.value), exact(first.target)];
  const newYear = `${String(yearOf(first.on) - 1).padStart(4, '0')}-12-31`;
  const days = daysBetween(newYear, deadline);
  const left = new Exact(1).minus(new Exact(daysBetween(newYear, first.on)).div(Math.max(1, days)));
  const fastest = target.times(new Exact(1).minus(left.times(left)));
  const direction = value.gt(target) ? 'decreasing' : 'increasing';
  const isFromZero = direction === 'increasing' && days <= LONGEST_YEAR && value.gte(0) && value.lte(fastest);
  return isFromZero ? { direction, isFromZero, on: newYear, value: '0' } : { direction, isFromZero, on: first.on, value: first.value };
}

/** The figure that tells how it ended: the last one up to the deadline, where it is dated near it. */
export function endOf({ points, deadline }: BacktestSeries): BacktestPoint | null {
  const last = points.findLast(({ on }) => on <= deadline);
  return last && last.on >= addDays(deadline, -LAST_DAYS) ? last : null;
}

/** Whether the target held at the deadline; unknown where no figure is dated near it and neither an earlier nor a later one decides. */
export function outcomeOf(series: BacktestSeries): Outcome {
  const beginning = beginningOf(series);
  if (!beginning) return 'unknown';
  const isMet = ({ value, target }: BacktestPoint): boolean =>
    beginning.direction === 'increasing' ? exact(value).gte(exact(target)) : exact(value).lte(exact(target));
  const end = endOf(series);
  if (end) return isMet(end) ? 'met' : 'missed';
  const [before, after] = [series.points.findLast(({ on }) => on <= series.deadline), series.points.find(({ on }) => on > series.deadline)];
  if (beginning.isFromZero && before && isMet(before)) return 'met';
  return beginning.isFromZero && after && !isMet(after) ? 'missed' : 'unknown';
}
