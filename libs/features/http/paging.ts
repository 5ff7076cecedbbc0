import { hash } from 'node:crypto';
import type { Page } from '../../contract/lists.js';
import { both } from './expectations.js';
import { InvalidRequest } from './refusals.js';

type CursorPart = string | number | null;

/** Not what a list is of, but of when: a cursor's key has its place in the rows of any moment. */
const MOMENT = ['asOf', 'knownAt'];

/** What a list was asked for, page and moment aside: a cursor serves only the list that it came from. */
export function listNameOf(query: object): string {
  const asked = Object.entries(query).filter(
    ([name, value]) => name !== 'cursor' && name !== 'limit' && !MOMENT.includes(name) && value !== undefined,
  );
  return hash('sha1', JSON.stringify(asked.sort(([a], [b]) => (a < b ? -1 : 1))), 'base64url').slice(0, 12);
}

/** Where the next page begins: the list it belongs to and the last row's key values. Opaque to clients. */
export function encodeCursor(list: string, key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** The key values of a cursor; null for the first page. Throws `InvalidRequest` for a cursor of another list, filter or sort. */
export function decodeCursor(cursor: string | undefined, list: string, parts: number): readonly CursorPart[] | null {
  if (cursor === undefined) return null;
  const [owner, ...key] = parse(cursor);
  const isKey = key.every((part) => part === null || typeof part === 'string' || typeof part === 'number');
  if (owner === list && key.length === parts && isKey) return key as CursorPart[];
  throw foreignCursor(cursor);
}

export function foreignCursor(cursor: string): InvalidRequest {
  const expected = both('nextCursor của cùng bộ lọc và thứ tự sắp xếp', 'the nextCursor of a list with the same filters and sort');
  return new InvalidRequest([{ path: 'cursor', code: 'field_invalid', expected, got: cursor.slice(0, 80) }]);
}

/** Cuts rows that were fetched with `limit + 1` into a page; `key` gives the values that the sort order compares. */
export function pageOf<Row>(rows: readonly Row[], limit: number, list: string, key: (row: Row) => readonly CursorPart[]): Page<Row> {
  if (rows.length <= limit) return { items: rows, nextCursor: null };
  const items = rows.slice(0, limit);
  return { items, nextCursor: encodeCursor(list, key(items[limit - 1] as Row)) };
}

/** `-due` means by due date, the latest first. */
export function sortOf(sort: string): { readonly key: string; readonly descending: boolean } {
  return sort.startsWith('-') ? { key: sort.slice(1), descending: true } : { key: sort, descending: false };
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
