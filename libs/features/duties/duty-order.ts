import type { DutiesQuery } from '../../contract/duties.js';
import type { Page } from '../../contract/lists.js';
import { DUTY_STATES } from '../../domain/reporting/duty-state.js';
import { decodeCursor, encodeCursor, listNameOf, sortOf } from '../http/paging.js';
import type { DutyRow } from './duty-rows.js';

type SortKey = readonly [key: string | number, due: string, locality: string, indicator: string, period: string];
const PARTS = 5;

/** One page of the rows in the asked order; equal ones stand by due day, locality and indicator. `state`: what presses most first. */
export function cut(
  rows: Iterable<DutyRow>,
  query: Pick<DutiesQuery, 'cursor' | 'limit' | 'mine'> & { readonly sort: string },
): Page<DutyRow> {
  const { sort, cursor, limit } = query;
  const list = listNameOf(query);
  const { key, descending } = sortOf(sort);
  const after = decodeCursor(cursor, list, PARTS) as SortKey | null;
  const found = firstOf(
    rows,
    limit + 1,
    (row) => {
      const at = sortKey(row, key);
      return after === null || order(at, after, descending) > 0 ? at : null;
    },
    (a, b) => order(a, b, descending),
  );
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(({ row }) => row), nextCursor: found.length > limit && last ? encodeCursor(list, last.at) : null };
}

interface Keyed {
  readonly row: DutyRow;
  readonly at: SortKey;
}

/** The first `count` rows in order: a page of a million is not worth sorting a million. A null key leaves a row out. */
function firstOf(
  rows: Iterable<DutyRow>,
  count: number,
  keyOf: (row: DutyRow) => SortKey | null,
  compareKeys: (a: SortKey, b: SortKey) => number,
): readonly Keyed[] {
  let [best, worst]: [Keyed[], SortKey | null] = [[], null];
  const settle = (): void => {
    best = best.sort((a, b) => compareKeys(a.at, b.at)).slice(0, count);
    worst = best.length === count ? (best.at(-1)?.at ?? null) : null;
  };
  for (const row of rows) {
    const at = keyOf(row);
    if (at === null || (worst !== null && compareKeys(at, worst) > 0)) continue;
    best.push({ row, at });
    if (best.length >= 4 * count) settle();
  }
  settle();
  return best;
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

function order(a: SortKey, b: SortKey, descending: boolean): number {
  const found = compare(a[0], b[0]);
  if (found !== 0) return descending ? -found : found;
  return compare(a[1], b[1]) || compare(a[2], b[2]) || compare(a[3], b[3]) || compare(a[4], b[4]);
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
