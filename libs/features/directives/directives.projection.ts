import type { TransactionSql } from 'postgres';
import { DIRECTIVE, DIRECTIVE_TEXT } from '../../domain/directive/directive.aggregate.js';
import type { StandingDirective } from '../../domain/directive/directive.state.js';
import { searchKey } from '../../domain/kernel/text.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded, foldBatch, insertRows, putStamped, STAMP, stampOf } from '../../event-store/projection-fold.js';
import { keepVersions } from '../../event-store/projection-versions.js';
import type { Projection } from '../../event-store/projection.js';
import { createProposalTables, writeProposals } from './proposal-rows.js';

const COLUMNS = {
  number: 'text',
  kind: 'text',
  issuer: 'text',
  locality_id: 'text',
  issued_on: 'text',
  text_sha256: 'text',
  search: 'text',
};

/**
 * The directives, their texts in parts, and their proposals. `issued_on` is text as far as it is printed, so that text order is
 * the order of time. Whether an accepted proposal is open again because its target was withdrawn is for the query to say.
 */
export const directivesProjection: Projection = {
  name: 'directives',
  version: 5,
  categories: ['directive', 'text'],

  async createTables(tx, schema) {
    await tx.unsafe(`
      create table ${schema}.directive (${STAMP},
        number text, kind text, issuer text, locality_id text collate "C" not null,
        issued_on text collate "C", text_sha256 text, search text not null);
      create index on ${schema}.directive (text_sha256);
      create table ${schema}.text_part (
        sha256 text collate "C" not null, part int not null, code_points int not null, words text not null, primary key (sha256, part))`);
    await createProposalTables(tx, schema);
    await keepVersions(tx, `${schema}.directive`);
  },

  async apply(tx, schema, events) {
    const steps = await foldBatch(tx, `${schema}.directive`, DIRECTIVE, events);
    const rows = steps.map((step) => ({ ...stampOf(step), ...factsOf(step.state) }));
    await putStamped(tx, `${schema}.directive`, COLUMNS, rows);
    await writeProposals(tx, schema, steps);
    await writeParts(tx, schema, events);
  },
};

function factsOf({ directiveId, number, kind, issuer, localityId, issuedOn, title, textSha256 }: StandingDirective) {
  const search = searchKey([directiveId, number ?? '', kind ?? '', issuer ?? '', title ?? ''].join(' '));
  return { number, kind, issuer, locality_id: localityId, issued_on: issuedOn, text_sha256: textSha256, search };
}

async function writeParts(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const rows = events
    .filter(({ stream }) => stream.startsWith(`${DIRECTIVE_TEXT.category}-`))
    .map((recorded) => decodeRecorded(DIRECTIVE_TEXT, recorded).data)
    .map(({ sha256, part, text }) => ({ sha256, part, code_points: [...text].length, words: text }));
  await insertRows(tx, `${schema}.text_part`, { sha256: 'text', part: 'int', code_points: 'int', words: 'text' }, rows);
}
