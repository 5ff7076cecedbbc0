/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles, "Merkle Tree"). */
export const TILE_WIDTH = 256;

/** A tile of hashes at a level from 0, or a bundle of entries, with the number of hashes or entries in it: 256, or less when partial. */
export interface TileId {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

export interface HashTileId extends TileId {
  readonly level: number;
}

/** Path below the log's prefix: `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]` (C2SP tlog-tiles). */
export function tilePath({ level, index, width }: TileId): string {
  return `tile/${level}/${groups(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile of a path; null for every text that `tilePath` does not write. */
export function parseTilePath(path: string): TileId | null {
  const [, level, groupsOf, width] = PATH.exec(path) ?? [];
  if (level === undefined || groupsOf === undefined) return null;
  const tile: TileId = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groupsOf.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return Number.isSafeInteger(tile.index) && isKnown(tile) && tilePath(tile) === path ? tile : null;
}

/** How many hashes or entries a tile of a tree of `size` leaves has; 0 when there is no such tile. */
export function tileWidth(level: TileId['level'], index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The partial tiles of a tree of `size` leaves by level: its right edge. */
export function partialTiles(size: number): HashTileId[] {
  const tiles: HashTileId[] = [];
  for (let [level, hashes] = [0, size]; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/;

function isKnown({ level, width }: TileId): boolean {
  return (level === 'entries' || level <= 63) && width >= 1 && width <= TILE_WIDTH;
}

/** 1234067 is `x001/x234/067`. */
function groups(index: number): string {
  const last = String(index % 1_000).padStart(3, '0');
  let [path, rest] = [last, Math.floor(index / 1_000)];
  for (; rest > 0; rest = Math.floor(rest / 1_000)) path = `x${String(rest % 1_000).padStart(3, '0')}/${path}`;
  return path;
}
