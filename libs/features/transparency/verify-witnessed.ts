import type { Sql } from 'postgres';
import type { OpenedCheckpoint } from '../../transparency/checkpoint.js';
import { TransparencyError } from '../../transparency/errors.js';
import { hashesFrom, tilesOf } from '../../transparency/tile-hashes.js';
import { consistencyProof, consistencyRanges, treeRoot } from '../../transparency/tree.js';
import { continuesHead, type TrustedKey } from '../../transparency/trusted-heads.js';
import type { Finding } from './findings.js';
import type { SoundTiles } from './sound-tiles.js';
import { bytesIn, readState } from './stored-log.js';
import { openedBy, recordedAtOf } from './verify-heads.js';

/** A head that somebody else kept, with where it was found. */
export interface WitnessedHead {
  readonly file: string;
  readonly note: string;
}

interface Kept extends OpenedCheckpoint {
  readonly file: string;
}

/**
 * Heads that witnesses kept: the log as it is now must continue each of them. Of those in a row that it does not continue the first
 * is told, with the size of the last that it does: in between the history was rewritten.
 */
export async function verifyWitnessed(
  sql: Sql,
  keys: readonly TrustedKey[],
  witnessed: readonly WitnessedHead[],
  tiles: SoundTiles,
): Promise<readonly Finding[]> {
  if (witnessed.length === 0) return [];
  const state = await readState(sql);
  const findings: Finding[] = [];
  const kept = await opened(sql, keys, witnessed, state.origin ?? '', findings);
  let [fits, isRewritten] = [0, false];
  for (const head of kept.filter(({ size }) => size <= state.size)) {
    const { file, size } = head;
    if (await continues(tiles, head, state.size)) [fits, isRewritten] = [size, false];
    else {
      if (!isRewritten) findings.push({ kind: 'witness_differs', place: { file, size, from: fits } });
      isRewritten = true;
    }
  }
  const last = kept.at(-1);
  if (last && last.size > state.size)
    findings.push({ kind: 'witness_beyond', place: { file: last.file, size: last.size, logSize: state.size } });
  return findings;
}

/** Those that are to be believed, the shortest first. */
async function opened(
  sql: Sql,
  keys: readonly TrustedKey[],
  witnessed: readonly WitnessedHead[],
  origin: string,
  findings: Finding[],
): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for (const { file, note } of witnessed) {
    const size = sizeIn(note);
    const times = { signedAt: null, recordedAt: size === null ? null : recordedAtOf(await entryBefore(sql, size)) };
    const head = openedBy(note, origin, keys, times);
    if (!(head instanceof TransparencyError)) kept.push({ ...head, file });
    else findings.push({ kind: 'witness_refused', place: { file, detail: `${head.vi} / ${head.en}` } });
  }
  return kept.sort((a, b) => a.size - b.size);
}

/** As it stands in a note that may be none. */
function sizeIn(note: string): number | null {
  const [, size] = note.split('\n', 2);
  return size !== undefined && /^\d{1,15}$/.test(size) ? Number(size) : null;
}

async function continues(tiles: SoundTiles, earlier: OpenedCheckpoint, second: number): Promise<boolean> {
  const first = earlier.size;
  const ranges = [...consistencyRanges(first, second), ...(second > 0 ? [{ from: 0, to: second }] : [])];
  try {
    const hashOf = hashesFrom(bytesIn(await tiles.read(tilesOf(ranges, second))), second);
    const proof = first === second ? [] : consistencyProof(first, second, hashOf);
    return continuesHead(earlier, { size: second, root: treeRoot(second, hashOf) }, proof);
  } catch (error) {
    if (error instanceof TransparencyError) return false;
    throw error;
  }
}

async function entryBefore(sql: Sql, size: number): Promise<string | null> {
  const [row] = await sql<{ entry: string }[]>`select entry from transparency.entry where index = ${size - 1}`;
  return row?.entry ?? null;
}
