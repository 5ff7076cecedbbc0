import type { Decider } from '../../domain/kernel/decider.js';
import { planCapitalCodec } from '../../domain/plan-capital/plan-capital.codec.js';
import type { PlanCapitalEvent } from '../../domain/plan-capital/plan-capital.events.js';
import { planCapitalDecider, type PlanCapitalState } from '../../domain/plan-capital/plan-capital.state.js';
import { foldBatch, putStamped, STAMP, stampOf } from '../../event-store/projection-fold.js';
import { keepVersions } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';

const decider: Decider<PlanCapitalState | null, PlanCapitalEvent> = {
  initial: null,
  evolve: (state, event) => planCapitalDecider.evolve(state ?? planCapitalDecider.initial, event),
};
const PLAN_CAPITAL = { category: 'plan', codec: planCapitalCodec, decider };

const COLUMNS = { indicator_id: 'text', locality_id: 'text', year: 'int' };

/** Every plan with its tranches and all decisions on them, so that it can be asked for as of any day. */
export const planCapitalProjection: Projection = {
  name: 'plan_capital',
  version: 3,
  categories: ['plan'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.plan (${STAMP},
        indicator_id text collate "C" not null, locality_id text collate "C" not null, year int not null);
      create index on ${schema}.plan (locality_id);
      create index on ${schema}.plan (indicator_id)`);
    await keepVersions(tx, `${schema}.plan`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.plan`, PLAN_CAPITAL, events);
    const rows = steps.map((step) => {
      const { indicatorId, localityId, year } = step.event.data;
      return { ...stampOf(step), indicator_id: indicatorId, locality_id: localityId, year };
    });
    await putStamped(tx, `${schema}.plan`, COLUMNS, rows);
  },
};
