import { checkId, checkNumber, givenReason } from '../kernel/checks.js';
import { exact } from '../kernel/decimal.js';
import { askToConfirm, lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { isBeneath, type KnownLocalities } from '../locality/locality.state.js';
import { partTargetId, planOfPart, sumMismatch, type AllocationPart } from './allocation.js';
import { checkPlan } from './plan-rules.js';
import { standingTarget } from './target.decide.js';
import type { Allocation, TargetEvent, TargetPlan } from './target.events.js';
import { planOf, type TargetState } from './target.state.js';

export interface AllocateTarget {
  readonly targetId: string;
  readonly parts: readonly AllocationPart[];
  /** Why an earlier allocation is replaced; null for the first one. */
  readonly reason: string | null;
  /** Codes of the warnings that the sender has seen and confirms, `allocation_mismatch`. */
  readonly confirm: readonly string[];
}

export interface AllocationDecisionFacts {
  readonly indicator: IndicatorDefinition | null;
  /** The localities of the parts and all those above them. */
  readonly localities: KnownLocalities;
  /** The targets that exist among those named by the command (or by `partTargetId`) and by the present allocation. */
  readonly targets: ReadonlyMap<string, TargetState>;
}

/**
 * Splits a target over localities beneath its own. The events carry the id of the target in whose stream they belong: `TargetSet`
 * (or `TargetRevised`, when reallocated) of each part, and last `TargetAllocated` of the whole, which so never tells of a part that
 * is not written yet, wherever the writing breaks off. Nothing when nothing changes.
 * Throws `target_unknown`, `target_withdrawn` (the whole or a part), `indicator_unknown`, `parts_empty`, `part_repeated`, `quantity_negative`,
 * `locality_unknown`, `locality_not_beneath`, `allocation_mismatch` (to be confirmed), `allocation_drops_part` (a part left out must be
 * withdrawn first), `target_exists`, `reason_required`, `id_malformed`, and as `planOfPart` and `checkPlan`.
 */
export function allocateTarget(command: AllocateTarget, state: TargetState | null, facts: AllocationDecisionFacts): readonly TargetEvent[] {
  const whole = standingTarget(command.targetId, state);
  const { indicator } = facts;
  if (!indicator) lacking('indicator_unknown', { indicatorId: whole.indicatorId });
  checkParts(command, whole, facts.localities);
  const allocations = command.parts.map((part) => allocationOf(command, part));
  checkNoneDropped(allocations, whole, facts.targets);
  const parts = command.parts.flatMap((part) => eventsOfPart(command, part, whole, indicator, facts.targets));
  const confirmedMismatch = mismatch(command, whole, indicator);
  if (same(allocations, whole.allocations)) return parts;
  return [...parts, { type: 'TargetAllocated', data: { targetId: whole.targetId, allocations, confirmedMismatch } }];
}

function allocationOf({ targetId }: AllocateTarget, { localityId, quantity, targetId: own }: AllocationPart): Allocation {
  return { targetId: own ?? partTargetId(targetId, localityId), localityId, quantity };
}

function checkParts(command: AllocateTarget, whole: TargetState, localities: KnownLocalities): void {
  if (command.parts.length === 0) reject('parts_empty');
  const seen = new Set<string>([whole.targetId]);
  for (const part of command.parts) {
    const { targetId, localityId, quantity } = allocationOf(command, part);
    checkId('targetId', targetId);
    checkNumber('quantity', quantity);
    if (exact(quantity).lt(0)) reject('quantity_negative', { quantity });
    if (seen.has(targetId) || seen.has(localityId)) reject('part_repeated', { localityId });
    seen.add(targetId).add(localityId);
    if (!localities.has(localityId)) lacking('locality_unknown', { localityId });
    const until = whole.milestones.at(-1)?.due ?? null;
    if (!isBeneath(localityId, whole.localityId, localities, whole.baseline.on, until)) {
      refuse('locality_not_beneath', { localityId, above: whole.localityId });
    }
  }
}

function checkNoneDropped(allocations: readonly Allocation[], whole: TargetState, targets: AllocationDecisionFacts['targets']): void {
  const kept = new Set(allocations.map(({ targetId }) => targetId));
  const dropped = whole.allocations.find(({ targetId }) => !kept.has(targetId) && !targets.get(targetId)?.withdrawn);
  if (dropped) refuse('allocation_drops_part', { targetId: dropped.targetId, localityId: dropped.localityId });
}

function mismatch(command: AllocateTarget, whole: TargetState, { shape }: IndicatorDefinition): ReturnType<typeof sumMismatch> {
  const found = sumMismatch(whole, command.parts, shape);
  return found === null || command.confirm.includes('allocation_mismatch') ? found : askToConfirm('allocation_mismatch', found);
}

function eventsOfPart(
  command: AllocateTarget,
  part: AllocationPart,
  whole: TargetState,
  indicator: IndicatorDefinition,
  targets: AllocationDecisionFacts['targets'],
): readonly TargetEvent[] {
  const allocation = allocationOf(command, part);
  const { targetId, localityId } = allocation;
  const present = targets.get(targetId);
  if (present && isUntouched(part, allocation, whole)) return [];
  const plan = planOfPart(planOf(whole), part, indicator.shape);
  checkPlan(plan, indicator);
  if (!present) return [partSet(allocation, part, whole, plan)];
  if (present.allocatedFrom !== whole.targetId || present.localityId !== localityId) refuse('target_exists', { targetId });
  if (same(plan, planOf(standingTarget(targetId, present)))) return [];
  return [{ type: 'TargetRevised', data: { ...plan, targetId, reason: givenReason(command.reason ?? ''), provenance: null } }];
}

function partSet({ targetId, localityId }: Allocation, { responsible }: AllocationPart, whole: TargetState, plan: TargetPlan): TargetEvent {
  const { indicatorId, provenance, targetId: allocatedFrom } = whole;
  return { type: 'TargetSet', data: { ...plan, targetId, indicatorId, localityId, responsible, provenance, allocatedFrom, note: null } };
}

// A part that has since been revised on its own is left alone when the allocation says nothing new of it.
function isUntouched(part: AllocationPart, allocation: Allocation, whole: TargetState): boolean {
  return part.milestones === null && part.baseline === null && whole.allocations.some((earlier) => same(earlier, allocation));
}
