import type { Sql } from 'postgres';
import type { EventStore } from '../../event-store/event-store.js';
import { parseCheckpoint, signCheckpoint } from '../../transparency/checkpoint.js';
import { parseVerifier, verifierText } from '../../transparency/keys.js';
import { readEntry } from '../../transparency/leaf.js';
import { parseNote } from '../../transparency/note.js';
import { hashesFrom } from '../../transparency/tile-hashes.js';
import { treeRoot } from '../../transparency/tree.js';
import type { TrustedKey } from '../../transparency/trusted-heads.js';
import { activeKeys, type LogKey } from './key-file.js';
import { HEAD_PUBLISHED } from './log.tables.js';
import { isDiverged, isUnverified, lastHead, readState, tilesFor, type LogState, type StoredHead } from './stored-log.js';
import { storedEntry } from './verify-log.js';

/** The keys are those of another log than the one that the tables hold. */
export class ForeignKeys extends Error {
  override readonly name = 'ForeignKeys';
  constructor(
    readonly origin: string,
    readonly ofKeys: string,
  ) {
    super(`khóa của nhật ký “${ofKeys}”, không phải “${origin}” / the keys are of the log “${ofKeys}”, not “${origin}”`);
  }
}

/**
 * Signs the log as it is, unless that was done already by the same keys; null when there was nothing new to say, or while something
 * that was found stands open, or the log could not be verified. It names the log after its key at the first head. Throws `ForeignKeys`, `malformed_tile`.
 */
export async function publishHead(sql: Sql, keys: readonly LogKey[], now: string): Promise<StoredHead | null> {
  const state = await readState(sql);
  const last = await lastHead(sql);
  const active = activeKeys(keys, now);
  const [first] = active;
  if (!first) return null;
  const origin = originOf(state, keys);
  const ids = active.map(({ signer }) => signer.verifier.id);
  if (last && last.size === state.size && isSignedBy(last, ids)) return null;
  const ranges = state.size > 0 ? [{ from: 0, to: state.size }] : [];
  const root = treeRoot(state.size, hashesFrom(await tilesFor(sql, ranges, state.size), state.size));
  const note = signCheckpoint(
    { origin, size: state.size, root },
    active.map(({ signer }) => signer),
  );
  return sql.begin(async (tx) => {
    // What was found, or could not be read, since somebody looked whether all is sound.
    if ((await isDiverged(tx)) || (await isUnverified(tx))) return null;
    await tx`update transparency.checkpoint set origin = ${origin} where origin is null`;
    for (const key of keys) {
      await tx`
        insert into transparency.key (vkey, valid_from, valid_until) values (${verifierText(key.signer.verifier)}, ${key.from}, ${key.until})
        on conflict (vkey) do update set valid_until = excluded.valid_until where key.valid_until is distinct from excluded.valid_until`;
    }
    await tx`
      insert into transparency.head (seq, size, note, signed_at) overriding system value
      select coalesce(max(seq), 0) + 1, ${state.size}, ${note}, ${now} from transparency.head`;
    await tx`select pg_notify(${HEAD_PUBLISHED}, ${String(state.size)})`;
    return { size: state.size, note, signedAt: now };
  });
}

/** True when the last event of the log is still what the store returns at its place: the cheapest look before every signature. */
export async function isTailSound(sql: Sql, store: EventStore): Promise<boolean> {
  const [row] = await sql<{ entry: string }[]>`
    select e.entry from transparency.checkpoint c join transparency.entry e on e.index = c.size - 1`;
  if (!row) return (await readState(sql)).size === 0;
  const { stream, revision } = readEntry(row.entry);
  const [event] = (await store.readStream(stream, { from: revision, limit: 1 })).events;
  return event !== undefined && storedEntry(event).text === row.entry;
}

/** True when the last published head fits the tiles, or there is none. */
export async function isHeadSound(sql: Sql): Promise<boolean> {
  // In this order, since both grow.
  const head = await lastHead(sql);
  const state = await readState(sql);
  if (!head) return true;
  if (head.size > state.size) return false;
  try {
    const { root } = parseCheckpoint(parseNote(head.note).text);
    const ranges = head.size > 0 ? [{ from: 0, to: head.size }] : [];
    return Buffer.compare(root, treeRoot(head.size, hashesFrom(await tilesFor(sql, ranges, head.size), head.size))) === 0;
  } catch {
    return false;
  }
}

/** The public keys that the log was published under. */
export async function publishedKeys(sql: Sql): Promise<readonly TrustedKey[]> {
  const rows = await sql<{ vkey: string; from: Date; until: Date | null }[]>`
    select vkey, valid_from as from, valid_until as until from transparency.key order by valid_from, vkey`;
  return rows.map(({ vkey, from, until }) => ({
    verifier: parseVerifier(vkey),
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
  }));
}

function originOf({ origin }: LogState, keys: readonly LogKey[]): string {
  const names = [...new Set(keys.map(({ signer }) => signer.verifier.name))];
  const own = origin ?? names[0] ?? '';
  const other = names.find((name) => name !== own);
  if (other !== undefined) throw new ForeignKeys(own, other);
  return own;
}

function isSignedBy({ note }: StoredHead, ids: readonly string[]): boolean {
  const signed = parseNote(note).signatures.map(({ id }) => id);
  return ids.length === signed.length && ids.every((id) => signed.includes(id));
}
