import type { TransactionSql } from 'postgres';
import { searchKey } from '../../domain/kernel/text.js';
import type { LocalityEvent } from '../../domain/locality/locality.events.js';
import type { LocalityState } from '../../domain/locality/locality.state.js';
import { foldBatch, putStamped, STAMP, stampOf, type Step } from '../../event-store/projection-fold.js';
import { keepVersions, putVersions, type VersionStep } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';

const ENDING_KIND = {
  LocalityMerged: 'merged',
  LocalitySplit: 'split',
  LocalityRenamed: 'renamed',
  LocalityAbolished: 'abolished',
} as const;

const COLUMNS = {
  code: 'text',
  name: 'text',
  full_name: 'text',
  name_en: 'text',
  level: 'text',
  kind: 'text',
  legal_basis: 'text',
  valid_from: 'date',
  valid_to: 'date',
  sort_name: 'text',
  search: 'text',
};

/**
 * The localities with their days in force (both inclusive, null is open), who stood above whom when, and who succeeded whom.
 * `locality.id` is also there as `locality_id`. All three keep what was superseded.
 */
export const localitiesProjection: Projection = {
  name: 'localities',
  version: 2,
  categories: ['locality'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.locality (${STAMP},
        locality_id text collate "C" generated always as (id) stored,
        code text not null, name text not null, full_name text not null, name_en text, level text not null, kind text not null,
        legal_basis text, valid_from date, valid_to date, sort_name text collate "C" not null, search text not null);
      create table ${schema}.parent (
        locality_id text collate "C" not null, parent_id text collate "C" not null, valid_from date, valid_to date,
        ordinal bigint not null);
      create index on ${schema}.parent (locality_id);
      create index on ${schema}.parent (parent_id);
      create table ${schema}.succession (
        locality_id text collate "C" not null, successor_id text collate "C" not null, share numeric,
        effective_on date not null, kind text not null, ordinal bigint not null);
      create index on ${schema}.succession (locality_id);
      create index on ${schema}.succession (successor_id)`);
    await keepVersions(tx, `${schema}.locality`);
    await keepVersions(tx, `${schema}.parent`, 'locality_id');
    await keepVersions(tx, `${schema}.succession`, 'locality_id');
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.locality`, LOCALITY, events);
    const rows = steps.map((step) => ({ ...stampOf(step), ...factsOf(step.state) }));
    await putStamped(tx, `${schema}.locality`, COLUMNS, rows);
    await putPeriods(tx, `${schema}.parent`, PARENT_COLUMNS, rows, steps.flatMap(parentsOf));
    await putPeriods(tx, `${schema}.succession`, SUCCESSION_COLUMNS, rows, steps.flatMap(successionsOf));
  },
};

function factsOf({ code, name, fullName, nameEn, level, kind, legalBasis, validFrom, validTo }: LocalityState) {
  const search = searchKey([fullName, nameEn ?? '', code].join(' '));
  const names = { name, full_name: fullName, name_en: nameEn, sort_name: searchKey(name), search };
  return { code, level, kind, legal_basis: legalBasis, valid_from: validFrom, valid_to: validTo, ...names };
}

type LocalityStep = Step<LocalityState, LocalityEvent>;

const PARENT_COLUMNS = { locality_id: 'text', parent_id: 'text', valid_from: 'date', valid_to: 'date', ordinal: 'bigint' };
const SUCCESSION_COLUMNS = {
  locality_id: 'text',
  successor_id: 'text',
  share: 'numeric',
  effective_on: 'date',
  kind: 'text',
  ordinal: 'bigint',
};

function parentsOf(step: LocalityStep): readonly object[] {
  const { id: locality_id, ordinal } = stampOf(step);
  return step.state.parents.map(({ parentId, from, to }) => ({
    locality_id,
    parent_id: parentId,
    valid_from: from,
    valid_to: to,
    ordinal,
  }));
}

function successionsOf(step: LocalityStep): readonly object[] {
  const { id: locality_id, ordinal } = stampOf(step);
  const { ending, successors } = step.state;
  if (!ending) return [];
  const { effectiveOn } = ending.data;
  const how = { effective_on: effectiveOn, kind: ENDING_KIND[ending.type], ordinal };
  return successors.map(({ localityId, share }) => ({ locality_id, successor_id: localityId, share, ...how }));
}

const putPeriods = (
  tx: TransactionSql,
  table: string,
  columns: Readonly<Record<string, string>>,
  steps: readonly VersionStep[],
  rows: readonly object[],
): Promise<void> => putVersions(tx, table, columns, steps, rows, 'locality_id');
