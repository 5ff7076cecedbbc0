import type { Sql } from 'postgres';
import type { AcceptedWords } from '../../contract/accepted-words.js';
import { tableOf } from './reading.js';

/** The words of directives that were accepted into a target or a figure, also where it stood before. */
export async function acceptedWords(sql: Sql, into: 'target_id' | 'measurement_id', id: string): Promise<AcceptedWords> {
  const decisions = tableOf(sql, 'directives.decision');
  const found = await sql<Omit<AcceptedWords[number], 'href'>[]>`
    select d.directive_id as "directiveId", d.n as proposal, (p.proposal->'quote'->'start')::int as "start", (p.proposal->'quote'->'end')::int as "end"
    from ${decisions} d join directives.proposal p on p.directive_id = d.directive_id and p.n = d.n
    where d.${sql(into)} = ${id} and d.state = 'accepted' and not exists (
      select from ${decisions} later where later.directive_id = d.directive_id and later.n = d.n and later.ordinal > d.ordinal)
    order by d.directive_id, d.n`;
  return found.map((one) => ({ ...one, href: `/v1/directives/${one.directiveId}/text?from=${one.start}&to=${one.end}` }));
}
