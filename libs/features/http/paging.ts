import type { Page } from '../../contract/lists.js';
import { InvalidRequest } from './refusals.js';

type CursorPart = string | number | null;

/** Where the next page begins: the sort it belongs to and the last row's key values. Opaque to clients. */
export function encodeCursor(sort: string, key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([sort, ...key])).toString('base64url');
}

/** The key values of a cursor; null for the first page. Throws `InvalidRequest` for a cursor of another list or sort. */
export function decodeCursor(cursor: string | undefined, sort: string, parts: number): readonly CursorPart[] | null {
  if (cursor === undefined) return null;
  const [owner, ...key] = parse(cursor);
  const isKey = key.every((part) => part === null || typeof part === 'string' || typeof part === 'number');
  if (owner === sort && key.length === parts && isKey) return key as CursorPart[];
  throw new InvalidRequest([{ path: 'cursor', code: 'field_invalid', expected: `nextCursor (sort=${sort})`, got: cursor.slice(0, 80) }]);
}

/** Cuts rows that were fetched with `limit + 1` into a page; `key` gives the values that the sort order compares. */
export function pageOf<Row>(rows: readonly Row[], limit: number, sort: string, key: (row: Row) => readonly CursorPart[]): Page<Row> {
  if (rows.length <= limit) return { items: rows, nextCursor: null };
  const items = rows.slice(0, limit);
  return { items, nextCursor: encodeCursor(sort, key(items[limit - 1] as Row)) };
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
