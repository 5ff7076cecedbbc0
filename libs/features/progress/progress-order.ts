import type { ProgressQuery } from '../../contract/progress.js';
import type { ScheduleStatus } from '../../domain/schedule/schedule-plan.js';
import { decodeCursor, encodeCursor, listNameOf, sortOf } from '../http/paging.js';
import type { ProgressAnswer } from './answers.js';

/** Worst first. */
export const SEVERITY: readonly ScheduleStatus[] = [
  'missed',
  'behind',
  'at_risk',
  'no_data',
  'not_started',
  'on_track',
  'achieved',
  'withdrawn',
];

type First = string | number | null;
type SortKey = readonly [key: First, locality: string, target: string];
type Sorted = Pick<ProgressAnswer, 'status' | 'ratio' | 'due'> & {
  readonly row: Pick<ProgressAnswer['row'], 'target_id' | 'indicator_id' | 'locality_id'>;
};

interface Cut<Answer> {
  readonly items: readonly Answer[];
  readonly nextCursor: string | null;
}

/** One page of the answers in the asked order, empty values last in both directions; a cursor holds the last row's sort key. */
export function cut<Answer extends Sorted>(
  answers: readonly Answer[],
  query: Pick<ProgressQuery, 'sort' | 'cursor' | 'limit'>,
): Cut<Answer> {
  const { sort, cursor, limit } = query;
  const list = listNameOf(query);
  const { key, descending } = sortOf(sort);
  const keyed = answers.map((answer) => ({ answer, at: sortKey(answer, key) }));
  // The rows come in the order of the default sort.
  if (sort !== 'locality') keyed.sort((a, b) => order(a.at, b.at, descending));
  const after = decodeCursor(cursor, list, 3) as SortKey | null;
  const start = after ? keyed.findIndex(({ at }) => order(at, after, descending) > 0) : 0;
  const rest = start < 0 ? [] : keyed.slice(start, start + limit + 1);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(({ answer }) => answer), nextCursor: rest.length > limit && last ? encodeCursor(list, last.at) : null };
}

function sortKey(answer: Sorted, key: string): SortKey {
  return [firstKey(answer, key), answer.row.locality_id, answer.row.target_id];
}

function firstKey({ row, status, ratio, due }: Sorted, key: string): First {
  switch (key) {
    case 'status':
      return SEVERITY.indexOf(status);
    case 'ratio':
      // An order for the eye: the verdicts were reached with exact numbers.
      return ratio === null ? null : Number(ratio);
    case 'due':
      return due;
    case 'indicator':
      return row.indicator_id;
    default:
      return row.locality_id;
  }
}

function order(a: SortKey, b: SortKey, descending: boolean): number {
  return first(a[0], b[0], descending) || compare(a[1], b[1]) || compare(a[2], b[2]);
}

function first(a: First, b: First, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return descending ? compare(b, a) : compare(a, b);
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
