import { exact, type DecimalText, type Exact } from '../kernel/decimal.js';
import { reject } from '../kernel/errors.js';
import type { IndicatorShape } from '../indicator/indicator.events.js';
import type { Milestone, TargetPlan, Trajectory } from './target.events.js';

/** One part of an allocation; what is null is derived from the whole. */
export interface AllocationPart {
  readonly localityId: string;
  /** Its share of the whole's quantity, in the counting unit. */
  readonly quantity: DecimalText;
  /** Default: `partTargetId`. */
  readonly targetId: string | null;
  readonly milestones: readonly Milestone[] | null;
  readonly baseline: DecimalText | null;
  readonly responsible: string | null;
}

/** The id of the part of a target at a locality, where the sender names none. */
export const partTargetId = (targetId: string, localityId: string): string => `${targetId}-${localityId}`;

/** What an allocation must sum to: the plan's quantity, else the last milestone where that is a count or an amount, else unknown (null). */
export function quantityOf(plan: Pick<TargetPlan, 'quantity' | 'milestones'>, shape: IndicatorShape): DecimalText | null {
  return plan.quantity ?? (isSummed(shape) ? (plan.milestones.at(-1)?.value ?? null) : null);
}

/** How far the parts sum to something else than the plan's quantity; null when they agree or the quantity is unknown. */
export function sumMismatch(
  plan: Pick<TargetPlan, 'quantity' | 'milestones'>,
  parts: readonly { readonly quantity: DecimalText }[],
  shape: IndicatorShape,
): { readonly sum: DecimalText; readonly quantity: DecimalText } | null {
  const quantity = quantityOf(plan, shape);
  if (quantity === null) return null;
  const sum = parts.reduce((total, part) => total.plus(exact(part.quantity)), exact('0'));
  return sum.eq(exact(quantity)) ? null : { sum: sum.toFixed(), quantity };
}

/**
 * The plan of a part. Ratios, indexes and tasks keep the milestones of the whole. Counts and amounts scale every number by
 * quantity ÷ quantity of the whole, rounded half up to the decimals of the number and of the part's quantity, whichever has more;
 * so the last milestone equals the quantity exactly and the order of milestones is kept.
 * Throws `allocation_needs_milestones` when the whole's quantity is zero and there is more than one milestone to scale.
 */
export function planOfPart(whole: TargetPlan, part: AllocationPart, shape: IndicatorShape): TargetPlan {
  const scale = isSummed(shape) ? scaling(quantityOf(whole, shape), part.quantity) : same;
  const baseline = part.baseline ?? scale(whole.baseline.value);
  const milestones =
    part.milestones ??
    whole.milestones.map((milestone, index) => scaled(milestone, scale, part, shape, index === whole.milestones.length - 1));
  return {
    ...whole,
    baseline: { ...whole.baseline, value: baseline },
    milestones,
    quantity: shape === 'index' || shape === 'task' ? null : part.quantity,
    trajectory: scaledTrajectory(whole.trajectory, scale),
  };
}

type Scale = (value: DecimalText | null) => DecimalText | null;

const same: Scale = (value) => value;

function isSummed(shape: IndicatorShape): boolean {
  return shape === 'count' || shape === 'amount';
}

function scaling(whole: DecimalText | null, part: DecimalText): Scale {
  // Without a quantity of the whole nothing says how its numbers divide.
  if (whole === null || exact(whole).isZero()) return (value) => (value !== null && exact(value).isZero() ? value : null);
  return (value) => (value === null ? null : rounded(exact(value).times(exact(part)).div(exact(whole)), value, part));
}

function rounded(number: Exact, ...like: readonly DecimalText[]): DecimalText {
  return number.toDecimalPlaces(Math.max(...like.map((text) => exact(text).decimalPlaces())), 4).toFixed();
}

function scaled(
  milestone: Milestone,
  scale: Scale,
  { localityId, quantity }: AllocationPart,
  shape: IndicatorShape,
  isLast: boolean,
): Milestone {
  if (milestone.value === null || !isSummed(shape)) return milestone;
  const value = isLast ? quantity : scale(milestone.value);
  const upper = scale(milestone.upper);
  if (value === null || (upper === null) !== (milestone.upper === null)) reject('allocation_needs_milestones', { localityId });
  return { ...milestone, value, upper };
}

function scaledTrajectory(trajectory: Trajectory, scale: Scale): Trajectory {
  if (trajectory.kind === 'linear' || trajectory.kind === 'profile') return trajectory;
  const points = trajectory.points.map(({ on, value }) => ({ on, value: scale(value) }));
  // A course that cannot be scaled gives way to the straight line.
  return points.every(hasValue) ? { kind: trajectory.kind, points } : { kind: 'linear' };
}

function hasValue<Point extends { readonly value: DecimalText | null }>(point: Point): point is Point & { readonly value: DecimalText } {
  return point.value !== null;
}
