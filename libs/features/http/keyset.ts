import type { PendingQuery, Row, Sql } from 'postgres';
import type { Page } from '../../contract/lists.js';
import { decodeCursor, foreignCursor, listNameOf, pageOf, sortOf } from './paging.js';

/** A part of a statement, to stand inside another. */
export type Fragment = PendingQuery<Row[]>;

const TYPES = {
  text: { cast: 'text collate "C"', pattern: /^[^\0]*$/ },
  date: { cast: 'date', pattern: /^\d{4}-\d{2}-\d{2}$/ },
  bigint: { cast: 'bigint', pattern: /^\d{1,18}$/ },
} as const;

export interface SortKey {
  /** An expression that is never null. */
  readonly by: Fragment;
  readonly type: keyof typeof TYPES;
}

/** A list as a statement: what is selected, from where, under which conditions, and by which keys it may be sorted. */
export interface Listing {
  readonly columns: Fragment;
  readonly from: Fragment;
  readonly where: readonly Fragment[];
  readonly sorts: Readonly<Record<string, SortKey>>;
  /** Text that is unique in the list: it decides between equal keys. */
  readonly id: Fragment;
}

/** The query of a list: beside these members, the filters that its cursors are bound to. */
export interface ListRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: string;
}

interface Keyed {
  readonly sort_key: string;
  readonly sort_id: string;
}

/**
 * One page by keyset: it begins after the last row of the page before, whatever was added or removed meanwhile, and costs the
 * same however far it lies. Throws `InvalidRequest` for a cursor of another list, filter or sort.
 */
export async function listed<Item extends object>(sql: Sql, listing: Listing, request: ListRequest): Promise<Page<Item>> {
  const { limit, cursor, sort } = request;
  const list = listNameOf(request);
  const { key, descending } = sortOf(sort);
  const chosen = listing.sorts[key];
  if (!chosen) throw new TypeError(`no sort key ${key}`);
  const type = TYPES[chosen.type];
  const after = afterOf(cursor, list, type.pattern);
  const order = sql.unsafe(descending ? 'desc' : 'asc');
  const collation = sql.unsafe(chosen.type === 'text' ? 'collate "C"' : '');
  const conditions = after === null ? listing.where : [...listing.where, beyond(sql, listing, chosen, after, descending)];
  const rows = await sql<(Item & Keyed)[]>`
    select ${listing.columns}, (${chosen.by})::text as sort_key, ${listing.id} as sort_id
    from ${listing.from} where ${conjunction(sql, conditions)}
    order by ${chosen.by} ${collation} ${order}, ${listing.id} collate "C" ${order} limit ${limit + 1}`;
  const { items, nextCursor } = pageOf(rows, limit, list, (row) => [row.sort_key, row.sort_id]);
  return { items: items.map(withoutKey) as unknown as Item[], nextCursor };
}

/** All conditions at once; true for none. */
export function conjunction(sql: Sql, conditions: readonly Fragment[]): Fragment {
  return conditions.reduce((all, condition) => sql`${all} and ${condition}`, sql`true`);
}

/** The conditions of the filters that were given, in order; the others fall away. */
export function given<Value>(value: Value | undefined, condition: (value: Value) => Fragment): readonly Fragment[] {
  return value === undefined ? [] : [condition(value)];
}

/** A pattern for `like` that finds `text` anywhere and takes it word for word. */
export function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function beyond(sql: Sql, { id }: Listing, { by, type }: SortKey, [key, row]: readonly [string, string], descending: boolean): Fragment {
  const value = sql`${key}::text::${sql.unsafe(TYPES[type].cast)}`;
  return sql`(${by}, ${id} collate "C") ${sql.unsafe(descending ? '<' : '>')} (${value}, ${row}::text)`;
}

function afterOf(cursor: string | undefined, list: string, pattern: RegExp): readonly [string, string] | null {
  const after = decodeCursor(cursor, list, 2);
  if (after === null) return null;
  const [key, row] = after;
  if (typeof key === 'string' && typeof row === 'string' && pattern.test(key) && !row.includes('\0')) return [key, row];
  throw foreignCursor(String(cursor));
}

function withoutKey<Row extends Keyed>(row: Row): Omit<Row, keyof Keyed> {
  const { sort_key: _key, sort_id: _id, ...item } = row;
  return item;
}
