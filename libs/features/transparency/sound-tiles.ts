import type { Sql } from 'postgres';
import { HASH_BYTES, sameBytes } from '../../transparency/hashes.js';
import { hashesFrom, hashOfTile, tilesOf } from '../../transparency/tile-hashes.js';
import { TILE_WIDTH, tilePath, tileWidth, type HashTileId } from '../../transparency/tile-ids.js';
import { treeRoot } from '../../transparency/tree.js';
import type { Finding } from './findings.js';
import { bytesIn, readTiles } from './stored-log.js';

/** What a signed head commits to. */
export interface Anchor {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A tile as it ought to be, as far as it can be told. */
export interface Verdict {
  /** Empty where nothing is known of it. */
  readonly bytes: Uint8Array;
  /** How many of its hashes a parent or signed head confirms; of the others nothing tells whether they or what is beneath was changed. */
  readonly decided: number;
}

/** Up to so many hashes in which a tile and what is beneath differ, it is tried which of them were changed. */
const MOST_MIXED = 8;

/**
 * The tiles of a log of `size`, and where one was changed, what it was before: of what stands in it and what follows from the level
 * beneath, that is right which gives the hash in its parent, and at the right edge the root of a signed head. So a tile that was
 * changed alone is told by itself, and nothing that is read through here is blamed for it.
 */
export class SoundTiles {
  readonly findings: Finding[] = [];
  private readonly mended = new Map<string, Uint8Array>();
  private readonly verdicts = new Map<string, Promise<Verdict>>();
  private anchor: Promise<Anchor | null> | undefined;

  /** `findAnchor`: the widest head up to this size that is to be trusted; asked only when something does not fit. */
  constructor(
    private readonly sql: Sql,
    readonly size: number,
    private readonly findAnchor: () => Promise<Anchor | null>,
  ) {}

  /** Tiles by `level/index`, each maybe wider than asked for, as they ought to be. */
  async read(tiles: readonly HashTileId[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = await readTiles(this.sql, tiles);
    if (this.mended.size === 0) return found;
    const known = new Map(found);
    for (const tile of tiles) {
      const mended = this.mended.get(placeOf(tile));
      if (mended) known.set(placeOf(tile), Buffer.concat([mended, (found.get(placeOf(tile)) ?? mended).subarray(mended.length)]));
    }
    return known;
  }

  /** Decides between a tile as it stands (null where it is gone or short) and as what is beneath makes it, and tells what was changed. */
  settle(tile: HashTileId, stored: Uint8Array | null, made: Uint8Array | null): Promise<Verdict> {
    const place = placeOf(tile);
    const verdict = this.verdicts.get(place) ?? this.judge(tile, stored, made);
    this.verdicts.set(place, verdict);
    return verdict;
  }

  /** Holds every tile above the leaves against its parent. */
  async checkUpper(): Promise<void> {
    for (let level = 1; this.size >= TILE_WIDTH ** level; level++) {
      for (let index = 0; tileWidth(level, index, this.size) > 0; index++) {
        const tile = this.tile(level, index);
        const above = this.tile(level + 1, Math.floor(index / TILE_WIDTH));
        const found = await this.read([tile, ...(above.width > 0 ? [above] : [])]);
        const stored = wholeIn(found, tile);
        if (!stored || !fitsParent(tile, stored, found)) await this.settleUpper(tile);
      }
    }
  }

  /** Holds the tiles that the root of a head needs, but the leaves, against what is beneath them. */
  async checkEdge(size: number): Promise<void> {
    for (const { level, index } of tilesOf([{ from: 0, to: size }], size)) if (level > 0) await this.settleUpper(this.tile(level, index));
  }

  private async judge(tile: HashTileId, stored: Uint8Array | null, made: Uint8Array | null): Promise<Verdict> {
    const [base, other] = [stored ?? made, made ?? stored];
    const right = base && other ? await this.right(tile, base, other) : null;
    if (!stored) this.findings.push({ kind: 'tile_missing', place: { tile: tilePath(tile) } });
    else if (right && !sameBytes(right.bytes, stored)) this.findings.push({ kind: 'tile_wrong', place: { tile: tilePath(tile) } });
    else if (!right && tile.width === TILE_WIDTH) await this.tellMisfit(tile);
    if (right && !(stored && sameBytes(right.bytes, stored))) this.mended.set(placeOf(tile), right.bytes);
    return right ?? { bytes: base ?? new Uint8Array(), decided: 0 };
  }

  private async right(tile: HashTileId, base: Uint8Array, other: Uint8Array): Promise<Verdict | null> {
    if (tile.width < TILE_WIDTH) return this.byHead(tile, base, other);
    const above = parentOf(tile, this.size);
    return (await this.byParent(tile, base, other)) ?? ((await this.settleUpper(above)) && (await this.byParent(tile, base, other)));
  }

  private async byParent(tile: HashTileId, base: Uint8Array, other: Uint8Array): Promise<Verdict | null> {
    const found = await this.read([parentOf(tile, this.size)]);
    for (const bytes of mixtures(base, other)) if (fitsParent(tile, bytes, found)) return { bytes, decided: TILE_WIDTH };
    return null;
  }

  private async byHead(tile: HashTileId, base: Uint8Array, other: Uint8Array): Promise<Verdict | null> {
    const anchor = await (this.anchor ??= this.findAnchor());
    const width = anchor ? tileWidth(tile.level, tile.index, anchor.size) : 0;
    if (!anchor || width === 0) return null;
    const found = new Map(await this.read(tilesOf([{ from: 0, to: anchor.size }], anchor.size)));
    for (const bytes of mixtures(base.subarray(0, width * HASH_BYTES), other.subarray(0, width * HASH_BYTES))) {
      found.set(placeOf(tile), bytes);
      if (sameBytes(rootAt(anchor.size, found), anchor.root))
        return { bytes: Buffer.concat([bytes, base.subarray(bytes.length)]), decided: width };
    }
    return null;
  }

  /** A tile that neither fits its parent nor follows from what is beneath it. */
  private async tellMisfit(tile: HashTileId): Promise<void> {
    const above = parentOf(tile, this.size);
    const at = tile.index % TILE_WIDTH;
    const parent = `${tilePath({ ...above, width: TILE_WIDTH })} #${at}`;
    const verdict = await this.verdicts.get(placeOf(above));
    if (!verdict || verdict.bytes.length < (at + 1) * HASH_BYTES) return;
    this.findings.push({ kind: verdict.decided > at ? 'tile_changed' : 'tile_disputed', place: { tile: tilePath(tile), parent } });
  }

  private async settleUpper(tile: HashTileId): Promise<Verdict> {
    const children = Array.from({ length: tile.width }, (_, i) => this.tile(tile.level - 1, tile.index * TILE_WIDTH + i));
    const found = await this.read([tile, ...children]);
    const stored = wholeIn(found, tile);
    const hashes = children.map((child, i) => {
      const bytes = wholeIn(found, child);
      return bytes ? hashOfTile(bytes) : (stored?.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES) ?? null);
    });
    return this.settle(tile, stored, hashes.includes(null) ? null : Buffer.concat(hashes as Uint8Array[]));
  }

  private tile(level: number, index: number): HashTileId {
    return { level, index, width: tileWidth(level, index, this.size) };
  }
}

/** A tile of the map at its width; null where it is gone or shorter. */
export function wholeIn(found: ReadonlyMap<string, Uint8Array>, tile: HashTileId): Uint8Array | null {
  const bytes = found.get(placeOf(tile)) ?? null;
  return bytes && bytes.length >= tile.width * HASH_BYTES ? bytes.subarray(0, tile.width * HASH_BYTES) : null;
}

/** True where a full tile has the hash that stands in its parent; partial tiles have none. */
export function fitsParent(tile: HashTileId, bytes: Uint8Array, found: ReadonlyMap<string, Uint8Array>): boolean {
  if (tile.width < TILE_WIDTH) return true;
  const at = (tile.index % TILE_WIDTH) * HASH_BYTES;
  const expected = found.get(`${tile.level + 1}/${Math.floor(tile.index / TILE_WIDTH)}`)?.subarray(at, at + HASH_BYTES);
  return expected?.length === HASH_BYTES && sameBytes(hashOfTile(bytes), expected);
}

/** The root of the first `size` leaves. Throws `malformed_tile` where a tile is gone or short. */
export function rootAt(size: number, tiles: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return treeRoot(size, hashesFrom(bytesIn(tiles), size));
}

/** One as it is, the other, and where they differ in few hashes, what is between them. */
function* mixtures(base: Uint8Array, other: Uint8Array): Generator<Uint8Array> {
  yield base;
  const differing: number[] = [];
  for (let at = 0; at < base.length; at += HASH_BYTES)
    if (!sameBytes(base.subarray(at, at + HASH_BYTES), other.subarray(at, at + HASH_BYTES))) differing.push(at);
  if (differing.length > 0) yield other;
  for (let mask = 1; differing.length <= MOST_MIXED && mask < 2 ** differing.length - 1; mask++) {
    const mixed = Uint8Array.from(base);
    differing.forEach((at, i) => (mask >> i) % 2 === 1 && mixed.set(other.subarray(at, at + HASH_BYTES), at));
    yield mixed;
  }
}

function parentOf({ level, index }: HashTileId, size: number): HashTileId {
  const above = Math.floor(index / TILE_WIDTH);
  return { level: level + 1, index: above, width: tileWidth(level + 1, above, size) };
}

function placeOf({ level, index }: HashTileId): string {
  return `${level}/${index}`;
}
