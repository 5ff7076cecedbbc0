import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { comparePositions, START, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { TransparencyError } from '../../transparency/errors.js';
import { HASH_BYTES } from '../../transparency/hashes.js';
import { entryOf } from '../../transparency/leaf.js';
import { TILE_WIDTH, tilePath } from '../../transparency/tile-ids.js';
import type { TrustedKey } from '../../transparency/trusted-heads.js';
import type { StoredEntry } from './compared-entries.js';
import { Comparison } from './comparison.js';
import type { Finding } from './findings.js';
import { loggedPages } from './logged-entries.js';
import type { SoundTiles } from './sound-tiles.js';
import { indexOfEvent, readState, type LogState } from './stored-log.js';
import { soundTiles, verifyHeads } from './verify-heads.js';
import { verifyWitnessed, type WitnessedHead } from './verify-witnessed.js';

export interface VerifyParts {
  readonly sql: Sql;
  readonly store: EventStore;
}

export interface VerifyOptions {
  /** Whose heads are believed. Asked after the heads were read: a first head, or one by a new key, may be published meanwhile. */
  readonly keys: () => Promise<readonly TrustedKey[]>;
  readonly witnessed?: readonly WitnessedHead[];
  readonly signal?: AbortSignal;
  /** Most entries in a second; default: no limit. */
  readonly perSecond?: number;
  readonly onProgress?: (done: number, size: number) => void;
}

export interface Verification {
  /** Entries that were held against the store. */
  readonly size: number;
  readonly heads: number;
  readonly findings: readonly Finding[];
}

const BATCH_SIZE = 2_000;
/** 256^7 entries are more than a safe integer counts. */
const TOP_LEVEL = 6;

/**
 * Reads the whole store and the whole log and holds them against each other: every event against its entry, every entry against its
 * tile, every tile against its parent, every published head against the tiles, and heads that witnesses kept against the log. Memory
 * is bounded whatever their size. Changes nothing.
 */
export async function verifyLog(parts: VerifyParts, options: VerifyOptions): Promise<Verification> {
  const { sql } = parts;
  const state = await readState(sql);
  const tiles = soundTiles(sql, state, await options.keys());
  const compared = await compareFrom(parts, state, 0, tiles, options);
  await tiles.checkUpper();
  const { heads, findings } = await verifyHeads(sql, options.keys, tiles);
  const witnessed = await verifyWitnessed(sql, await options.keys(), options.witnessed ?? [], tiles);
  return { size: state.size, heads, findings: [...compared, ...(await beyond(sql)), ...tiles.findings, ...findings, ...witnessed] };
}

/** Holds the entries from an index that begins a bundle against their tiles and against the store; of the tiles `tiles` tells. */
export async function compareFrom(
  { sql, store }: VerifyParts,
  { size, position }: LogState,
  from: number,
  tiles: SoundTiles,
  { signal, perSecond = Infinity, onProgress }: Pick<VerifyOptions, 'signal' | 'perSecond' | 'onProgress'> = {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const comparison = new Comparison((id) => indexOfEvent(sql, id));
  const side = new StoreSide(storedEntries(store, await positionBefore(sql, from), position), comparison);
  let [done, startedAt] = [from, performance.now()];
  for await (const page of loggedPages(sql, tiles, from)) {
    findings.push(...page.findings);
    comparison.addLogged(page.entries);
    await side.keepUp();
    done += page.entries.length;
    onProgress?.(done, size);
    if (signal?.aborted) break;
    const due = (page.entries.length / perSecond) * 1_000 - (performance.now() - startedAt);
    if (due > 0) await sleep(due, undefined, { signal }).catch(() => {});
    startedAt = performance.now();
  }
  await side.finish(signal, size > 0);
  return signal?.aborted ? findings : [...findings, ...(await comparison.end(size))];
}

/** The store's side of a comparison: fetches as much as there is to say something about. */
class StoreSide {
  private ended = false;
  /** Everything that the log should have was read. */
  private isThrough = false;

  constructor(
    private readonly events: AsyncGenerator<readonly StoredEntry[], void, void>,
    private readonly comparison: Comparison,
  ) {}

  async keepUp(): Promise<void> {
    while (this.comparison.wantsStored && !this.ended && !this.comparison.isOver) await this.fetch();
    await this.comparison.advance(this.ended);
  }

  async finish(signal: AbortSignal | undefined, isWanted: boolean): Promise<void> {
    // What was logged may stand further on.
    const isOpen = (): boolean => (isWanted && !this.isThrough) || this.comparison.isOpen;
    while (!this.ended && !this.comparison.isOver && isOpen() && !signal?.aborted) await this.fetch();
    await this.events.return();
  }

  private async fetch(): Promise<void> {
    const next = await this.events.next();
    if (next.done) this.ended = true;
    else this.comparison.addStored(next.value);
    if (!next.done && next.value.at(-1)?.isBeyond) this.isThrough = true;
    await this.comparison.advance(this.ended);
  }
}

/** Events after a position as the entries that they make; those after `through` are marked. */
async function* storedEntries(store: EventStore, from: Position, through: Position): AsyncGenerator<readonly StoredEntry[], void, void> {
  for await (const { events } of store.readAll({ from, batchSize: BATCH_SIZE })) {
    const last = events.at(-1);
    if (!last) continue;
    const isInside = comparePositions(last.position, through) <= 0;
    yield events.map((event) => storedEntry(event, !isInside && comparePositions(event.position, through) > 0));
  }
}

/** An event as the entry that it makes. */
export function storedEntry(event: RecordedEvent, isBeyond = false): StoredEntry {
  const { id, stream, revision, type } = event;
  return { id: id.toLowerCase(), stream, revision, type, text: textOf(event), isBeyond };
}

function textOf(event: RecordedEvent): string {
  try {
    return entryOf(event);
  } catch (error) {
    if (error instanceof TransparencyError) return '';
    throw error;
  }
}

async function positionBefore(sql: Sql, index: number): Promise<Position> {
  if (index === 0) return START;
  const [row] = await sql<{ position: Position }[]>`select position from transparency.entry where index = ${index - 1}`;
  // Without it the whole store is read, and what came before is told as inserted.
  return row?.position ?? START;
}

/** The beginning of the last bundle of a log. */
export function lastBundle(size: number): number {
  return size === 0 ? 0 : Math.floor((size - 1) / TILE_WIDTH) * TILE_WIDTH;
}

/** Entries and tiles after the end of the log, as all are now. */
export async function beyond(sql: Sql): Promise<readonly Finding[]> {
  const rows = await sql<{ index: string; size: string }[]>`
    select e.index, c.size from transparency.checkpoint c join transparency.entry e on e.index >= c.size order by e.index limit 5`;
  // Of a level that no log reaches, or with more hashes than the log has there.
  const tiles = await sql<{ level: number; index: string; size: string }[]>`
    select t.level, t.index, c.size from transparency.checkpoint c join transparency.tile t
      on t.level not between 0 and ${TOP_LEVEL} or t.index < 0 or octet_length(t.bytes) > ${HASH_BYTES} * greatest(0, least(
        ${TILE_WIDTH}, div(c.size, (256::numeric ^ least(greatest(t.level, 0), ${TOP_LEVEL}))) - t.index::numeric * ${TILE_WIDTH}))
    order by t.level, t.index limit 5`;
  return [
    ...rows.map(({ index, size }): Finding => ({ kind: 'entry_beyond', place: { index: Number(index), size: Number(size) } })),
    ...tiles.map(({ level, index, size }): Finding => {
      const tile = tilePath({ level, index: Number(index), width: TILE_WIDTH });
      return { kind: 'tile_beyond', place: { tile, size: Number(size) } };
    }),
  ];
}
