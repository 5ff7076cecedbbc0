import type { Sql } from 'postgres';
import { leafHashOfText, sameBytes, HASH_BYTES } from '../../transparency/hashes.js';
import { isEntryOf } from '../../transparency/leaf.js';
import { TILE_WIDTH, tilePath, tileWidth, type HashTileId } from '../../transparency/tile-ids.js';
import type { LoggedEntry } from './compared-entries.js';
import type { Finding } from './findings.js';
import { fitsParent, wholeIn, type SoundTiles, type Verdict } from './sound-tiles.js';

/** Bundles read at a time: some 3 MB of entries. */
const BUNDLES = 16;

/** Entries with what is wrong about them in the log's own tables. */
export interface LoggedPage {
  readonly entries: readonly LoggedEntry[];
  readonly findings: readonly Finding[];
}

interface BundleRow {
  readonly n: string;
  readonly indexes: string;
  readonly ids: string;
  readonly entries: string;
}

/** The entries of a log from an index that begins a bundle, each held against its tile, and each tile against its parent. */
export async function* loggedPages(sql: Sql, tiles: SoundTiles, from: number): AsyncGenerator<LoggedPage> {
  const last = Math.ceil(tiles.size / TILE_WIDTH);
  const fetch = (n: number): Promise<LoggedPage> => readPage(sql, tiles, n, Math.min(n + BUNDLES, last));
  let next = fetch(from / TILE_WIDTH);
  for (let n = from / TILE_WIDTH; n < last; n += BUNDLES) {
    const page = await next;
    if (n + BUNDLES < last) {
      next = fetch(n + BUNDLES);
      // Its error is thrown when it is asked for; nobody may ask.
      next.catch(() => {});
    }
    yield page;
  }
}

async function readPage(sql: Sql, sound: SoundTiles, from: number, to: number): Promise<LoggedPage> {
  const { size } = sound;
  const tiles = Array.from({ length: to - from }, (_, i) => ({ level: 0, index: from + i, width: tileWidth(0, from + i, size) }));
  const parents = [...new Set(tiles.map(({ index }) => Math.floor(index / TILE_WIDTH)))];
  const [rows, hashes] = await Promise.all([
    sql<BundleRow[]>`
      select index / ${TILE_WIDTH} as n, string_agg(index::text, ',' order by index) as indexes,
        string_agg(event_id::text, ',' order by index) as ids, string_agg(entry, chr(30) order by index) as entries
      from transparency.entry where index >= ${from * TILE_WIDTH} and index < ${Math.min(to * TILE_WIDTH, size)} group by 1`,
    sound.read([...tiles, ...parents.map((index) => ({ level: 1, index, width: TILE_WIDTH }))]),
  ]);
  const found = new Map(rows.map((row) => [Number(row.n), row]));
  const findings: Finding[] = [];
  const entries: LoggedEntry[] = [];
  for (const tile of tiles) {
    const kept = keptIn(tile, found.get(tile.index));
    const stored = wholeIn(hashes, tile);
    const isPlain =
      stored !== null && fitsParent(tile, stored, hashes) && kept.every(({ own }, i) => own !== null && sameBytes(own, hashAt(stored, i)));
    const verdict = isPlain ? null : await sound.settle(tile, stored, madeFrom(kept, stored));
    const path = tilePath({ ...tile, width: TILE_WIDTH });
    kept.forEach((entry, i) => entries.push(loggedEntry({ index: tile.index * TILE_WIDTH + i, tile: path }, entry, verdict, findings)));
  }
  return { entries, findings };
}

interface EntryPlace {
  readonly index: number;
  /** Path of its tile. */
  readonly tile: string;
}

/** An entry as its row has it; nulls where that is gone. */
interface KeptEntry {
  readonly id: string | null;
  readonly text: string | null;
  /** The leaf hash of the text. */
  readonly own: Uint8Array | null;
}

/** The entries of one bundle, as many as there should be. */
function keptIn({ index: n, width }: HashTileId, row: BundleRow | undefined): readonly KeptEntry[] {
  const kept = rowsOf(row);
  return Array.from({ length: width }, (_, i) => {
    const { id = null, text = null } = kept.get(n * TILE_WIDTH + i) ?? {};
    return { id, text, own: text === null ? null : leafHashOfText(text) };
  });
}

/** The tile that these entries make; null where one of them is gone from everywhere. */
function madeFrom(kept: readonly KeptEntry[], stored: Uint8Array | null): Uint8Array | null {
  const hashes = kept.map(({ own }, i) => own ?? (stored && hashAt(stored, i)));
  return hashes.includes(null) ? null : Buffer.concat(hashes as Uint8Array[]);
}

/** An entry with what its tile ought to commit to; without a verdict that is what it is. */
function loggedEntry(place: EntryPlace, { id, text, own }: KeptEntry, verdict: Verdict | null, findings: Finding[]): LoggedEntry {
  const i = place.index % TILE_WIDTH;
  const hash = verdict && verdict.bytes.length > 0 ? hashAt(verdict.bytes, i) : (own ?? new Uint8Array());
  const isSame = own !== null && (hash === own || sameBytes(own, hash));
  const isDecided = verdict === null || i < verdict.decided;
  if (own === null) findings.push({ kind: 'entry_missing', place });
  else if (!isSame) findings.push({ kind: isDecided ? 'entry_changed' : 'entry_disputed', place });
  else if (id === null || text === null || !isEntryOf(id, text)) findings.push({ kind: 'entry_mislabelled', place });
  // Where nothing tells which of them was changed, an event that agrees with either is not to blame.
  return { index: place.index, hash, id, text, isSound: own !== null && (isSame || !isDecided) };
}

function hashAt(tile: Uint8Array, i: number): Uint8Array {
  return tile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
}

function rowsOf(row: BundleRow | undefined): ReadonlyMap<number, { readonly id: string; readonly text: string }> {
  if (!row) return new Map();
  const [indexes, ids, texts] = [row.indexes.split(','), row.ids.split(','), row.entries.split('\x1e')];
  return new Map(indexes.map((index, i) => [Number(index), { id: ids[i] ?? '', text: texts[i] ?? '' }]));
}
