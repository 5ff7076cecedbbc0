import type { TargetEvent } from '../../domain/target/target.events.js';
import { type TargetState } from '../../domain/target/target.state.js';
import { yearOf } from '../../domain/kernel/civil-date.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { foldBatch, putStamped, STAMP, stampOf, type Step } from '../../event-store/projection-fold.js';
import { keepVersions, showKnown } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';
import { TARGET } from '../../domain/target/target.aggregate.js';

const COLUMNS = {
  indicator_id: 'text',
  locality_id: 'text',
  responsible: 'text',
  directive_id: 'text',
  allocated_from: 'text',
  first_due: 'date',
  last_due: 'date',
  years: 'int[]',
  withdrawn_on: 'date',
  change: 'text',
  reason: 'text',
  actor_id: 'text',
  actor_name: 'text',
};

const CHANGE = {
  TargetSet: 'set',
  TargetRevised: 'revised',
  TargetAllocated: 'allocated',
  TargetReplanned: 'replanned',
  TargetWithdrawn: 'withdrawn',
} as const;

/**
 * The targets as they stand, and `target_version`, each of them after every event. `years` are those in which a milestone is due; `change`,
 * `reason` and the actor are those of the event.
 */
export const targetsProjection: Projection = {
  name: 'targets',
  version: 2,
  categories: ['target'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.target (${STAMP},
        indicator_id text collate "C" not null, locality_id text collate "C" not null, responsible text,
        directive_id text collate "C", allocated_from text collate "C",
        first_due date, last_due date, years int[] not null, withdrawn_on date,
        change text not null, reason text, actor_id text not null, actor_name text not null);
      create index on ${schema}.target (locality_id);
      create index on ${schema}.target (indicator_id);
      create index on ${schema}.target (directive_id);
      create index on ${schema}.target (allocated_from)`);
    await keepVersions(tx, `${schema}.target`);
    const version = 'id, revision, ordinal, recorded_at, change, reason, actor_id, actor_name, state';
    await tx.unsafe(`create view ${schema}.target_version as
      select ${version} from ${schema}.target union all select ${version} from ${schema}.target_past`);
    await showKnown(tx, `${schema}.target_version`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.target`, TARGET, events);
    const rows = steps.map((step) => ({ ...stampOf(step), ...factsOf(step.state), ...changeOf(step) }));
    await putStamped(tx, `${schema}.target`, COLUMNS, rows);
  },
};

function factsOf({ indicatorId, localityId, responsible, provenance, allocatedFrom, milestones, withdrawn }: TargetState) {
  const dues = milestones.map(({ due }) => due);
  return {
    indicator_id: indicatorId,
    locality_id: localityId,
    responsible,
    directive_id: provenance?.directiveId ?? null,
    allocated_from: allocatedFrom,
    first_due: dues.at(0) ?? null,
    last_due: dues.at(-1) ?? null,
    years: [...new Set(dues.map(yearOf))],
    withdrawn_on: withdrawn?.on ?? null,
  };
}

function changeOf({ recorded, event }: Step<TargetState, TargetEvent>) {
  const { actor } = metadataOf(recorded);
  const reason = 'reason' in event.data ? event.data.reason : null;
  return { change: CHANGE[event.type], reason, actor_id: actor.id, actor_name: actor.name };
}
