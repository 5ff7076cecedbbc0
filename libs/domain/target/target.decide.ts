import type { CivilDate } from '../kernel/civil-date.js';
import { checkDate, checkId, givenReason } from '../kernel/checks.js';
import { askToConfirm, lacking, refuse } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { cleanOrNull } from '../kernel/text.js';
import type { DirectiveFacts } from '../directive/directive.events.js';
import type { DefinedIndicator } from '../indicator/indicator.decide.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { isInForceWithin, type LocalityState } from '../locality/locality.state.js';
import { outOfForce } from '../locality/out-of-force.js';
import { quantityOf, sumMismatch } from './allocation.js';
import { checkPlan, checkTrajectory } from './plan-rules.js';
import { copiedCourse, standingCourse } from './planned-course.js';
import type { PlannedTrajectory, Provenance, TargetEvent, TargetPlan } from './target.events.js';
import { planOf, type TargetState } from './target.state.js';

export interface SetTarget extends Omit<TargetPlan, 'trajectory'> {
  readonly trajectory: PlannedTrajectory;
  readonly targetId: string;
  readonly indicatorId: string;
  readonly localityId: string;
  /** The agency that answers for it, as printed. */
  readonly responsible: string | null;
  readonly provenance: Provenance | null;
  readonly note: string | null;
}
/** A member of the plan that is undefined stays as it stands. */
export interface ReviseTarget extends Pick<TargetPlan, 'baseline' | 'milestones'> {
  readonly targetId: string;
  readonly quantity?: TargetPlan['quantity'] | undefined;
  readonly trajectory?: PlannedTrajectory | undefined;
  readonly thresholds?: TargetPlan['thresholds'] | undefined;
  readonly graceDays?: TargetPlan['graceDays'] | undefined;
  readonly reason: string;
  /** Where the revision was ordered; null keeps the provenance that stands. */
  readonly provenance: Provenance | null;
  /** Codes of the warnings that the sender has seen and confirms, `allocation_mismatch`. */
  readonly confirm: readonly string[];
}
export interface ReplanTarget {
  readonly targetId: string;
  readonly trajectory: PlannedTrajectory;
  readonly reason: string;
}
export interface WithdrawTarget {
  readonly targetId: string;
  readonly on: CivilDate;
  readonly reason: string;
  /** Codes of the warnings that the sender has seen and confirms, `parts_remain`. */
  readonly confirm: readonly string[];
}

/** How many of a target's parts are not withdrawn. */
export interface StandingParts {
  readonly standingParts: number;
}

/** What the decision needs from other streams, null where there is nothing of that id. */
export interface TargetDecisionFacts {
  readonly indicator: DefinedIndicator | null;
  readonly locality: LocalityState | null;
  /** The directive of the command's provenance; null when it names none. */
  readonly directive: DirectiveFacts | null;
}

/**
 * Sets a target; the same again is nothing new, even after its profile was fitted anew. Throws `target_exists`, `id_malformed`,
 * `indicator_unknown`, `profile_unknown`, `locality_unknown`, `directive_unknown`, `locality_not_in_force` (no day between baseline and last due date), and as `checkPlan`.
 */
export function setTarget(command: SetTarget, state: TargetState | null, facts: TargetDecisionFacts): readonly TargetEvent[] {
  const { targetId, indicatorId, localityId, responsible, provenance, note } = command;
  const trajectory = standingCourse(command.trajectory, state) ?? copiedCourse(command.trajectory, facts.indicator, indicatorId);
  const data = {
    ...planOf({ ...command, trajectory }),
    targetId,
    indicatorId,
    localityId,
    responsible,
    provenance,
    allocatedFrom: null,
    note: cleanOrNull(note),
  };
  if (state) return same(data, factsOf(state)) ? [] : refuse('target_exists', { targetId });
  checkId('targetId', targetId);
  checkFacts(command, data, facts);
  return [{ type: 'TargetSet', data }];
}

/**
 * Replaces the plan of a target; the plan that stands is nothing new. Throws `reason_required`, `target_unknown`,
 * `target_withdrawn`, `allocation_mismatch` (to be confirmed) when a new quantity is not what its parts sum to, and as `setTarget` does.
 */
export function reviseTarget(command: ReviseTarget, state: TargetState | null, facts: TargetDecisionFacts): readonly TargetEvent[] {
  const { targetId, provenance } = command;
  const reason = givenReason(command.reason);
  const target = standingTarget(targetId, state);
  const isSameSource = provenance === null || same(provenance, target.provenance);
  const plan = revisedPlan(command, target, facts.indicator);
  if (isSameSource && same(plan, planOf(target))) return [];
  checkFacts({ ...command, indicatorId: target.indicatorId, localityId: target.localityId }, plan, facts);
  if (facts.indicator) confirmParts(command, plan, target, facts.indicator);
  return [{ type: 'TargetRevised', data: { ...plan, targetId, reason, provenance } }];
}

function revisedPlan(
  { baseline, milestones, quantity, trajectory, thresholds, graceDays }: ReviseTarget,
  stands: TargetState,
  indicator: DefinedIndicator | null,
): TargetPlan {
  return {
    baseline,
    milestones,
    quantity: quantity === undefined ? stands.quantity : quantity,
    trajectory: trajectory ? copiedCourse(trajectory, indicator, stands.indicatorId) : stands.trajectory,
    thresholds: thresholds === undefined ? stands.thresholds : thresholds,
    graceDays: graceDays ?? stands.graceDays,
  };
}

// A difference that stood before was confirmed when it came about.
function confirmParts({ confirm }: ReviseTarget, plan: TargetPlan, target: TargetState, { shape }: IndicatorDefinition): void {
  if (target.allocations.length === 0 || confirm.includes('allocation_mismatch')) return;
  if (same(quantityOf(plan, shape), quantityOf(target, shape))) return;
  const mismatch = sumMismatch(plan, target.allocations, shape);
  if (mismatch) askToConfirm('allocation_mismatch', mismatch);
}

/**
 * Replaces the expected course and leaves the milestones; the course that stands is nothing new; a profile that was
 * fitted anew since is. Throws `reason_required`, `target_unknown`, `target_withdrawn`, `indicator_unknown`, `profile_unknown` and as
 * `checkTrajectory`.
 */
export function replanTarget(
  command: ReplanTarget,
  state: TargetState | null,
  facts: Pick<TargetDecisionFacts, 'indicator'>,
): readonly TargetEvent[] {
  const { targetId } = command;
  const reason = givenReason(command.reason);
  const target = standingTarget(targetId, state);
  const trajectory = copiedCourse(command.trajectory, facts.indicator, target.indicatorId);
  if (same(trajectory, target.trajectory)) return [];
  if (!facts.indicator) lacking('indicator_unknown', { indicatorId: target.indicatorId });
  checkTrajectory(trajectory, target, facts.indicator);
  return [{ type: 'TargetReplanned', data: { targetId, trajectory, reason } }];
}

/**
 * Withdraws a target from a day on and leaves its parts; the same day again is nothing new. Throws `reason_required`,
 * `date_malformed`, `target_unknown`, `target_withdrawn`, `parts_remain` (to be confirmed) while some of its parts stand.
 */
export function withdrawTarget(command: WithdrawTarget, state: TargetState | null, facts: StandingParts): readonly TargetEvent[] {
  const { targetId, on } = command;
  const reason = givenReason(command.reason);
  checkDate('on', on);
  if (state?.withdrawn?.on === on) return [];
  standingTarget(targetId, state);
  if (facts.standingParts > 0 && !command.confirm.includes('parts_remain')) {
    askToConfirm('parts_remain', { targetId, count: facts.standingParts });
  }
  return [{ type: 'TargetWithdrawn', data: { targetId, on, reason } }];
}

/** The target while it stands. Throws `target_unknown`, `target_withdrawn`. */
export function standingTarget(targetId: string, state: TargetState | null): TargetState {
  if (!state) lacking('target_unknown', { targetId });
  if (state.withdrawn) refuse('target_withdrawn', { targetId, on: state.withdrawn.on });
  return state;
}

function checkFacts(
  names: Pick<SetTarget, 'indicatorId' | 'localityId' | 'provenance'>,
  plan: TargetPlan,
  { indicator, locality, directive }: TargetDecisionFacts,
): void {
  const { indicatorId, localityId, provenance } = names;
  if (!indicator) lacking('indicator_unknown', { indicatorId });
  if (!locality) lacking('locality_unknown', { localityId });
  if (provenance && !directive) lacking('directive_unknown', { directiveId: provenance.directiveId });
  checkPlan(plan, indicator);
  const until = plan.milestones.at(-1)?.due ?? plan.baseline.on;
  if (!isInForceWithin(locality, plan.baseline.on, until)) outOfForce(locality, until);
}

function factsOf({ allocations: _, withdrawn: __, ...facts }: TargetState): object {
  return facts;
}
