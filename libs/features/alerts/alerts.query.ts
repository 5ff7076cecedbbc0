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
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import { STATUSES, type ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import { checkFilters, isCovered, scopeOf } from '../access/scope.sql.js';
import { both } from '../http/expectations.js';
import { conjunction, given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { InvalidRequest } from '../http/refusals.js';
import { tableOf } from '../http/reading.js';
import type { TargetVerdicts } from '../http/target-verdicts.js';
import type { Episode } from './alert-episodes.js';
import { keptPresent, keptStatus, presentOf, verdictsOn, type Kept } from './present.js';

interface Row {
  readonly state: Episode;
  readonly revision: number;
  readonly indicatorName: string | null;
  readonly localityName: string | null;
  readonly kept: Kept | null;
}

interface Tally {
  readonly status: string;
  readonly severity: string;
  readonly kind: string;
  readonly present: ScheduleStatus | null;
  /** Where the row of `progress` does not tell how it stands. */
  readonly target: string | null;
  readonly count: number;
}

/** Reads the table of the projection `alerts`, with names from `indicators` and `localities`, and how the targets stand on a day from `progress`. */
export class AlertQueries {
  constructor(
    private readonly sql: Sql,
    private readonly verdicts: TargetVerdicts,
    private readonly day: CivilDate,
  ) {}

  /** Alerts within the scope of a locality. */
  async list(query: AlertsQuery, scope: string): Promise<Page<AlertItem>> {
    await this.check(query, scope);
    const { items, nextCursor } = await listed<Row>(this.sql, this.listing(query, scope), query);
    return { items: await this.itemsOf(items), nextCursor };
  }

  /** How many there are by state, severity and kind, and by how their targets stand on the day. */
  async counts(query: AlertCountsQuery, scope: string): Promise<AlertCounts> {
    await this.check(query, scope);
    const { sql, day } = this;
    const tallies = await sql<Tally[]>`
      select a.status, a.severity, a.kind, s.present, case when s.present is null then a.target_id end as target, count(*)::int as count
      from ${tableOf(sql, 'alerts.alert')} a left join ${tableOf(sql, 'progress.progress')} p on p.target_id = a.target_id
      cross join lateral (select ${keptStatus(sql, day)} as present) s
      where ${conjunction(sql, conditions(sql, query, scope))} group by 1, 2, 3, 4, 5`;
    const open = await verdictsOn(this.sql, this.verdicts, [...new Set(tallies.flatMap(({ target }) => target ?? []))], day);
    const rows = tallies.map((tally) => ({ ...tally, present: tally.present ?? open.get(tally.target ?? '')?.status ?? null }));
    const sum = <Key extends string>(keys: readonly Key[], by: 'status' | 'severity' | 'kind' | 'present') =>
      Object.fromEntries(keys.map((key) => [key, rows.reduce((all, row) => all + (row[by] === key ? row.count : 0), 0)])) as Record<
        Key,
        number
      >;
    const [byState, bySeverity, byKind] = [sum(ALERT_STATES, 'status'), sum(SEVERITIES, 'severity'), sum(ALERT_KINDS, 'kind')];
    const total = rows.reduce((all, { count }) => all + count, 0);
    return { total, byState, bySeverity, byKind, byPresent: sum(STATUSES, 'present') };
  }

  /** One alert with its story, whatever the scope. Throws `alert_unknown`. */
  async one(id: string): Promise<AlertDetail> {
    const rows = await this.sql<Row[]>`select ${columns(this.sql, this.day)} from ${tables(this.sql)} where a.id = ${id}`;
    const [item] = await this.itemsOf(rows);
    return item ? { ...item, story: rows[0]!.state.story } : lacking('alert_unknown', { id });
  }

  /** Those of the given ids that exist, whatever the scope. */
  async some(ids: readonly string[]): Promise<ReadonlyMap<string, AlertItem>> {
    const rows = await this.sql<
      Row[]
    >`select ${columns(this.sql, this.day)} from ${tables(this.sql)} where a.id = any(${[...new Set(ids)]})`;
    return new Map((await this.itemsOf(rows)).map((item) => [item.id, item]));
  }

  /** Refuses filters that could only ever find nothing: a reader would take it for good news. */
  private async check(query: AlertCountsQuery, scope: string): Promise<void> {
    const { target, raisedFrom, raisedTo } = query;
    if (raisedFrom !== undefined && raisedTo !== undefined && raisedTo < raisedFrom) {
      const expected = both(`không trước raisedFrom, ${raisedFrom}`, `not before raisedFrom, ${raisedFrom}`);
      throw new InvalidRequest([{ path: 'raisedTo', code: 'field_invalid', expected, got: raisedTo }]);
    }
    await checkFilters(this.sql, scope, query);
    if (target === undefined) return;
    const places = await this.sql<{ id: string }[]>`
      select locality_id as id from ${tableOf(this.sql, 'progress.progress')} where target_id = ${target}
      union select locality_id from ${tableOf(this.sql, 'alerts.alert')} where target_id = ${target}`;
    const covered = await scopeOf(this.sql, scope);
    if (places.length === 0) lacking('target_unknown', { targetId: target });
    if (covered && !places.some(({ id }) => covered.has(id))) {
      throw new DomainError('locality_out_of_scope', 'forbidden', { localityId: places[0]!.id, scope });
    }
  }

  private async itemsOf(rows: readonly Row[]): Promise<AlertItem[]> {
    const open = rows.flatMap(({ state, kept }) => (kept?.status === null ? state.targetId : []));
    const verdicts = await verdictsOn(this.sql, this.verdicts, [...new Set(open)], this.day);
    return rows.map((row) => ({ ...itemOf(row), present: presentOf(row.kept, verdicts.get(row.state.targetId), this.day) }));
  }

  private listing(query: AlertsQuery, scope: string): Listing {
    const { sql, day } = this;
    return {
      columns: columns(sql, day),
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
  return sql`${tableOf(sql, 'alerts.alert')} a left join ${tableOf(sql, 'indicators.indicator')} i on i.id = a.indicator_id
    left join ${tableOf(sql, 'localities.locality')} l on l.id = a.locality_id`;
}

function columns(sql: Sql, day: CivilDate): Fragment {
  return sql`a.state, a.revision, i.name as "indicatorName", l.name as "localityName", ${keptPresent(sql, day)} as kept`;
}

function itemOf({ state, revision, indicatorName, localityName }: Row): Omit<AlertItem, 'present'> {
  const { story: _, ...episode } = state;
  return { ...episode, indicatorName, localityName, revision };
}
