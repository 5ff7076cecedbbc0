import { epochDay, type CivilDate } from '../kernel/civil-date.js';
import { exact, type Exact } from '../kernel/decimal.js';
import type { Trajectory } from '../target/target.events.js';
import { edgeOf, type Limit } from './limits.js';

/** A day at which the expected value is given. Every kind of trajectory is reduced to knots, straight lines in between. */
export interface Knot {
  readonly day: number;
  readonly value: Exact;
  /** Change from here to the next knot, and the days it takes; null at the last one. */
  readonly next: { readonly change: Exact; readonly days: number } | null;
}

interface Start {
  readonly on: CivilDate;
  readonly value: Exact | null;
}

type Point = Omit<Knot, 'next'>;

/**
 * The knots of an expected course, in order of days. A further kind of trajectory (seasonal profile, step) is one more case here.
 * After the last explicit point the course goes straight on through the milestones that are still to come.
 */
export function knotsOf(trajectory: Trajectory, start: Start, limits: readonly Limit[]): readonly Knot[] {
  const milestones = limits.filter((limit) => !limit.isRelative).flatMap(pointOf);
  switch (trajectory.kind) {
    case 'linear':
      return joined([...startOf(start, limits[0]), ...milestones]);
    case 'points': {
      const points = trajectory.points.map(({ on, value }) => ({ day: epochDay(on), value: exact(value) }));
      const origin = start.value ? [{ day: epochDay(start.on), value: start.value }] : [];
      return joined([...origin, ...points, ...milestones]);
    }
  }
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
function joined(points: readonly Point[]): readonly Knot[] {
  const ascending = points.filter((point, index) => points.slice(0, index).every(({ day }) => day < point.day));
  return ascending.map(({ day, value }, index) => {
    const next = ascending[index + 1];
    return { day, value, next: next ? { change: next.value.minus(value), days: next.day - day } : null };
  });
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
