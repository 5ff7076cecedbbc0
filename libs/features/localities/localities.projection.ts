import type { TransactionSql } from 'postgres';
import { searchKey } from '../../domain/kernel/text.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityDecider, type Ending, type LocalityState } from '../../domain/locality/locality.state.js';
import { foldBatch, insertRows, lastSteps, STAMP, stampOf, upsert } from '../../event-store/projection-fold.js';
import type { Projection } from '../../event-store/projection.js';

const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };

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
 * `locality.id` is also there as `locality_id`.
 */
export const localitiesProjection: Projection = {
  name: 'localities',
  version: 1,
  categories: ['locality'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.locality (${STAMP},
        locality_id text collate "C" generated always as (id) stored,
        code text not null, name text not null, full_name text not null, name_en text, level text not null, kind text not null,
        legal_basis text, valid_from date, valid_to date, sort_name text collate "C" not null, search text not null);
      create table ${schema}.parent (
        locality_id text collate "C" not null, parent_id text collate "C" not null, valid_from date, valid_to date);
      create index on ${schema}.parent (locality_id);
      create index on ${schema}.parent (parent_id);
      create table ${schema}.succession (
        locality_id text collate "C" not null, successor_id text collate "C" not null, share numeric,
        effective_on date not null, kind text not null);
      create index on ${schema}.succession (locality_id);
      create index on ${schema}.succession (successor_id)`);
  },

  async apply(tx, schema, events) {
    const steps = lastSteps(await foldBatch(tx, `${schema}.locality`, LOCALITY, events));
    await upsert(
      tx,
      `${schema}.locality`,
      COLUMNS,
      steps.map((step) => ({ ...stampOf(step), ...factsOf(step.state) })),
    );
    const states = steps.map(({ state }) => state);
    await replaceParents(tx, schema, states);
    await replaceSuccessions(tx, schema, states);
  },
};

function factsOf({ code, name, fullName, nameEn, level, kind, legalBasis, validFrom, validTo }: LocalityState) {
  const search = searchKey([fullName, nameEn ?? '', code].join(' '));
  const names = { name, full_name: fullName, name_en: nameEn, sort_name: searchKey(name), search };
  return { code, level, kind, legal_basis: legalBasis, valid_from: validFrom, valid_to: validTo, ...names };
}

async function replaceParents(tx: TransactionSql, schema: string, states: readonly LocalityState[]): Promise<void> {
  await forget(tx, `${schema}.parent`, states);
  const rows = states.flatMap(({ localityId, parents }) =>
    parents.map(({ parentId, from, to }) => ({ locality_id: localityId, parent_id: parentId, valid_from: from, valid_to: to })),
  );
  await insertRows(tx, `${schema}.parent`, { locality_id: 'text', parent_id: 'text', valid_from: 'date', valid_to: 'date' }, rows);
}

async function replaceSuccessions(tx: TransactionSql, schema: string, states: readonly LocalityState[]): Promise<void> {
  const ended = states.filter(hasEnded);
  await forget(tx, `${schema}.succession`, ended);
  const rows = ended.flatMap(({ localityId, successors, ending }) =>
    successors.map((part) => ({
      locality_id: localityId,
      successor_id: part.localityId,
      share: part.share,
      effective_on: ending.data.effectiveOn,
      kind: ENDING_KIND[ending.type],
    })),
  );
  const columns = { locality_id: 'text', successor_id: 'text', share: 'numeric', effective_on: 'date', kind: 'text' };
  await insertRows(tx, `${schema}.succession`, columns, rows);
}

function hasEnded(state: LocalityState): state is LocalityState & { readonly ending: Ending } {
  return state.ending !== null;
}

async function forget(tx: TransactionSql, table: string, states: readonly LocalityState[]): Promise<void> {
  if (states.length === 0) return;
  const ids = states.map(({ localityId }) => localityId);
  await tx`delete from ${tx(table)} where locality_id in (select jsonb_array_elements_text(${tx.json(ids)}))`;
}
