import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import { measurementKeyOf } from '../../contract/measurement-id.js';
import type { ProposalOutcome } from '../../contract/proposals.reads.js';
import { SQL } from '../http/tokens.js';
import { figuresOn } from './figures-on.js';
import type { ProposalRow } from './proposal-item.js';

type Decided = Pick<ProposalRow, 'targetId' | 'measurementId'>;

/** What accepted proposals became, as it stands today. */
@Injectable()
export class ProposalOutcomes {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  async of(rows: readonly Decided[]): Promise<(row: Decided) => ProposalOutcome | null> {
    const found = new Map((await Promise.all([this.targets(rows.flatMap(({ targetId }) => targetId ?? [])), this.figures(rows)])).flat());
    return ({ targetId, measurementId }) => found.get(targetId ?? measurementId ?? '') ?? null;
  }

  private async targets(ids: readonly string[]): Promise<readonly (readonly [string, ProposalOutcome])[]> {
    if (ids.length === 0) return [];
    const { sql } = this;
    const rows = await sql<(ProposalOutcome & { readonly id: string })[]>`
      select t.id, t.indicator_id as "indicatorId", i.name as "indicatorName", coalesce(i.unit, '') as unit, coalesce(i.shape, '') as shape,
        t.locality_id as "localityId", l.full_name as "localityName",
        (select jsonb_agg(m - 'dueSource') from jsonb_array_elements(t.state->'milestones') m) as milestones
      from targets.target t left join indicators.indicator i on i.id = t.indicator_id left join localities.locality l on l.id = t.locality_id
      where t.id in ${sql([...new Set(ids)])}`;
    return rows.map(({ id, ...outcome }) => [id, { ...outcome, figure: null, asOf: null, basis: null }]);
  }

  private async figures(rows: readonly Decided[]): Promise<readonly (readonly [string, ProposalOutcome])[]> {
    const keys = rows.flatMap(({ measurementId }) => (measurementId === null ? [] : (measurementKeyOf(measurementId) ?? [])));
    const found = await figuresOn(this.sql, keys);
    return found.map(({ id, state: _, ...outcome }) => [id, { ...outcome, milestones: [] }]);
  }
}
