import { searchKey } from '../../domain/kernel/text.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import { foldBatch, putStamped, STAMP, stampOf } from '../../event-store/projection-fold.js';
import { keepVersions } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';

const COLUMNS = { name: 'text', name_en: 'text', shape: 'text', unit: 'text', direction: 'text', sort_name: 'text', search: 'text' };

/** The indicators as they are defined, with their profiles and calendars. */
export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 3,
  categories: ['indicator'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.indicator (${STAMP},
        name text not null, name_en text not null, shape text not null, unit text not null, direction text not null,
        sort_name text collate "C" not null, search text not null)`);
    await keepVersions(tx, `${schema}.indicator`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.indicator`, INDICATOR, events);
    const rows = steps.map((step) => ({ ...stampOf(step), ...factsOf(step.state) }));
    await putStamped(tx, `${schema}.indicator`, COLUMNS, rows);
  },
};

function factsOf({ indicatorId, name, nameEn, shape, unit, direction }: IndicatorDefinition) {
  return {
    name,
    name_en: nameEn,
    shape,
    unit,
    direction,
    sort_name: searchKey(name),
    search: searchKey([indicatorId, name, nameEn].join(' ')),
  };
}
