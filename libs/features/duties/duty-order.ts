import type { DutiesQuery } from '../../contract/duties.js';
import type { Page } from '../../contract/lists.js';
import { DUTY_STATES } from '../../domain/reporting/duty-state.js';
import { decodeCursor, encodeCursor, listNameOf, sortOf } from '../http/paging.js';
import type { DutyRow } from './duty-rows.js';

type SortKey = readonly [key: string | number, due: string, locality: string, indicator: string, period: string];
const PARTS = 5;

/** One page of the rows in the asked order; equal ones stand by due day, locality and indicator. `state`: what presses most first. */
export function cut(
  rows: readonly DutyRow[],
  query: Pick<DutiesQuery, 'cursor' | 'limit' | 'mine'> & { readonly sort: string },
): Page<DutyRow> {
  const { sort, cursor, limit } = query;
  const list = listNameOf(query);
  const { key, descending } = sortOf(sort);
  const after = decodeCursor(cursor, list, PARTS) as SortKey | null;
  const keyed = rows
    .map((row) => ({ row, at: sortKey(row, key) }))
    .filter(({ at }) => after === null || order(at, after, descending) > 0)
    .sort((a, b) => order(a.at, b.at, descending));
  const items = keyed.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(({ row }) => row), nextCursor: keyed.length > limit && last ? encodeCursor(list, last.at) : null };
}

function sortKey(row: DutyRow, key: string): SortKey {
  const { pair, duty } = row;
  return [firstKey(row, key), duty.dueOn, pair.localityId, pair.indicatorId, duty.period];
}

function firstKey({ pair, duty, finding }: DutyRow, key: string): string | number {
  switch (key) {
    case 'state':
      return DUTY_STATES.indexOf(finding.state);
    case 'locality':
      return pair.localityId;
    case 'indicator':
      return pair.indicatorId;
    default:
      return duty.dueOn;
  }
}

function order([first, ...rest]: SortKey, [otherFirst, ...others]: SortKey, descending: boolean): number {
  const found = compare(first, otherFirst);
  if (found !== 0) return descending ? -found : found;
  return rest.reduce((decided, part, index) => decided || compare(part, others[index] ?? ''), 0);
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
