import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { DUTY_STATES, type DutyState } from '../../domain/reporting/duty-state.js';
import type { Fragment } from '../http/keyset.js';
import { dutyTables, entries, fulfilsSql, stands, type AskedDuties } from './duty-pairs.sql.js';
import type { Terms } from './duty-terms.js';

/** Where a row stands in its list: by the sort key, then by due day, locality, indicator and period. */
export type SortKey = readonly [key: string | number, due: CivilDate, locality: string, indicator: string, period: string];

export interface Order {
  readonly key: string;
  readonly descending: boolean;
  readonly after: SortKey | null;
  readonly states: readonly DutyState[] | undefined;
  /** One more than the page. */
  readonly most: number;
  /** First and last key among which the page lies, where that is known. */
  readonly keys: readonly [first: string, last: string] | null;
}

export interface DutyRow {
  readonly indicatorId: string;
  readonly localityId: string;
  readonly no: number;
  readonly receivedOn: CivilDate | null;
  readonly isAwaited: boolean;
  readonly at: SortKey[0];
}

/** The rows of a page among the duties of `terms`, in order. */
export function readDuties(sql: Sql, asked: AskedDuties, terms: Terms, order: Order): Promise<DutyRow[]> {
  const { states, most, descending } = order;
  const periods = terms.duties.map(({ period }) => period);
  return sql<DutyRow[]>`
    with recursive ${dutyTables(
      sql,
      asked,
      terms,
      terms.duties.map(({ no }) => no),
    )},
    named (no, period) as (select * from unnest(${terms.duties.map(({ no }) => no)}::int[], ${periods}::text[])),
    row as (
      select pair.indicator_id, pair.locality_id, d.no, d.due, named.period collate "C" as period, came.day, pair.awaited @> d.cut_off as is_awaited,
        case when came.day <= d.due then 'on_time' when came.day is not null then 'late' when d.due >= ${asked.asOf}::date then 'open'
          when pair.awaited @> d.cut_off then 'missing' else 'lapsed' end as state
      from pair join duty d on d.cal = pair.cal and pair.of_all @> d.cut_off join named using (no)
      cross join lateral (
        select min(e.came) as day from progress.receipts r cross join ${entries(sql)}
        where r.indicator_id = pair.indicator_id and r.locality_id = pair.locality_id and ${fulfilsSql(sql, [sql`d.starts`, sql`d.cut_off`, sql`d.due`])}
          and ${stands(sql, asked.asOf, 'pair')}) came
      where (came.day is not null or pair.owed @> d.cut_off) and ${within(sql, order)})
    select indicator_id as "indicatorId", locality_id as "localityId", no, day::text as "receivedOn", is_awaited as "isAwaited", ${keyOf(sql, order.key)} as at
    from row where ${states === undefined ? sql`true` : sql`state = any(${[...states]})`} and ${isAfter(sql, order)}
    order by at ${descending ? sql`desc` : sql`asc`}, due, locality_id, indicator_id, period limit ${most}`;
}

function keyOf(sql: Sql, key: string): Fragment {
  switch (key) {
    case 'state':
      return sql`array_position(${[...DUTY_STATES]}::text[], state)`;
    case 'locality':
      return sql`locality_id`;
    case 'indicator':
      return sql`indicator_id`;
    default:
      return sql`due::text`;
  }
}

function within(sql: Sql, { key, keys }: Order): Fragment {
  if (keys === null) return sql`true`;
  return key === 'locality'
    ? sql`pair.locality_id between ${keys[0]} and ${keys[1]}`
    : sql`pair.indicator_id between ${keys[0]} and ${keys[1]}`;
}

function isAfter(sql: Sql, { key, after, descending }: Order): Fragment {
  if (after === null) return sql`true`;
  const [at, due, locality, indicator, period] = after;
  const [is, mark] = [keyOf(sql, key), key === 'state' ? sql`${at}::int` : sql`${String(at)}::text collate "C"`];
  return sql`(${is} ${descending ? sql`<` : sql`>`} ${mark} or (${is} = ${mark}
    and (due, locality_id, indicator_id, period) > (${due}::text::date, ${locality}, ${indicator}, ${period})))`;
}
