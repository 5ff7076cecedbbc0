import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { comparePositions, type Position } from '../../event-store/event-store.js';
import { base64Of } from '../../transparency/base64.js';
import { hashesFrom, tilesOf } from '../../transparency/tile-hashes.js';
import {
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  treeRoot,
  type HashOfSubtree,
  type LeafRange,
} from '../../transparency/tree.js';
import { Unavailable } from '../http/refusals.js';

/** Makes whoever signs look at once, when it is notified. */
const HEAD_WANTED = 'tiendo_log_head_wanted';
const HEAD_WITHIN_MS = 6_000;
const LOOK_EVERY_MS = 100;

/** A published head that covers what is to be proven. */
export interface Head {
  readonly size: number;
  readonly note: string;
  readonly origin: string;
  /** ISO 8601. */
  readonly signedAt: string;
}

export interface PublishedKey {
  readonly vkey: string;
  readonly from: string;
  readonly until: string | null;
}

/**
 * The last head, once it covers everything up to a position. Where the log and the store do not agree no head is signed any more: then the
 * last one there is. Throws `Unavailable` with `head_unsigned` when nobody signs.
 */
export async function headOver(sql: Sql, position: Position, withinMs = HEAD_WITHIN_MS): Promise<Head> {
  const [log] = await sql`select to_regclass('transparency.checkpoint') is not null as here`;
  let needed: number | undefined;
  for (const until = Date.now() + withinMs; log?.here === true; await sleep(LOOK_EVERY_MS)) {
    const [state] = await sql<{ size: string; position: Position; diverged: boolean }[]>`
      select size, position, exists (select from transparency.finding where settled_at is null) as diverged from transparency.checkpoint`;
    const head = await lastHead(sql);
    if (state && comparePositions(state.position, position) >= 0) needed ??= Number(state.size);
    if (head && (state?.diverged || (needed !== undefined && head.size >= needed))) return head;
    if (Date.now() >= until) break;
    await sql.notify(HEAD_WANTED, '');
  }
  throw new Unavailable('head_unsigned', 5);
}

async function lastHead(sql: Sql): Promise<Head | null> {
  const [row] = await sql<{ size: string; note: string; origin: string; at: Date }[]>`
    select h.size, h.note, c.origin, h.signed_at as at from transparency.head h cross join transparency.checkpoint c order by h.seq desc limit 1`;
  return row ? { size: Number(row.size), note: row.note, origin: row.origin, signedAt: row.at.toISOString() } : null;
}

/** The heads that were published with one of these sizes. */
export async function headsOf(sql: Sql, sizes: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await sql<{ size: string; note: string }[]>`
    select distinct on (size) size, note from transparency.head where size = any(${sizes as number[]}::bigint[]) order by size, seq`;
  return new Map(rows.map(({ size, note }) => [Number(size), note]));
}

export async function keysOf(sql: Sql): Promise<readonly PublishedKey[]> {
  const rows = await sql<{ vkey: string; from: Date; until: Date | null }[]>`
    select vkey, valid_from as from, valid_until as until from transparency.key order by valid_from, vkey`;
  return rows.map(({ vkey, from, until }) => ({ vkey, from: from.toISOString(), until: until?.toISOString() ?? null }));
}

/** Where in a log of `size` the events are; those that are not in it are absent. */
export async function indexesOf(sql: Sql, ids: readonly string[], size: number): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ id: string; index: string }[]>`
    select event_id as id, min(index) as index from transparency.entry where event_id = any(${ids as string[]}::uuid[]) and index < ${size} group by 1`;
  return new Map(rows.map(({ id, index }) => [id, Number(index)]));
}

/** Inclusion proofs in base64, in the order of the indexes, and the root. */
export async function inclusionOf(
  sql: Sql,
  indexes: readonly number[],
  size: number,
): Promise<{ readonly root: string; readonly proofs: readonly (readonly string[])[] }> {
  const whole = { from: 0, to: size };
  const hashOf = await hashesOf(sql, [...indexes.flatMap((index) => inclusionRanges(index, size)), whole], size);
  const proofs = indexes.map((index) => inclusionProof(index, size, hashOf).map(base64Of));
  return { root: base64Of(treeRoot(size, hashOf)), proofs };
}

/** The proof in base64 that the log of `to` entries continues the one of `from`. Throws `out_of_range`. */
export async function consistencyOf(sql: Sql, from: number, to: number): Promise<readonly string[]> {
  return consistencyProof(from, to, await hashesOf(sql, consistencyRanges(from, to), to)).map(base64Of);
}

async function hashesOf(sql: Sql, ranges: readonly LeafRange[], size: number): Promise<HashOfSubtree> {
  const tiles = tilesOf(ranges, size);
  const rows = await sql<{ level: number; index: string; bytes: Uint8Array }[]>`
    select t.level, t.index, t.bytes from jsonb_to_recordset(${sql.json(tiles as never)}) as wanted (level smallint, index bigint)
    join transparency.tile t on t.level = wanted.level and t.index = wanted.index`;
  const found = new Map(rows.map(({ level, index, bytes }) => [`${level}/${index}`, bytes]));
  return hashesFrom(({ level, index }) => found.get(`${level}/${index}`) ?? new Uint8Array(), size);
}
