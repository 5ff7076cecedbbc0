import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type {
  ConsistencyAnswer,
  ConsistencyQuery,
  HeadAnswer,
  InclusionAnswer,
  InclusionQuery,
  KeysAnswer,
} from '../../contract/transparency.js';
import { lacking, refuse, reject } from '../../domain/kernel/errors.js';
import { comparePositions, type EventStore } from '../../event-store/event-store.js';
import { base64Of } from '../../transparency/base64.js';
import { encodeBundle } from '../../transparency/entry-bundle.js';
import { canonicalEvent, readEntry } from '../../transparency/leaf.js';
import { verifierText } from '../../transparency/keys.js';
import { cutTile, hashesFrom } from '../../transparency/tile-hashes.js';
import { parseTilePath, TILE_WIDTH, tileWidth, type TileId } from '../../transparency/tile-ids.js';
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
import { EVENT_STORE, SQL } from '../http/tokens.js';
import { HEAD_WANTED } from './log.tables.js';
import { publishedKeys } from './publisher.js';
import { indexOfEvent, isDiverged, lastHead, readEntries, readState, readTiles, tilesFor, type StoredHead } from './stored-log.js';
import { storedEntry } from './verify-log.js';

const HEAD_WITHIN_MS = 6_000;
const LOOK_EVERY_MS = 100;

/** What the log answers; everything up to its last published head and nothing beyond. */
@Injectable()
export class LogQueries {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The last head. Throws `head_unknown` before the first. */
  async head(): Promise<StoredHead> {
    return (await lastHead(this.sql)) ?? lacking('head_unknown');
  }

  /** The bytes of a tile or bundle by its path below the log, `tile/0/067`. Throws `tile_unknown`. */
  async file(path: string): Promise<{ readonly tile: TileId; readonly bytes: Uint8Array }> {
    const tile = parseTilePath(path) ?? lacking('tile_unknown', { path });
    const { size } = await this.head();
    if (tile.width > tileWidth(tile.level, tile.index, size)) lacking('tile_unknown', { path });
    return { tile, bytes: tile.level === 'entries' ? await this.bundle(tile) : await this.hashes({ ...tile, level: tile.level }) };
  }

  /** Throws `head_unknown`, `entry_unknown`, `log_range`. */
  async inclusion({ event, index: given, size: asked }: InclusionQuery): Promise<InclusionAnswer> {
    const [{ size, origin, head }, found] = await Promise.all([
      this.sizeAt(asked),
      event === undefined ? given : indexOfEvent(this.sql, event),
    ]);
    const index = found ?? Infinity;
    if (index >= size) return lacking('entry_unknown', { id: event ?? index, size });
    const ranges: LeafRange[] = [...inclusionRanges(index, size), { from: index, to: index + 1 }, { from: 0, to: size }];
    const hashOf = await this.hashesOf(ranges, size);
    const [leafHash, root] = [hashOf({ level: 0, index }), treeRoot(size, hashOf)].map(base64Of);
    const proof = inclusionProof(index, size, hashOf).map(base64Of);
    return { origin, index, size, leafHash: leafHash!, root: root!, proof, checkpoint: head };
  }

  /** Throws `head_unknown`, `log_range`, `log_order`. */
  async consistency({ from, to: asked }: ConsistencyQuery): Promise<ConsistencyAnswer> {
    const { size: to, origin, head } = await this.sizeAt(asked);
    if (from > to) reject('log_order', { from, to });
    const roots = [from, to].filter((size) => size > 0).map((size) => ({ from: 0, to: size }));
    const [ofFirst, ofSecond] = [
      await this.hashesOf(roots.slice(0, -1), from),
      await this.hashesOf([...consistencyRanges(from, to), ...roots.slice(-1)], to),
    ];
    const first = from === to ? ofSecond : ofFirst;
    return {
      ...{ origin, from, to, checkpoint: head },
      fromRoot: base64Of(treeRoot(from, first)),
      toRoot: base64Of(treeRoot(to, ofSecond)),
      proof: consistencyProof(from, to, ofSecond).map(base64Of),
    };
  }

  async keys(): Promise<KeysAnswer> {
    const keys = await publishedKeys(this.sql);
    return {
      origin: (await readState(this.sql)).origin,
      keys: keys.map(({ verifier, from, until }) => ({ vkey: verifierText(verifier), from: from ?? '', until })),
    };
  }

  /** The canonical event of an entry, also where it was too long for the entry itself. Throws `entry_unknown`, `log_diverged`. */
  async event(index: number): Promise<string> {
    const [entry] = index < (await readState(this.sql)).size ? await readEntries(this.sql, index, 1) : [];
    if (entry === undefined) return lacking('entry_unknown', { id: index, size: (await readState(this.sql)).size });
    const { stream, revision } = readEntry(entry);
    const [event] = (await this.store.readStream(stream, { from: revision, limit: 1 })).events;
    if (!event || storedEntry(event).text !== entry) return refuse('log_diverged');
    return canonicalEvent(event);
  }

  /** Has a head signed that covers what is there now. Throws `log_diverged`, and `Unavailable` when nobody signs. */
  async publish(): Promise<HeadAnswer> {
    if (await isDiverged(this.sql)) refuse('log_diverged');
    const wanted = await this.store.head();
    let needed: number | undefined;
    for (const until = Date.now() + HEAD_WITHIN_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
      const [state, head] = [await readState(this.sql), await lastHead(this.sql)];
      if (comparePositions(state.position, wanted) >= 0) needed ??= state.size;
      if (head && needed !== undefined && head.size >= needed) return { size: head.size, signedAt: head.signedAt, checkpoint: head.note };
      if (await isDiverged(this.sql)) refuse('log_diverged');
      await this.sql.notify(HEAD_WANTED, '');
    }
    throw new Unavailable('head_unsigned', 5);
  }

  private async bundle({ index, width }: TileId): Promise<Uint8Array> {
    const entries = await readEntries(this.sql, index * TILE_WIDTH, width);
    return entries.length === width ? encodeBundle(entries.map((entry) => Buffer.from(entry))) : refuse('log_diverged');
  }

  private async hashes(tile: TileId & { readonly level: number }): Promise<Uint8Array> {
    const bytes = (await readTiles(this.sql, [tile])).get(`${tile.level}/${tile.index}`);
    return cutTile(bytes ?? new Uint8Array(), tile);
  }

  /** The size asked for, by default that of the last head, with the head of just that size. */
  private async sizeAt(
    asked: number | undefined,
  ): Promise<{ readonly size: number; readonly origin: string; readonly head: string | null }> {
    const [row] = await this.sql<{ last: string; origin: string; note: string | null }[]>`
      select h.size as last, c.origin, (
        select note from transparency.head where size = coalesce(${asked ?? null}::bigint, h.size) order by seq desc limit 1) as note
      from transparency.checkpoint c cross join (select size from transparency.head order by seq desc limit 1) h`;
    if (!row) return lacking('head_unknown');
    const last = Number(row.last);
    if (asked !== undefined && asked > last) reject('log_range', { from: asked, size: last });
    return { size: asked ?? last, origin: row.origin, head: row.note };
  }

  private async hashesOf(ranges: readonly LeafRange[], size: number): Promise<HashOfSubtree> {
    return hashesFrom(await tilesFor(this.sql, ranges, size), size);
  }
}
