import fc from 'fast-check';
import { append, edgeFrom, edgeRoot, EMPTY_EDGE, type LogEdge, type WrittenTile } from './appender.js';
import { encodeBundle } from './entry-bundle.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashes.js';
import { verifyConsistency, verifyInclusion } from './proofs.js';
import { hashesFrom, tilesOf } from './tile-hashes.js';
import { parseTilePath, partialTiles, tilePath, tileWidth, type TileId } from './tile-ids.js';
import { consistencyProof, consistencyRanges, inclusionProof, inclusionRanges, treeRoot } from './tree.js';

const entries = (from: number, to: number): Uint8Array[] => Array.from({ length: to - from }, (_, i) => Buffer.from(`entry ${from + i}`));
const leaves = (from: number, to: number): Uint8Array[] => entries(from, to).map(leafHash);
const place = ({ level, index }: TileId): string => `${level}/${index}`;

/** A store of tiles that keeps the widest version of each. */
class Store {
  readonly tiles = new Map<string, Uint8Array>();
  readonly fetched: string[] = [];

  keep(written: readonly WrittenTile[]): void {
    for (const { tile, bytes } of written) this.tiles.set(place(tile), bytes);
  }

  inHex(): Record<string, string> {
    return Object.fromEntries([...this.tiles].map(([at, bytes]) => [at, Buffer.from(bytes).toString('hex')]));
  }

  readonly bytesOf = (tile: TileId): Uint8Array => {
    this.fetched.push(tilePath(tile));
    return this.tiles.get(place(tile)) ?? new Uint8Array();
  };
}

/** The log of the first `size` entries, appended in batches. */
function logOf(size: number, batch = size): { store: Store; edge: LogEdge } {
  const store = new Store();
  let edge = EMPTY_EDGE;
  for (let from = 0; from < size; from += batch) {
    const appended = append(edge, leaves(from, Math.min(size, from + batch)));
    store.keep(appended.written);
    edge = appended.edge;
  }
  return { store, edge };
}

const inHex = ({ size, tiles }: LogEdge): unknown => [size, ...tiles.map((bytes) => Buffer.from(bytes).toString('hex'))];

/** RFC 6962 §2.1, over hashes of leaves. */
function mth(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length <= 1) return hashes[0] ?? EMPTY_ROOT;
  const half = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return nodeHash(mth(hashes.slice(0, half)), mth(hashes.slice(half)));
}

const rootOf = (size: number): Uint8Array => mth(leaves(0, size));

describe('paths of tiles (C2SP tlog-tiles)', () => {
  it.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
    [{ level: 'entries', index: 0, width: 256 }, 'tile/entries/000'],
    [{ level: 'entries', index: 1_000, width: 5 }, 'tile/entries/x001/000.p/5'],
  ] as const)('are written for %j and read again', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/0/67',
    'tile/00/067',
    'tile/64/000',
    'tile/0/001/067',
    'tile/0/x000/067',
    'tile/0/067.p/0',
    'tile/0/067.p/256',
    'tile/0/067.p/01',
    'tile/8/0/067',
    'tile/0/x999/x999/x999/x999/x999/999',
    '/tile/0/067',
    'tile/0/067/',
    'tile/data/067',
    'tile/0/../067',
  ])('are refused when not written by the rules: %s', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('of a tree of 70,000 leaves are those of the example in the specification', () => {
    expect(partialTiles(70_000).map(tilePath)).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
    expect([tileWidth(0, 272, 70_000), tileWidth(0, 274, 70_000), tileWidth(1, 0, 70_000), tileWidth(2, 0, 70_000)]).toEqual([
      256, 0, 256, 1,
    ]);
    expect(partialTiles(256).map(tilePath)).toEqual(['tile/1/000.p/1']);
    expect(partialTiles(0)).toEqual([]);
  });
});

describe('bundles of entries', () => {
  it('have a big-endian length before each entry', () => {
    expect([...encodeBundle([Buffer.from('ab'), Buffer.alloc(0)])]).toEqual([0, 2, 97, 98, 0, 0]);
    expect(encodeBundle([Buffer.alloc(65_535)]).subarray(0, 2)).toEqual(Buffer.of(255, 255));
  });

  it('are refused when an entry is too long', () => {
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow(expect.objectContaining({ code: 'malformed_entry' }));
  });
});

describe('appending', () => {
  const sizes = fc.integer({ min: 0, max: 1_500 });

  it('gives the same tiles and root in whatever batches', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 700 }), (size, batch) => {
        const [one, many] = [logOf(size), logOf(size, batch)];
        expect(many.store.inHex()).toEqual(one.store.inHex());
        expect(edgeRoot(many.edge)).toEqual(rootOf(size));
      }),
      { numRuns: 40 },
    );
  });

  it('goes on from stored tiles, be they wider by now', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 600 }), (size, more) => {
        const { store, edge } = logOf(size + more);
        const resumed = edgeFrom(size, store.bytesOf);
        expect(edgeRoot(resumed)).toEqual(rootOf(size));
        expect(inHex(append(resumed, leaves(size, size + more)).edge)).toEqual(inHex(edge));
      }),
      { numRuns: 40 },
    );
  });

  it('tells which tiles are new or have grown, and no others', () => {
    const { edge } = logOf(70_000, 5_000);
    expect(append(edge, leaves(70_000, 70_200)).written.map(({ tile }) => tilePath(tile))).toEqual([
      'tile/0/273',
      'tile/0/274.p/56',
      'tile/1/001.p/18',
    ]);
    expect(append(edge, []).written).toEqual([]);
  });

  it('holds no more than the right edge', () => {
    const { edge } = logOf(66_000, 1_000);
    expect(edge.tiles.map(({ length }) => length / 32)).toEqual([208, 1, 1]);
    expect(edge.tiles.every(({ buffer, length }) => buffer.byteLength === length)).toBe(true);
  });
});

describe('proofs from tiles', () => {
  const size = 70_000;
  const { store, edge } = logOf(size, 7_000);
  const root = edgeRoot(edge);
  const hashOf = hashesFrom(store.bytesOf, size);

  it('hold for any leaf, from the few tiles that were asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: size - 1 }), (index) => {
        const needed = tilesOf(inclusionRanges(index, size), size).map(tilePath);
        store.fetched.length = 0;
        const proof = inclusionProof(index, size, hashOf);
        expect([...new Set(store.fetched)].sort()).toEqual([...needed].sort());
        expect(needed.length).toBeLessThanOrEqual(5);
        const leaf = leafHash(entries(index, index + 1)[0]!);
        expect(verifyInclusion({ index, size, leafHash: leaf, proof, root })).toBe(true);
      }),
    );
  });

  it('hold for any earlier head, whose root the later tiles still give', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: size }), (first) => {
        const firstRoot = treeRoot(first, hashesFrom(store.bytesOf, first));
        const proof = consistencyProof(first, size, hashOf);
        expect(verifyConsistency({ first, second: size, firstRoot, secondRoot: root, proof })).toBe(true);
        expect(tilesOf(consistencyRanges(first, size), size).length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('are refused when a tile is short or missing', () => {
    const broken = hashesFrom((tile) => store.bytesOf(tile).subarray(0, 31), size);
    expect(() => inclusionProof(5, size, broken)).toThrow(expect.objectContaining({ code: 'malformed_tile' }));
    expect(() => hashOf({ level: 0, index: size })).toThrow(expect.objectContaining({ code: 'out_of_range' }));
  });
});
