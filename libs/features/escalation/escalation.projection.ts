import { ESCALATION_CHAIN } from '../../domain/alert/escalation-chain.decide.js';
import { foldBatch, putStamped, STAMP, stampOf } from '../../event-store/projection-fold.js';
import { keepVersions } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';

/** Every chain that a locality was given, by its id. */
export const escalationProjection: Projection = {
  name: 'escalation',
  version: 2,
  categories: ['escalation'],

  async createTables(tx, schema) {
    await tx.unsafe(`create table ${schema}.chain (${STAMP})`);
    await keepVersions(tx, `${schema}.chain`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.chain`, ESCALATION_CHAIN, events);
    await putStamped(tx, `${schema}.chain`, {}, steps.map(stampOf));
  },
};
