import { epochDay, fromEpochDay, type CivilDate } from '../kernel/civil-date.js';
import { exact, type Exact } from '../kernel/decimal.js';
import type { Trajectory } from '../target/target.events.js';
import { edgeOf, type Limit } from './limits.js';
import { datedProfile, shareOn, type DatedProfile, type ProfileShare } from './profile.js';

/** A day at which the expected value is given. Every kind of trajectory is reduced to knots. */
export interface Knot {
  readonly day: number;
  readonly value: Exact;
  /** Change in a straight line from here to the next knot, and the days it takes; null where the value holds until then. */
  readonly next: { readonly change: Exact; readonly days: number } | null;
}

interface Start {
  readonly on: CivilDate;
  readonly value: Exact | null;
}

type Point = Omit<Knot, 'next'>;

/**
 * The knots of an expected course, in order of days. After the last explicit point a course goes straight on through the milestones
 * that are still to come; a step and a profile pass through every milestone, whatever their points.
 */
export function knotsOf(trajectory: Trajectory, start: Start, limits: readonly Limit[]): readonly Knot[] {
  const milestones = limits.filter((limit) => !limit.isRelative).flatMap(pointOf);
  switch (trajectory.kind) {
    case 'linear':
      return sloping(ascending([...startOf(start, limits[0]), ...milestones]));
    case 'points': {
      const origin = start.value ? [{ day: epochDay(start.on), value: start.value }] : [];
      return sloping(ascending([...origin, ...trajectory.points.map(dated), ...milestones]));
    }
    case 'step':
      return holding(byDay([...startOf(start, limits[0]), ...trajectory.points.map(dated)], milestones));
    case 'profile':
      return sloping(seasonal(trajectory.shares, ascending([...startOf(start, limits[0]), ...milestones]), limits.at(-1)));
  }
}

/** The days at which the course turns, for drawing it with straight lines; before a step also the day on which the old value ends. */
export function turningDays(knots: readonly Knot[]): readonly CivilDate[] {
  const days = knots.flatMap(({ day, next }, index) => {
    const following = knots[index + 1];
    return !next && following && following.day - day > 1 ? [day, following.day - 1] : [day];
  });
  return days.map(fromEpochDay);
}

function dated({ on, value }: { readonly on: CivilDate; readonly value: string }): Point {
  return { day: epochDay(on), value: exact(value) };
}

function pointOf(limit: Limit): readonly Point[] {
  const value = edgeOf(limit) ?? limit.lower ?? limit.upper;
  return value ? [{ day: epochDay(limit.lastDay), value }] : [];
}

// A baseline already past the first milestone is not expected to fall back to it along a line.
function startOf({ on, value }: Start, first: Limit | undefined): readonly Point[] {
  if (!value) return [];
  const edge = first && edgeOf(first);
  const isPast = edge && (first.sense === 'floor' ? value.gt(edge) : value.lt(edge));
  return [{ day: epochDay(on), value: isPast ? edge : value }];
}

/** A point that is not after all those before it gives way: explicit points stand before milestones. */
function ascending(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => points.slice(0, index).every(({ day }) => day < point.day));
}

/** All points in order of days; on a day that has both, the milestone stands. */
function byDay(points: readonly Point[], milestones: readonly Point[]): readonly Point[] {
  const all = new Map([...points, ...milestones].map((point) => [point.day, point]));
  return [...all.values()].sort((a, b) => a.day - b.day);
}

function sloping(points: readonly Point[]): readonly Knot[] {
  return points.map(({ day, value }, index) => {
    const next = points[index + 1];
    return { day, value, next: next ? { change: next.value.minus(value), days: next.day - day } : null };
  });
}

function holding(points: readonly Point[]): readonly Knot[] {
  return points.map((point) => ({ ...point, next: null }));
}

/** Between known values v0 on d0 and v1 on d1: v0 + (v1 − v0)·(S(x) − S(d0)) ÷ (S(d1) − S(d0)), at the month ends x of the profile S. */
function seasonal(shares: readonly ProfileShare[], known: readonly Point[], last: Limit | undefined): readonly Point[] {
  if (!last) return known;
  const profile = datedProfile(shares, last.lastDay);
  return known.flatMap((from, index) => {
    const to = known[index + 1];
    return to ? [from, ...between(profile, from, to)] : [from];
  });
}

// Where nothing of the year's way lies between two known values (a milestone of an earlier year), the line between them stays straight.
function between(profile: DatedProfile, from: Point, to: Point): readonly Point[] {
  const [done, due] = [shareOn(profile, from.day), shareOn(profile, to.day)];
  if (done.eq(due)) return [];
  const change = to.value.minus(from.value);
  return profile
    .filter(({ day }) => from.day < day && day < to.day)
    .map(({ day, share }) => ({ day, value: from.value.plus(change.times(share.minus(done)).div(due.minus(done))) }));
}

/** The expected value on a day: constant after the last knot, null before the first. */
export function expectedOn(knots: readonly Knot[], day: number): Exact | null {
  let found: Knot | null = null;
  for (const knot of knots) {
    if (knot.day > day) break;
    found = knot;
  }
  if (!found?.next || found.day === day) return found && found.value;
  // Multiplied before divided: a third of thirty is ten, and a count is rounded down afterwards.
  return found.value.plus(found.next.change.times(day - found.day).div(found.next.days));
}
