import { DEFAULT_GRACE_DAYS } from '../../../libs/domain/schedule/schedule-plan.js';
import { fold } from '../../../libs/domain/kernel/decider.js';
import { allocateTarget, type AllocateTarget } from '../../../libs/domain/target/allocate.decide.js';
import { targetCodec } from '../../../libs/domain/target/target.codec.js';
import { setTarget, type SetTarget } from '../../../libs/domain/target/target.decide.js';
import { targetStream, type Milestone } from '../../../libs/domain/target/target.events.js';
import { targetDecider, type TargetState } from '../../../libs/domain/target/target.state.js';
import { CatalogError } from './catalog-error.js';
import { commandIdOf, decide, entryOf, type Entry } from './entry.js';
import type { Known } from './facts.js';
import type { Placed } from './files.js';
import { groupBy } from './group.js';
import type { CatalogDirective, CatalogTarget } from './schemas.js';

/** Targets as set, and after each its allocation where there is one. */
export function targetEntries(files: readonly Placed<CatalogDirective>[], known: Known): Entry[] {
  const states = new Map<string, TargetState>();
  return files.flatMap((file) =>
    file.value.targets.flatMap((target) => {
      const placed = { ...file, row: target.id };
      return [set(placed, target, file.value, known, states), ...allocation(placed, target, known, states)];
    }),
  );
}

function set(placed: Placed<unknown>, target: CatalogTarget, directive: CatalogDirective, known: Known, states: Map<string, TargetState>): Entry {
  const command = commandOf(placed, target, directive);
  const facts = {
    indicator: known.indicators.get(target.indicatorId) ?? null,
    locality: known.localities.get(target.localityId) ?? null,
    directive: known.directives.get(directive.id) ?? null,
  };
  const events = decide(placed, () => setTarget(command, states.get(target.id) ?? null, facts));
  const state = fold(targetDecider, events, states.get(target.id) ?? null);
  if (state) states.set(target.id, state);
  const stream = targetStream(target.id);
  return entryOf(stream, commandIdOf(stream, 'set'), targetCodec, events);
}

function commandOf(placed: Placed<unknown>, target: CatalogTarget, { id, planYear }: CatalogDirective): SetTarget {
  return {
    targetId: target.id,
    indicatorId: target.indicatorId,
    localityId: target.localityId,
    responsible: target.responsible,
    provenance: { directiveId: id, clause: target.clause, strength: target.strength },
    note: target.note,
    baseline: { value: target.baseline, on: `${planYear - 1}-12-31` },
    milestones: milestonesOf(placed, target),
    quantity: target.quantity,
    trajectory: target.profile ? { kind: 'profile', profileId: target.profile } : { kind: 'linear' },
    thresholds: null,
    graceDays: DEFAULT_GRACE_DAYS,
  };
}

/** The milestones of a target; a recurring duty owes one more by each of its dates. Throws `CatalogError` unless exactly one of both is given. */
export function milestonesOf(placed: Placed<unknown>, { milestones, recurring }: CatalogTarget): readonly Milestone[] {
  if (milestones && !recurring) return milestones.map((milestone) => ({ ...milestone, upper: null }));
  if (!recurring || milestones) throw new CatalogError(placed.file, placed.row, 'milestones', 'either milestones or recurring is expected');
  const { dueOp, dueSource, each } = recurring;
  return each.map((due, index) => ({ due, dueOp, dueSource, comparator: '>=', value: String(index + 1), upper: null }));
}

function allocation(placed: Placed<unknown>, target: CatalogTarget, known: Known, states: Map<string, TargetState>): Entry[] {
  if (!target.allocations) return [];
  const parts = target.allocations.map(({ id, localityId, quantity }) => ({
    ...{ targetId: id, localityId, quantity },
    ...{ milestones: null, baseline: null, responsible: null },
  }));
  const command: AllocateTarget = { targetId: target.id, parts, reason: null, confirm: [] };
  const facts = { indicator: known.indicators.get(target.indicatorId) ?? null, localities: known.localities, targets: states };
  const events = decide(placed, () => allocateTarget(command, states.get(target.id) ?? null, facts));
  const commandId = commandIdOf(targetStream(target.id), 'allocate');
  return [...groupBy(events, ({ data }) => data.targetId)].map(([targetId, own]) => {
    const state = fold(targetDecider, own, states.get(targetId) ?? null);
    if (state) states.set(targetId, state);
    return entryOf(targetStream(targetId), commandId, targetCodec, own);
  });
}
