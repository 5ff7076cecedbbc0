import type { Sql } from 'postgres';
import type { IndicatorDetail, IndicatorItem, IndicatorsQuery } from '../../contract/indicators.reads.js';
import type { Page } from '../../contract/lists.js';
import type { DefinedIndicator } from '../../domain/indicator/indicator.decide.js';
import { lacking } from '../../domain/kernel/errors.js';
import { searchKey } from '../../domain/kernel/text.js';
import { anywhere, given, listed, type Listing } from '../http/keyset.js';
import { tableOf } from '../http/reading.js';

interface Row {
  readonly state: DefinedIndicator;
  readonly revision: number;
}

/** Reads the tables of the projection `indicators`. */
export class IndicatorQueries {
  constructor(private readonly sql: Sql) {}

  async list(query: IndicatorsQuery): Promise<Page<IndicatorItem>> {
    const { items, nextCursor } = await listed<Row>(this.sql, this.listing(query), query);
    return { items: items.map(itemOf), nextCursor };
  }

  /** Throws `indicator_unknown`. */
  async one(id: string): Promise<IndicatorDetail> {
    const [found] = await this.sql<Row[]>`select state, revision from ${tableOf(this.sql, 'indicators.indicator')} where id = ${id}`;
    return found ? detailOf(found) : lacking('indicator_unknown', { indicatorId: id });
  }

  private listing({ shape, direction, q }: IndicatorsQuery): Listing {
    const { sql } = this;
    return {
      columns: sql`i.state, i.revision`,
      from: sql`${tableOf(sql, 'indicators.indicator')} i`,
      where: [
        ...given(shape, (name) => sql`i.shape = ${name}`),
        ...given(direction, (name) => sql`i.direction = ${name}`),
        ...given(q, (text) => sql`i.search like ${anywhere(searchKey(text))}`),
      ],
      sorts: { name: { by: sql`i.sort_name`, type: 'text' }, id: { by: sql`i.id`, type: 'text' } },
      id: sql`i.id`,
    };
  }
}

function itemOf({ state: { indicatorId, profiles: _, calendar: __, ...definition }, revision }: Row): IndicatorItem {
  return { id: indicatorId, ...definition, revision };
}

function detailOf(row: Row): IndicatorDetail {
  const { profiles, calendar } = row.state;
  const all = Object.entries(profiles).map(([profileId, { shares, fittedYears, ...profile }]) => ({
    ...{ profileId, ...profile },
    ...{ shares: [...shares], fittedYears: [...fittedYears] },
  }));
  const sorted = all.sort((a, b) => (a.profileId < b.profileId ? -1 : 1));
  return {
    ...itemOf(row),
    profiles: sorted,
    calendar: calendar?.kind === 'ad_hoc' ? { ...calendar, dates: [...calendar.dates] } : calendar,
  };
}
