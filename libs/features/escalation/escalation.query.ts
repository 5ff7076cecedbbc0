import type { Sql } from 'postgres';
import type { EscalationChain } from '../../contract/escalation.js';
import { DEFAULT_POLICY } from '../../domain/alert/alert.policy.js';
import { chainOn, type EscalationChainState } from '../../domain/alert/escalation-chain.decide.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { checkFilters } from '../access/scope.sql.js';
import { tableOf } from '../http/reading.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: EscalationChainState | null;
  readonly revision: number | null;
}

/** The chain that holds for a locality on a day, and who is told at each step. Throws `locality_unknown`, `locality_out_of_scope`. */
export async function escalationChainOf(sql: Sql, localityId: string, scope: string, day: CivilDate): Promise<EscalationChain> {
  await checkFilters(sql, scope, { locality: localityId });
  const upwards = await sql<Row[]>`
    with recursive up (id, height) as (
      select ${localityId}::text collate "C", 0
      union all
      select p.parent_id, up.height + 1 from up join ${tableOf(sql, 'localities.parent')} p on p.locality_id = up.id
      where (p.valid_from is null or p.valid_from <= ${day}::text::date) and (p.valid_to is null or p.valid_to >= ${day}::text::date) and up.height < 9
    )
    select up.id, coalesce(l.full_name, up.id) as name, c.state, c.revision
    from up left join ${tableOf(sql, 'localities.locality')} l on l.id = up.id left join ${tableOf(sql, 'escalation.chain')} c on c.id = up.id order by up.height`;
  const found = upwards.flatMap(({ id, state }) => {
    const chain = chainOn(state ?? [], day);
    return chain ? [{ setBy: id, ...chain }] : [];
  });
  const { setBy, steps, from } = found[0] ?? { setBy: null, steps: DEFAULT_POLICY.chain, from: null };
  const toOf = (level: number): { id: string; name: string } | null => {
    const above = upwards[level];
    return above ? { id: above.id, name: above.name } : null;
  };
  return { localityId, steps: steps.map((step) => ({ ...step, to: toOf(step.level) })), setBy, from, revision: upwards[0]?.revision ?? -1 };
}
