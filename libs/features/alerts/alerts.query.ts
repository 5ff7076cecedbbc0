import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import { ALERT_KINDS, SEVERITIES } from '../../domain/alert/alert.events.js';
import {
  ALERT_STATES,
  type AlertCounts,
  type AlertCountsQuery,
  type AlertDetail,
  type AlertItem,
  type AlertsQuery,
} from '../../contract/alerts.js';
import type { Page } from '../../contract/lists.js';
import { lacking } from '../../domain/kernel/errors.js';
import { checkFilters, isCovered } from '../access/scope.sql.js';
import { conjunction, given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { SQL } from '../http/tokens.js';
import type { Episode } from './alert-episodes.js';

interface Row {
  readonly state: Episode;
  readonly revision: number;
  readonly indicatorName: string | null;
  readonly localityName: string | null;
}

/** Reads the table of the projection `alerts`, with names from `indicators` and `localities`. */
@Injectable()
export class AlertQueries {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  /** Alerts within the scope of a locality. */
  async list(query: AlertsQuery, scope: string): Promise<Page<AlertItem>> {
    await checkFilters(this.sql, scope, query);
    const { items, nextCursor } = await listed<Row>(this.sql, this.listing(query, scope), query);
    return { items: items.map((row) => itemOf(row)), nextCursor };
  }

  /** How many there are by state, severity and kind. */
  async counts(query: AlertCountsQuery, scope: string): Promise<AlertCounts> {
    await checkFilters(this.sql, scope, query);
    const rows = await this.sql<{ status: string; severity: string; kind: string; count: number }[]>`
      select a.status, a.severity, a.kind, count(*)::int as count from alerts.alert a
      where ${conjunction(this.sql, conditions(this.sql, query, scope))} group by 1, 2, 3`;
    const sum = <Key extends string>(keys: readonly Key[], by: 'status' | 'severity' | 'kind') =>
      Object.fromEntries(keys.map((key) => [key, rows.reduce((all, row) => all + (row[by] === key ? row.count : 0), 0)])) as Record<
        Key,
        number
      >;
    const total = rows.reduce((all, { count }) => all + count, 0);
    return { total, byState: sum(ALERT_STATES, 'status'), bySeverity: sum(SEVERITIES, 'severity'), byKind: sum(ALERT_KINDS, 'kind') };
  }

  /** One alert with its story, whatever the scope. Throws `alert_unknown`. */
  async one(id: string): Promise<AlertDetail> {
    const [row] = await this.sql<Row[]>`select ${columns(this.sql)} from ${tables(this.sql)} where a.id = ${id}`;
    if (!row) return lacking('alert_unknown', { id });
    return { ...itemOf(row), story: row.state.story };
  }

  /** Those of the given ids that exist, whatever the scope. */
  async some(ids: readonly string[]): Promise<ReadonlyMap<string, AlertItem>> {
    const rows = await this.sql<Row[]>`select ${columns(this.sql)} from ${tables(this.sql)} where a.id = any(${[...new Set(ids)]})`;
    return new Map(rows.map((row) => [row.state.id, itemOf(row)]));
  }

  private listing(query: AlertsQuery, scope: string): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: tables(sql),
      where: conditions(sql, query, scope),
      sorts: {
        severity: { by: sql`a.severity_rank::bigint`, type: 'bigint' },
        raisedOn: { by: sql`a.raised_on`, type: 'date' },
        locality: { by: sql`a.locality_id`, type: 'text' },
        indicator: { by: sql`a.indicator_id`, type: 'text' },
        id: { by: sql`a.id`, type: 'text' },
      },
      id: sql`a.id`,
    };
  }
}

function conditions(sql: Sql, query: AlertCountsQuery, scope: string): readonly Fragment[] {
  const { locality, indicator, target, kind, severity, state, raisedFrom, raisedTo } = query;
  return [
    isCovered(sql, sql`a.locality_id`, scope),
    ...given(locality, (id) => isCovered(sql, sql`a.locality_id`, id)),
    ...given(indicator, (id) => sql`a.indicator_id = ${id}`),
    ...given(target, (id) => sql`a.target_id = ${id}`),
    ...given(kind, (name) => sql`a.kind = ${name}`),
    ...given(severity, (name) => sql`a.severity = ${name}`),
    ...(state === 'all' ? [] : state === 'active' ? [sql`a.status <> 'resolved'`] : [sql`a.status = ${state}`]),
    ...given(raisedFrom, (date) => sql`a.raised_on >= ${date}::text::date`),
    ...given(raisedTo, (date) => sql`a.raised_on <= ${date}::text::date`),
  ];
}

function tables(sql: Sql): Fragment {
  return sql`alerts.alert a left join indicators.indicator i on i.id = a.indicator_id left join localities.locality l on l.id = a.locality_id`;
}

function columns(sql: Sql): Fragment {
  return sql`a.state, a.revision, i.name as "indicatorName", l.name as "localityName"`;
}

function itemOf({ state, revision, indicatorName, localityName }: Row): AlertItem {
  const { story: _, ...episode } = state;
  return { ...episode, indicatorName, localityName, revision };
}
