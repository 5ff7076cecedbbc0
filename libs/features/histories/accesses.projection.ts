import { accessCodec } from '../../domain/audit/access.codec.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded, insertRows } from '../../event-store/projection-fold.js';
import type { Projection } from '../../event-store/projection.js';

const COLUMNS = {
  id: 'text',
  ordinal: 'bigint',
  position: 'text',
  recorded_at: 'timestamptz',
  type: 'text',
  actor_id: 'text',
  actor_locality: 'text',
  who: 'jsonb',
  reason: 'text',
  what: 'jsonb',
};

/** Who read personal data, and who took documents out of the house: a row per access, never changed. */
export const accessesProjection: Projection = {
  name: 'accesses',
  version: 2,
  categories: ['audit'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.access (
        id text collate "C" primary key, ordinal bigint not null, position text not null, recorded_at timestamptz not null, type text not null,
        actor_id text not null, actor_locality text collate "C" not null, who jsonb not null, reason text not null, what jsonb not null);
      create index on ${schema}.access (ordinal);
      create index on ${schema}.access (actor_id, ordinal)`);
  },

  apply: (tx, schema, events) => insertRows(tx, `${schema}.access`, COLUMNS, events.map(rowOf)),
};

function rowOf(recorded: RecordedEvent) {
  const { type, data } = decodeRecorded({ codec: accessCodec }, recorded);
  const { accessId, reason, ...what } = data;
  const { position, recordedAt } = recorded;
  const { id, name, role, locality } = metadataOf(recorded).actor;
  return {
    ...{ id: accessId, ordinal: String(ordinal(position)), position, recorded_at: recordedAt, type, reason, what },
    ...{ actor_id: id, actor_locality: locality, who: { id, name, role, locality } },
  };
}
