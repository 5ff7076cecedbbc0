import { addDays, daysBetween, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import { beginningOf, endOf, type BacktestSeries, type Beginning } from './backtest-series.js';

/** The part of the way gone at equal parts of the time; the last is 1. */
export type Shares = readonly Exact[];

const PARTS = 12;

/** A series that was over, and the course that it took. */
export interface Past {
  readonly series: BacktestSeries;
  readonly beginning: Beginning;
  readonly shares: Shares;
}

/** The courses of the series whose end is known; those without a way from beginning to end have none. */
export function pastsOf(all: readonly BacktestSeries[]): readonly Past[] {
  return all.flatMap((series) => {
    const [beginning, end] = [beginningOf(series), endOf(series)];
    const way = beginning && end ? exact(end.value).minus(exact(beginning.value)) : null;
    if (!beginning || !way || way.isZero() || way.isNegative() === (beginning.direction === 'increasing')) return [];
    return [{ series, beginning, shares: sharesOf(series, beginning, way) }];
  });
}

function sharesOf({ points, deadline }: BacktestSeries, beginning: Beginning, way: Exact): Shares {
  const days = daysBetween(beginning.on, deadline);
  const knots = [{ on: beginning.on, value: beginning.value }, ...points.filter(({ on }) => on > beginning.on && on <= deadline)];
  return Array.from({ length: PARTS }, (_, index) => {
    if (index === PARTS - 1) return new Exact(1);
    const value = between(knots, addDays(beginning.on, Math.round((days * (index + 1)) / PARTS)));
    return value.minus(exact(beginning.value)).div(way);
  });
}

function between(knots: readonly { on: CivilDate; value: DecimalText }[], day: CivilDate): Exact {
  const before = knots.findLast(({ on }) => on <= day);
  const after = knots.find(({ on }) => on > day);
  if (!before || !after) return exact((before ?? after)?.value ?? '0');
  const change = exact(after.value).minus(exact(before.value));
  return exact(before.value).plus(change.times(daysBetween(before.on, day)).div(daysBetween(before.on, after.on)));
}

/**
 * The mean course of comparable series that were over by `day`: of those of the same name but for the year where there are any,
 * else of all in the same unit. Comparable: same direction, kind of beginning, and length. null where there is none.
 */
export function profileKnownOn(day: CivilDate, series: BacktestSeries, beginning: Beginning, pasts: readonly Past[]): Shares | null {
  const days = daysBetween(beginning.on, series.deadline);
  const known = pasts.filter(
    (past) =>
      past.series.deadline < day &&
      past.series.unit === series.unit &&
      past.beginning.direction === beginning.direction &&
      past.beginning.isFromZero === beginning.isFromZero &&
      Math.abs(daysBetween(past.beginning.on, past.series.deadline) - days) * 10 <= days,
  );
  const own = known.filter((past) => stem(past.series.name) === stem(series.name));
  const used = own.length > 0 ? own : known;
  if (used.length === 0) return null;
  return Array.from({ length: PARTS }, (_, part) =>
    used.reduce((sum, { shares }) => sum.plus(shares[part] ?? 0), new Exact(0)).div(used.length),
  );
}

const stem = (name: string): string => name.replace(/\b(19|20)\d\d\b/g, '').trim();

/** The course as points of a trajectory, the last left to the milestone. */
export function pointsOf(
  shares: Shares,
  beginning: Beginning,
  deadline: CivilDate,
  target: DecimalText,
): readonly { on: CivilDate; value: DecimalText }[] {
  const [days, start] = [daysBetween(beginning.on, deadline), exact(beginning.value)];
  const way = exact(target).minus(start);
  const points = shares.slice(0, -1).map((share, index) => ({
    on: addDays(beginning.on, Math.round((days * (index + 1)) / PARTS)),
    value: start.plus(way.times(share)).toDecimalPlaces(12).toFixed(),
  }));
  return points.filter(({ on }, index) => on > (points[index - 1]?.on ?? beginning.on) && on < deadline);
}
