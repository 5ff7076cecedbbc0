import type { Sql } from 'postgres';
import type { OpenedCheckpoint } from '../../transparency/checkpoint.js';
import { TransparencyError } from '../../transparency/errors.js';
import { sameBytes } from '../../transparency/hashes.js';
import { readEntry } from '../../transparency/leaf.js';
import { tilesOf } from '../../transparency/tile-hashes.js';
import { openHead, type HeadTimes, type TrustedKey } from '../../transparency/trusted-heads.js';
import type { Finding } from './findings.js';
import { rootAt, SoundTiles, wholeIn, type Anchor } from './sound-tiles.js';
import { readState, type LogState } from './stored-log.js';

const HEADS = 500;
const MOST_TILES = 200;
/** Heads that are looked at for one to be trusted. */
const MOST_ANCHORS = 20;

const NO_TIMES: HeadTimes = { signedAt: null, recordedAt: null };

interface HeadRow {
  readonly seq: string;
  readonly size: string;
  readonly note: string;
  readonly at: Date;
  readonly entry: string | null;
}

/** Roots at any size, from tiles that are read once. */
class Roots {
  private tiles = new Map<string, Uint8Array>();

  constructor(private readonly sound: SoundTiles) {}

  /** Null where a tile is gone or short. */
  async at(size: number): Promise<Uint8Array | null> {
    const wanted = size === 0 ? [] : tilesOf([{ from: 0, to: size }], size);
    if (this.tiles.size > MOST_TILES) this.tiles = new Map();
    if (wanted.some((tile) => !wholeIn(this.tiles, tile)))
      for (const [place, bytes] of await this.sound.read(wanted)) this.tiles.set(place, bytes);
    try {
      return rootAt(size, this.tiles);
    } catch (error) {
      if (error instanceof TransparencyError) return null;
      throw error;
    }
  }
}

/** The tiles of a log as its published heads have them. */
export function soundTiles(sql: Sql, { size, origin }: LogState, keys: readonly TrustedKey[]): SoundTiles {
  return new SoundTiles(sql, size, () => widestHead(sql, size, origin ?? '', keys));
}

async function widestHead(sql: Sql, size: number, origin: string, keys: readonly TrustedKey[]): Promise<Anchor | null> {
  const rows = await sql<{ note: string }[]>`
    select note from transparency.head where size between 1 and ${size} order by size desc, seq desc limit ${MOST_ANCHORS}`;
  for (const { note } of rows) {
    const opened = openedBy(note, origin, keys, NO_TIMES);
    if (!(opened instanceof TransparencyError) && opened.size <= size) return opened;
  }
  return null;
}

/**
 * Every head that was ever published: signed by a key of the log in its time, and the root of what stands in the tiles. Of heads in a
 * row that do not fit, the first is told, with the size of the last that fits before it: in between something was rewritten.
 */
export async function verifyHeads(
  sql: Sql,
  keysNow: () => Promise<readonly TrustedKey[]>,
  tiles: SoundTiles,
): Promise<{ readonly heads: number; readonly findings: readonly Finding[] }> {
  const roots = new Roots(tiles);
  const findings: Finding[] = [...(await lostHeads(sql))];
  let [heads, fits] = [0, 0];
  let isRewritten = false;
  for (let seq = '0'; ;) {
    const rows = await sql<HeadRow[]>`
      select h.seq, h.size, h.note, h.signed_at as at, e.entry from transparency.head h
      left join transparency.entry e on e.index = h.size - 1
      where h.seq > ${seq} order by h.seq limit ${HEADS}`;
    const last = rows.at(-1);
    if (!last) return { heads, findings };
    seq = last.seq;
    // After the heads, since all three grow.
    const [state, keys] = [await readState(sql), await keysNow()];
    for (const row of rows) {
      const finding = await checkHead(row, state, keys, roots, fits);
      const differs = finding !== null && finding.kind === 'head_differs';
      if (finding && !(differs && isRewritten)) findings.push(finding);
      if (differs) isRewritten = true;
      else if (!finding) [fits, isRewritten] = [Number(row.size), false];
    }
    heads += rows.length;
  }
}

/** Heads are numbered without gaps since `counted_from`, and none that was handed over may be gone. */
async function lostHeads(sql: Sql): Promise<readonly Finding[]> {
  const rows = await sql<{ from: string; to: string }[]>`
    with counted as (
      select coalesce((to_jsonb(c)->>'counted_from')::bigint, 0) as start, to_jsonb(c) ? 'counted_from' as is_counted from transparency.checkpoint c
    ),
    known as (
      select seq from transparency.head where seq > (select start from counted)
      union select max(head) + 1 from transparency.witness having max(head) >= (select coalesce(max(seq), 0) from transparency.head)
    )
    select coalesce(before, start) + 1 as from, seq - 1 as to
    from (select seq, lag(seq) over (order by seq) as before from known) k cross join counted
    where is_counted and seq > coalesce(before, start) + 1 order by seq limit 20`;
  return rows.map(({ from, to }) => ({ kind: 'head_missing', place: { from: Number(from), to: Number(to) } }));
}

async function checkHead(row: HeadRow, state: LogState, keys: readonly TrustedKey[], roots: Roots, fits: number): Promise<Finding | null> {
  const size = Number(row.size);
  const times = { signedAt: row.at.toISOString(), recordedAt: recordedAtOf(row.entry) };
  const opened = openedBy(row.note, state.origin ?? '', keys, times);
  if (opened instanceof TransparencyError) return { kind: kindOf(opened), place: { size, detail: detailOf(opened) } };
  if (opened.size !== size) return { kind: 'head_malformed', place: { size, detail: `${opened.size} ≠ ${size}` } };
  if (size > state.size) return { kind: 'head_beyond', place: { size, logSize: state.size } };
  const root = await roots.at(size);
  return root !== null && sameBytes(root, opened.root) ? null : { kind: 'head_differs', place: { size, from: fits } };
}

function kindOf({ code }: TransparencyError): 'head_foreign' | 'head_expired' | 'head_refused' {
  return code === 'unsigned' ? 'head_foreign' : code === 'expired' ? 'head_expired' : 'head_refused';
}

/** Which keys, where it is theirs; else why. */
function detailOf({ code, detail, vi, en }: TransparencyError): string {
  return code === 'unsigned' || code === 'expired' ? detail : `${vi} / ${en}`;
}

/** A head of the log by trusted keys in their time, or why it is not to be believed. */
export function openedBy(
  note: string,
  origin: string,
  keys: readonly TrustedKey[],
  times: HeadTimes,
): OpenedCheckpoint | TransparencyError {
  try {
    return openHead(note, origin, keys, times);
  } catch (error) {
    if (error instanceof TransparencyError) return error;
    throw error;
  }
}

/** When the event of an entry was recorded; null where that cannot be read. */
export function recordedAtOf(entry: string | null): string | null {
  try {
    return entry === null ? null : readEntry(entry).recordedAt;
  } catch {
    return null;
  }
}
