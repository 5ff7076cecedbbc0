import type { Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import {
  planCapitalIdOf,
  type PlanCapitalDetail,
  type PlanCapitalItem,
  type PlanCapitalQuery,
  type PlanCapitalsQuery,
} from '../../contract/plan-capital.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { Exact, type DecimalText } from '../../domain/kernel/decimal.js';
import { lacking } from '../../domain/kernel/errors.js';
import { BASES } from '../../domain/measurement/figure.js';
import { disbursementRates, planOn, tranchesOn, type TrancheOnDay } from '../../domain/plan-capital/disbursement.js';
import type { PlanKey } from '../../domain/plan-capital/plan-capital.events.js';
import type { PlanCapitalState } from '../../domain/plan-capital/plan-capital.state.js';
import { checkFilters, isCovered } from '../access/scope.sql.js';
import { given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';

interface Row extends Omit<PlanCapitalItem, 'asOf' | 'plan' | 'trancheCount'> {
  readonly state: PlanCapitalState;
}

type Disbursed = NonNullable<PlanCapitalDetail['disbursed']>;

interface BestFigure {
  readonly asOf: CivilDate;
  readonly basisRank: number;
  readonly amount: DecimalText | null;
}

/** Reads the projection `plan_capital`, with names from `indicators` and `localities` and figures from `progress`. */
export class PlanCapitalQueries {
  constructor(private readonly sql: Sql) {}

  /** The plans within the scope of a locality, each as of a day, by default `day`. */
  async list(query: PlanCapitalsQuery, scope: string, day: CivilDate): Promise<Page<PlanCapitalItem>> {
    await checkFilters(this.sql, scope, query);
    const { items, nextCursor } = await listed<Row>(this.sql, this.listing(query, scope), query);
    const asOf = query.asOf ?? day;
    return {
      items: items.map((row) => ({ ...factsOf(row, asOf), trancheCount: tranchesOn(row.state, row.year, asOf).length })),
      nextCursor,
    };
  }

  /** One plan as of a day, by default `day`, whatever the scope. Throws `plan_capital_unknown`. */
  async one(key: PlanKey, query: PlanCapitalQuery, day: CivilDate): Promise<PlanCapitalDetail> {
    const { sql } = this;
    const [row] = await sql<Row[]>`select ${columns(sql)} from ${tables(sql)} where p.id = ${planCapitalIdOf(key)}`;
    if (!row) return lacking('plan_capital_unknown', { ...key });
    const asOf = query.asOf ?? day;
    const disbursed = query.disbursed === undefined ? await this.reported(key, asOf) : { amount: query.disbursed, figure: null };
    return {
      ...factsOf(row, asOf),
      tranches: tranchesOn(row.state, row.year, asOf).map(trancheOf),
      disbursed,
      rates: disbursed && ratesOf(row, asOf, disbursed.amount),
    };
  }

  /** The numerator of the best figure of the plan's year up to the day; null without one, and where only a percentage is known. */
  private async reported(key: PlanKey, until: CivilDate): Promise<Disbursed | null> {
    const { indicatorId, localityId, year } = key;
    const [best] = await this.sql<BestFigure[]>`
      select f.as_of::text as "asOf", f.basis_rank as "basisRank",
        trim_scale(case f.shape when 'ratio' then f.numerator when 'amount' then f.value end)::text as amount
      from (
        select distinct on (as_of, basis_rank) * from ${tableOf(this.sql, 'progress.figure')}
        where indicator_id = ${indicatorId} and locality_id = ${localityId} and year = ${year} and as_of <= ${until}::text::date
        order by as_of desc, basis_rank desc, revision desc
      ) f where f.state not in ('withdrawn', 'returned') order by f.as_of desc, f.basis_rank desc limit 1`;
    if (!best || best.amount === null) return null;
    const { asOf, amount } = best;
    const basis = BASES[best.basisRank] ?? 'actual';
    return { amount, figure: { id: measurementIdOf({ ...key, asOf, basis }), asOf, basis } };
  }

  private listing({ locality, indicator, year }: PlanCapitalsQuery, scope: string): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: tables(sql),
      where: [
        isCovered(sql, sql`p.locality_id`, scope),
        ...given(locality, (id) => isCovered(sql, sql`p.locality_id`, id)),
        ...given(indicator, (id) => sql`p.indicator_id = ${id}`),
        ...given(year, (number) => sql`p.year = ${number}`),
      ],
      sorts: {
        id: { by: sql`p.id`, type: 'text' },
        year: { by: sql`p.year::bigint`, type: 'bigint' },
        recordedAt: { by: sql`p.ordinal`, type: 'bigint' },
      },
      id: sql`p.id`,
    };
  }
}

function tables(sql: Sql): Fragment {
  return sql`${tableOf(sql, 'plan_capital.plan')} p left join ${tableOf(sql, 'indicators.indicator')} i on i.id = p.indicator_id
    left join ${tableOf(sql, 'localities.locality')} l on l.id = p.locality_id`;
}

function columns(sql: Sql): Fragment {
  return sql`p.id, p.indicator_id as "indicatorId", i.name as "indicatorName", i.unit, p.locality_id as "localityId",
    l.name as "localityName", p.year, p.state, p.revision,
    to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"`;
}

function factsOf({ state, ...facts }: Row, asOf: CivilDate): Omit<PlanCapitalItem, 'trancheCount'> {
  return { ...facts, asOf, plan: planOn(state, facts.year, asOf) };
}

function trancheOf({ isLate, decisions, ...tranche }: TrancheOnDay): PlanCapitalDetail['tranches'][number] {
  return { ...tranche, late: isLate, decisions: [...decisions] };
}

function ratesOf({ state, year }: Row, asOf: CivilDate, disbursed: DecimalText): PlanCapitalDetail['rates'] {
  const { ofWhole, withoutLate } = disbursementRates(state, year, asOf, disbursed);
  return { ofWhole: printed(ofWhole), withoutLate: printed(withoutLate) };
}

// Unrounded rates carry forty digits, more than `exact` takes.
function printed(rate: DecimalText | null): DecimalText | null {
  return rate === null ? null : new Exact(rate).toFixed(2);
}
