import type { Sql, TransactionSql } from 'postgres';
import type { Position } from '../../event-store/event-store.js';
import { edgeFrom, type LogEdge, type WrittenTile } from '../../transparency/appender.js';
import { tilesOf, type BytesOfTile } from '../../transparency/tile-hashes.js';
import { partialTiles, type HashTileId } from '../../transparency/tile-ids.js';
import type { LeafRange } from '../../transparency/tree.js';

type Client = Sql | TransactionSql;

/** Separates the entries of one parameter: canonical JSON never has a control character. */
const SEPARATOR = '\x1e';

/** How far the log has come. */
export interface LogState {
  readonly size: number;
  /** Of the last event in it. */
  readonly position: Position;
  /** The log's name, from its first head on. */
  readonly origin: string | null;
}

export interface StoredHead {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
  /** ISO 8601. */
  readonly signedAt: string;
}

/** An event on its way into the log. */
export interface NewEntry {
  readonly id: string;
  readonly position: Position;
  readonly text: string;
}

/** The log was appended to by somebody else: this process no longer leads. */
export class LogMoved extends Error {
  override readonly name = 'LogMoved';
}

/** Throws SQLSTATE 42P01 before the log's tables were made. */
export async function readState(sql: Client): Promise<LogState> {
  const [row] = await sql<{ size: string; position: string; origin: string | null }[]>`
    select size, position, origin from transparency.checkpoint`;
  if (!row) throw new Error('transparency.checkpoint has lost its row');
  return { ...row, size: Number(row.size) };
}

/** The tiles that are there, by `level/index`, in one round trip; each may be wider than asked for. */
export async function readTiles(sql: Client, tiles: readonly HashTileId[]): Promise<ReadonlyMap<string, Uint8Array>> {
  if (tiles.length === 0) return new Map();
  // `offset 0` has each looked up by its key, whatever the planner knows of the table.
  const rows = await sql<{ level: number; index: string; bytes: Uint8Array }[]>`
    select t.* from jsonb_to_recordset(${sql.json(tiles as never)}) as wanted (level smallint, index bigint)
    cross join lateral (
      select level, index, bytes from transparency.tile t where t.level = wanted.level and t.index = wanted.index offset 0
    ) t`;
  return new Map(rows.map(({ level, index, bytes }) => [`${level}/${index}`, bytes]));
}

/** What `hashesFrom` asks for the roots and proofs of these ranges. */
export async function tilesFor(sql: Client, ranges: readonly LeafRange[], size: number): Promise<BytesOfTile> {
  const found = await readTiles(sql, tilesOf(ranges, size));
  return bytesIn(found);
}

/** Empty where there is no such tile, which `cutTile` refuses. */
export function bytesIn(tiles: ReadonlyMap<string, Uint8Array>): BytesOfTile {
  return ({ level, index }) => tiles.get(`${level}/${index}`) ?? new Uint8Array();
}

/** The right edge of the log at a size. Throws `malformed_tile`. */
export async function readEdge(sql: Client, size: number): Promise<LogEdge> {
  return edgeFrom(size, bytesIn(await readTiles(sql, partialTiles(size))));
}

/** The log with these entries at its end. */
export function grown(from: LogState, entries: readonly NewEntry[]): LogState {
  return { ...from, size: from.size + entries.length, position: entries.at(-1)?.position ?? from.position };
}

/** Adds entries and moves the checkpoint, all or nothing. Throws `LogMoved`. */
export async function appendToLog(
  sql: Client,
  from: LogState,
  entries: readonly NewEntry[],
  written: readonly WrittenTile[],
): Promise<void> {
  const to = grown(from, entries);
  const joined = (of: (entry: NewEntry) => string): string => entries.map(of).join(SEPARATOR);
  // One statement, so that the server works while the next batch is made ready. Whoever else appends waits at the checkpoint, before
  // touching any table. What a crash of the server takes away is made again just so, and a head that was published has brought
  // everything before it to disk.
  const moved = await sql`
    with moved as (
      update transparency.checkpoint set size = ${to.size}, position = ${to.position}
      where size = ${from.size} and position = ${from.position} returning set_config('synchronous_commit', 'off', true)
    ), entries as (
      insert into transparency.entry (index, event_id, position, entry)
      select ${from.size}::bigint + n - 1, id::uuid, e.position, entry from moved, rows from (
        unnest(string_to_array(${joined(({ id }) => id)}, chr(30))), unnest(string_to_array(${joined(({ position }) => position)}, chr(30))),
        unnest(string_to_array(${joined(({ text }) => text)}, chr(30)))
      ) with ordinality e (id, position, entry, n)
    ), tiles as (
      insert into transparency.tile (level, index, bytes)
      select level, index, decode(hex, 'hex') from moved, jsonb_to_recordset(${sql.json(written.map(asRow))}) as t (level smallint, index bigint, hex text)
      on conflict (level, index) do update set bytes = excluded.bytes
    ) select from moved`;
  if (moved.count !== 1) throw new LogMoved(`the log no longer ends at ${from.size}`);
}

/** The last head that was published; null before the first. */
export async function lastHead(sql: Client): Promise<StoredHead | null> {
  const [row] = await sql<{ size: string; note: string; at: Date }[]>`
    select size, note, signed_at as at from transparency.head order by seq desc limit 1`;
  return row ? { size: Number(row.size), note: row.note, signedAt: row.at.toISOString() } : null;
}

/** Entries from an index, in order, as text. */
export async function readEntries(sql: Client, from: number, count: number): Promise<readonly string[]> {
  const rows = await sql<{ entry: string }[]>`
    select entry from transparency.entry where index >= ${from} and index < ${from + count} order by index`;
  return rows.map(({ entry }) => entry);
}

/** Where in the log an event is; null when it is not. */
export async function indexOfEvent(sql: Client, eventId: string): Promise<number | null> {
  // Not in order, which would tempt the planner to walk through the whole log.
  const rows = await sql<{ index: string }[]>`select index from transparency.entry where event_id = ${eventId}`;
  return rows.length === 0 ? null : Math.min(...rows.map(({ index }) => Number(index)));
}

/** True while something was found that nobody has settled. */
export async function isDiverged(sql: Client): Promise<boolean> {
  const [row] = await sql`select exists (select from transparency.finding where settled_at is null) as diverged`;
  return row?.diverged === true;
}

/** True while nothing tells whether the history still is as it was logged: the last reading of everything broke down. */
export async function isUnverified(sql: Client): Promise<boolean> {
  const [row] = await sql`select to_jsonb(c)->>'unverified_since' is not null as unverified from transparency.checkpoint c`;
  return row?.unverified === true;
}

function asRow({ tile: { level, index }, bytes }: WrittenTile) {
  return { level, index, hex: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex') };
}
