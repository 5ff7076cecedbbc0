import { measurementCodec } from '../../libs/domain/measurement/measurement.codec.js';
import type { EventMetadata } from '../../libs/domain/kernel/command.js';
import type { Projection } from '../../libs/event-store/projection.js';

/** How often the figures of each locality were corrected. */
export const correctionsProjection: Projection = {
  name: 'corrections',
  version: 1,
  categories: ['measurement'],

  async createTables(tx, schema) {
    await tx`create table ${tx(schema)}.locality (locality_id text primary key, corrections int not null)`;
  },

  async apply(tx, schema, events) {
    const counts = new Map<string, number>();
    for (const { type, data, metadata } of events) {
      const { schemaVersion } = metadata as EventMetadata;
      const event = measurementCodec.decode({ type, data, schemaVersion });
      if (event.type !== 'MeasurementCorrected') continue;
      counts.set(event.data.localityId, (counts.get(event.data.localityId) ?? 0) + 1);
    }
    if (counts.size === 0) return;
    const rows = [...counts].map(([locality_id, corrections]) => ({ locality_id, corrections }));
    await tx`
      insert into ${tx(schema)}.locality ${tx(rows)}
      on conflict (locality_id) do update set corrections = locality.corrections + excluded.corrections`;
  },
};
