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

/** What was known on a day of how series like this one go; null where none was over. */
export type Profiles = (day: CivilDate, series: BacktestSeries, beginning: Beginning) => Shares | null;

/**
 * The mean course of comparable series that were over before the day: of those of the same name but for the year where there are
 * any, else of all in the same unit. Comparable: same direction, kind of beginning, and length to a tenth.
 */
export function profilesOf(pasts: readonly Past[]): Profiles {
  const [own, alike] = [new Map<string, Past[]>(), new Map<string, Past[]>()];
  for (const past of [...pasts].sort((a, b) => (a.series.deadline < b.series.deadline ? -1 : 1))) {
    const kind = kindOf(past.series, past.beginning);
    put(own, `${kind} ${stem(past.series.name)}`, past);
    put(alike, kind, past);
  }
  const means = new Map<string, Shares | null>();
  return (day, series, beginning) => {
    const kind = kindOf(series, beginning);
    const days = daysBetween(beginning.on, series.deadline);
    const mean = (key: string, all: readonly Past[]): Shares | null => {
      const over = countBefore(all, day);
      const place = `${key} ${over} ${days}`;
      const known = means.get(place);
      if (known !== undefined) return known;
      const shares = meanOf(all.slice(0, over).filter((past) => isAsLong(past, days)));
      means.set(place, shares);
      return shares;
    };
    const name = `${kind} ${stem(series.name)}`;
    return mean(name, own.get(name) ?? []) ?? mean(kind, alike.get(kind) ?? []);
  };
}

const kindOf = ({ unit }: BacktestSeries, { direction, isFromZero }: Beginning): string => JSON.stringify([unit, direction, isFromZero]);

function put(map: Map<string, Past[]>, key: string, past: Past): void {
  const list = map.get(key);
  if (list) list.push(past);
  else map.set(key, [past]);
}

/** How many of the series, in order of deadlines, were over before the day. */
function countBefore(pasts: readonly Past[], day: CivilDate): number {
  let [low, high] = [0, pasts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pasts[middle]?.series.deadline ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isAsLong = ({ series, beginning }: Past, days: number): boolean =>
  Math.abs(daysBetween(beginning.on, series.deadline) - days) * 10 <= days;

function meanOf(pasts: readonly Past[]): Shares | null {
  if (pasts.length === 0) return null;
  return Array.from({ length: PARTS }, (_, part) =>
    pasts.reduce((sum, { shares }) => sum.plus(shares[part] ?? 0), new Exact(0)).div(pasts.length),
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
