import { HASH_BYTES } from './hashes.js';
import { cutTile, hashesFrom, hashOfTile, type BytesOfTile } from './tile-hashes.js';
import { partialTiles, TILE_WIDTH, type HashTileId } from './tile-ids.js';
import { treeRoot } from './tree.js';

/** The right edge of a log: all that is needed to append to it, at most 8 KB a level. */
export interface LogEdge {
  readonly size: number;
  /** By level the hashes of the partial tile; none where it is empty. */
  readonly tiles: readonly Uint8Array[];
}

/** A tile as it is after an append: new, or wider than before. */
export interface WrittenTile {
  readonly tile: HashTileId;
  readonly bytes: Uint8Array;
}

const NOTHING: Uint8Array = new Uint8Array();

/** The edge of a log without entries. */
export const EMPTY_EDGE: LogEdge = { size: 0, tiles: [] };

/**
 * The edge of a log of `size` entries, from its `partialTiles(size)`; wider versions are cut. Whoever resumes from stored tiles
 * compares `edgeRoot` with the last signed head. Throws `malformed_tile`.
 */
export function edgeFrom(size: number, bytesOf: BytesOfTile): LogEdge {
  const tiles: Uint8Array[] = [];
  for (const tile of partialTiles(size)) tiles[tile.level] = copy(cutTile(bytesOf(tile), tile));
  return { size, tiles: Array.from(tiles, (tile) => tile ?? NOTHING) };
}

/** The root of the log that ends here. */
export function edgeRoot({ size, tiles }: LogEdge): Uint8Array {
  return treeRoot(
    size,
    hashesFrom(({ level }) => tiles[level] ?? NOTHING, size),
  );
}

/**
 * The log with these leaves at its end, and every tile that is new or has grown, full ones before partial ones of the same
 * level. Memory is bounded by the batch.
 */
export function append(edge: LogEdge, leaves: readonly Uint8Array[]): { edge: LogEdge; written: WrittenTile[] } {
  const tiles = [...edge.tiles];
  const written: WrittenTile[] = [];
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level++) {
    const index = Math.floor(edge.size / TILE_WIDTH ** (level + 1));
    const { full, rest } = fill(tiles[level] ?? NOTHING, hashes);
    full.forEach((bytes, i) => written.push({ tile: { level, index: index + i, width: TILE_WIDTH }, bytes }));
    if (rest.length > 0) {
      written.push({ tile: { level, index: index + full.length, width: rest.length / HASH_BYTES }, bytes: rest });
    }
    tiles[level] = rest;
    hashes = full.map((tile) => hashOfTile(tile));
  }
  return { edge: { size: edge.size + leaves.length, tiles }, written };
}

/** Full tiles and what is left over, of a partial tile and the hashes after it. */
function fill(partial: Uint8Array, hashes: readonly Uint8Array[]): { full: Uint8Array[]; rest: Uint8Array } {
  const all = Buffer.concat([partial, ...hashes]);
  const full: Uint8Array[] = [];
  const bytes = TILE_WIDTH * HASH_BYTES;
  let at = 0;
  for (; at + bytes <= all.length; at += bytes) full.push(all.subarray(at, at + bytes));
  return { full, rest: copy(all.subarray(at)) };
}

/** Bytes of their own, so that a small rest does not keep a whole batch in memory. */
function copy(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes);
}
