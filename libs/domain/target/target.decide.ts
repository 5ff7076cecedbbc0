import type { CivilDate } from '../kernel/civil-date.js';
import { checkDate, checkId, givenReason } from '../kernel/checks.js';
import { lacking, refuse } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { cleanOrNull } from '../kernel/text.js';
import type { DirectiveFacts } from '../directive/directive.events.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { isInForceWithin, type LocalityState } from '../locality/locality.state.js';
import { checkPlan, checkTrajectory } from './plan-rules.js';
import type { Provenance, TargetEvent, TargetPlan, Trajectory } from './target.events.js';
import { planOf, type TargetState } from './target.state.js';

export interface SetTarget extends TargetPlan {
  readonly targetId: string;
  readonly indicatorId: string;
  readonly localityId: string;
  /** The agency that answers for it, as printed. */
  readonly responsible: string | null;
  readonly provenance: Provenance | null;
  readonly note: string | null;
}
export interface ReviseTarget extends TargetPlan {
  readonly targetId: string;
  readonly reason: string;
  /** Where the revision was ordered; null keeps the provenance that stands. */
  readonly provenance: Provenance | null;
}
export interface ReplanTarget {
  readonly targetId: string;
  readonly trajectory: Trajectory;
  readonly reason: string;
}
export interface WithdrawTarget {
  readonly targetId: string;
  readonly on: CivilDate;
  readonly reason: string;
}

/** What the decision needs from other streams, null where there is nothing of that id. */
export interface TargetDecisionFacts {
  readonly indicator: IndicatorDefinition | null;
  readonly locality: LocalityState | null;
  /** The directive of the command's provenance; null when it names none. */
  readonly directive: DirectiveFacts | null;
}

/**
 * Sets a target; the same again is nothing new. Throws `target_exists`, `id_malformed`, `indicator_unknown`,
 * `locality_unknown`, `directive_unknown`, `locality_not_in_force` (no day between baseline and last due date), and as `checkPlan`.
 */
export function setTarget(command: SetTarget, state: TargetState | null, facts: TargetDecisionFacts): readonly TargetEvent[] {
  const { targetId, indicatorId, localityId, responsible, provenance, note } = command;
  const data = {
    ...planOf(command),
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
  checkFacts(command, command, facts);
  return [{ type: 'TargetSet', data }];
}

/**
 * Replaces the plan of a target; the plan that stands is nothing new. Throws `reason_required`, `target_unknown`,
 * `target_withdrawn` and as `setTarget` does.
 */
export function reviseTarget(command: ReviseTarget, state: TargetState | null, facts: TargetDecisionFacts): readonly TargetEvent[] {
  const { targetId, provenance } = command;
  const reason = givenReason(command.reason);
  const target = standingTarget(targetId, state);
  const isSameSource = provenance === null || same(provenance, target.provenance);
  if (isSameSource && same(planOf(command), planOf(target))) return [];
  checkFacts({ ...command, indicatorId: target.indicatorId, localityId: target.localityId }, command, facts);
  return [{ type: 'TargetRevised', data: { ...planOf(command), targetId, reason, provenance } }];
}

/**
 * Replaces the expected course and leaves the milestones; the course that stands is nothing new. Throws `reason_required`,
 * `target_unknown`, `target_withdrawn`, `indicator_unknown` and as `checkTrajectory`.
 */
export function replanTarget(
  command: ReplanTarget,
  state: TargetState | null,
  facts: Pick<TargetDecisionFacts, 'indicator'>,
): readonly TargetEvent[] {
  const { targetId, trajectory } = command;
  const reason = givenReason(command.reason);
  const target = standingTarget(targetId, state);
  if (same(trajectory, target.trajectory)) return [];
  if (!facts.indicator) lacking('indicator_unknown', { indicatorId: target.indicatorId });
  checkTrajectory(trajectory, target, facts.indicator);
  return [{ type: 'TargetReplanned', data: { targetId, trajectory, reason } }];
}

/** Withdraws a target from a day on; the same day again is nothing new. Throws `reason_required`, `date_malformed`, `target_unknown`, `target_withdrawn`. */
export function withdrawTarget(command: WithdrawTarget, state: TargetState | null): readonly TargetEvent[] {
  const { targetId, on } = command;
  const reason = givenReason(command.reason);
  checkDate('on', on);
  if (state?.withdrawn?.on === on) return [];
  standingTarget(targetId, state);
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
  if (!isInForceWithin(locality, plan.baseline.on, until)) refuse('locality_not_in_force', { localityId, date: until });
}

function factsOf({ allocations: _, withdrawn: __, ...facts }: TargetState): object {
  return facts;
}
