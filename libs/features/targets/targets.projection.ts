import { targetCodec } from '../../domain/target/target.codec.js';
import type { TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider, type TargetState } from '../../domain/target/target.state.js';
import { yearOf } from '../../domain/kernel/civil-date.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { foldBatch, insertRows, lastSteps, STAMP, stampOf, upsert, type Step } from '../../event-store/projection-fold.js';
import type { Projection } from '../../event-store/projection.js';

const TARGET = { category: 'target', codec: targetCodec, decider: targetDecider };

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
};

const VERSION_COLUMNS = {
  id: 'text',
  revision: 'int',
  ordinal: 'bigint',
  recorded_at: 'timestamptz',
  change: 'text',
  reason: 'text',
  actor_id: 'text',
  actor_name: 'text',
  state: 'jsonb',
};

const CHANGE = {
  TargetSet: 'set',
  TargetRevised: 'revised',
  TargetAllocated: 'allocated',
  TargetReplanned: 'replanned',
  TargetWithdrawn: 'withdrawn',
} as const;

/**
 * The targets as they stand, and every version of each as it stood from a position on: versions are only ever added, so that
 * any moment can be asked again. `years` are those in which a milestone is due.
 */
export const targetsProjection: Projection = {
  name: 'targets',
  version: 1,
  categories: ['target'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.target (${STAMP},
        indicator_id text collate "C" not null, locality_id text collate "C" not null, responsible text,
        directive_id text collate "C", allocated_from text collate "C",
        first_due date, last_due date, years int[] not null, withdrawn_on date);
      create index on ${schema}.target (locality_id);
      create index on ${schema}.target (indicator_id);
      create index on ${schema}.target (directive_id);
      create index on ${schema}.target (allocated_from);
      create table ${schema}.target_version (
        id text collate "C" not null, revision int not null, ordinal bigint not null, recorded_at timestamptz not null,
        change text not null, reason text, actor_id text not null, actor_name text not null, state jsonb not null,
        primary key (id, revision))`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.target`, TARGET, events);
    await upsert(
      tx,
      `${schema}.target`,
      COLUMNS,
      lastSteps(steps).map((step) => ({ ...stampOf(step), ...factsOf(step.state) })),
    );
    await insertRows(tx, `${schema}.target_version`, VERSION_COLUMNS, steps.map(versionOf));
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

function versionOf(step: Step<TargetState, TargetEvent>) {
  const { actor } = metadataOf(step.recorded);
  const reason = 'reason' in step.event.data ? step.event.data.reason : null;
  return { ...stampOf(step), change: CHANGE[step.event.type], reason, actor_id: actor.id, actor_name: actor.name };
}
