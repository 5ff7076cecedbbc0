import { searchKey } from '../../domain/kernel/text.js';
import { directiveCodec } from '../../domain/directive/directive.codec.js';
import { directiveDecider } from '../../domain/directive/directive.decide.js';
import type { DirectiveFacts } from '../../domain/directive/directive.events.js';
import { foldBatch, lastSteps, STAMP, stampOf, upsert } from '../../event-store/projection-fold.js';
import type { Projection } from '../../event-store/projection.js';

const DIRECTIVE = { category: 'directive', codec: directiveCodec, decider: directiveDecider };

const COLUMNS = { number: 'text', kind: 'text', issuer: 'text', locality_id: 'text', issued_on: 'text', search: 'text' };

/** The directives; `issued_on` is text as far as it is printed, so that text order is the order of time. */
export const directivesProjection: Projection = {
  name: 'directives',
  version: 1,
  categories: ['directive'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.directive (${STAMP},
        number text, kind text not null, issuer text not null, locality_id text collate "C" not null,
        issued_on text collate "C", search text not null)`);
  },

  async apply(tx, schema, events) {
    const steps = lastSteps(await foldBatch(tx, `${schema}.directive`, DIRECTIVE, events));
    await upsert(
      tx,
      `${schema}.directive`,
      COLUMNS,
      steps.map((step) => ({ ...stampOf(step), ...factsOf(step.state) })),
    );
  },
};

function factsOf({ directiveId, number, kind, issuer, localityId, issuedOn }: DirectiveFacts) {
  const search = searchKey([directiveId, number ?? '', kind, issuer].join(' '));
  return { number, kind, issuer, locality_id: localityId, issued_on: issuedOn, search };
}
