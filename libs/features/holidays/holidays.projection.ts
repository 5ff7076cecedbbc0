import { PUBLIC_HOLIDAYS } from '../../domain/reporting/public-holidays.decide.js';
import { foldBatch, putStamped, STAMP, stampOf } from '../../event-store/projection-fold.js';
import { keepVersions } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';

/** What stands announced of each year, by the year. */
export const holidaysProjection: Projection = {
  name: 'holidays',
  version: 2,
  categories: ['holidays'],

  async createTables(tx, schema) {
    await tx.unsafe(`create table ${schema}.year (${STAMP})`);
    await keepVersions(tx, `${schema}.year`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.year`, PUBLIC_HOLIDAYS, events);
    await putStamped(tx, `${schema}.year`, {}, steps.map(stampOf));
  },
};
