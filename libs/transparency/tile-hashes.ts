import { TransparencyError } from './errors.js';
import { HASH_BYTES, nodeHash } from './hashes.js';
import { TILE_WIDTH, tilePath, tileWidth, type HashTileId } from './tile-ids.js';
import { subtreesOf, type HashOfSubtree, type LeafRange, type Subtree } from './tree.js';

/** Tree levels that one tile spans: 256 = 2^8. */
const TILE_LEVELS = 8;

/** The bytes of a tile; those of a later, wider version do as well, since tiles only grow. */
export type BytesOfTile = (tile: HashTileId) => Uint8Array;

/** The hash of any complete subtree of a tree of `size` leaves, from its tiles. The answer throws `malformed_tile`, `out_of_range`. */
export function hashesFrom(bytesOf: BytesOfTile, size: number): HashOfSubtree {
  return (subtree) => {
    const { tile, first, count } = placeOf(subtree, size);
    return hashOfTile(cutTile(bytesOf(tile), tile), first, count);
  };
}

/** Every tile that the hashes of these ranges need, once each: what to fetch before a root or proof is worked out. */
export function tilesOf(ranges: readonly LeafRange[], size: number): HashTileId[] {
  const tiles = new Map<string, HashTileId>();
  for (const subtree of ranges.flatMap(subtreesOf)) {
    const { tile } = placeOf(subtree, size);
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}

/** The tile as it was when it had `tile.width` hashes. Throws `malformed_tile` when it has fewer, or a part of one. */
export function cutTile(bytes: Uint8Array, tile: HashTileId): Uint8Array {
  const wanted = tile.width * HASH_BYTES;
  if (bytes.length < wanted || bytes.length % HASH_BYTES !== 0) {
    throw new TransparencyError('malformed_tile', `${tilePath(tile)} has ${bytes.length} bytes`);
  }
  return bytes.subarray(0, wanted);
}

/** The Merkle Tree Hash over `count` of a tile's hashes from `first`; `count` is a power of two. */
export function hashOfTile(tile: Uint8Array, first = 0, count = tile.length / HASH_BYTES): Uint8Array {
  let hashes: Uint8Array[] = [];
  for (let at = first; at < first + count; at++) hashes.push(tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
  while (hashes.length > 1) {
    const parents: Uint8Array[] = [];
    for (let at = 0; at < hashes.length; at += 2) parents.push(nodeHash(hashes[at]!, hashes[at + 1]!));
    hashes = parents;
  }
  return hashes[0]!;
}

/** The tile in whose hashes a subtree's hash is, or from which it is made, and which of them. */
function placeOf(subtree: Subtree, size: number): { tile: HashTileId; first: number; count: number } {
  const level = Math.floor(subtree.level / TILE_LEVELS);
  const count = 2 ** (subtree.level % TILE_LEVELS);
  const index = Math.floor((subtree.index * count) / TILE_WIDTH);
  const first = subtree.index * count - index * TILE_WIDTH;
  const width = tileWidth(level, index, size);
  if (first + count > width) throw new TransparencyError('out_of_range', `(${subtree.level}, ${subtree.index}) > ${size}`);
  return { tile: { level, index, width }, first, count };
}
