import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TransparencyError } from '../../transparency/errors.js';
import { newSignerText, parseSigner, type Signer } from '../../transparency/keys.js';
import { uuidV7 } from '../../event-store/event-ids.js';

/** A key with the time in which it signs; instants in ISO 8601, `until` exclusive, null for as long as it lasts. */
export interface LogKey {
  readonly signer: Signer;
  readonly from: string;
  readonly until: string | null;
}

/** A key file that cannot be used or made. Its words never hold what the file holds. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly vi: string;
  readonly en: string;

  constructor(path: string, vi: string, en: string) {
    super(`${vi} / ${en}: ${path}`);
    this.vi = `${vi}: ${path}`;
    this.en = `${en}: ${path}`;
  }
}

interface StoredKey {
  readonly key: string;
  readonly from: string;
  readonly until: string | null;
}

/** The keys of a file, the oldest first; null where there is no file. Throws `KeyFileError`. */
export async function readKeyFile(path: string): Promise<readonly LogKey[] | null> {
  const stored = await readStored(path);
  return stored?.map(({ key, from, until }) => ({ signer: signerOf(path, key), from, until })) ?? null;
}

/** True for a file that others than its owner may read. */
export async function isOpenToOthers(path: string): Promise<boolean> {
  return ((await stat(path)).mode & 0o077) !== 0;
}

/** Makes a key for a new log in a file that its owner alone can read. Throws `KeyFileError` where there is one, or for an origin that no note can carry. */
export async function createKeyFile(path: string, origin: string, now: string): Promise<readonly LogKey[]> {
  const draft = `${path}.${uuidV7()}`;
  await mkdir(dirname(path), { recursive: true });
  await write(draft, [{ key: secretOf(path, origin), from: now, until: null }]);
  try {
    // Whole or not at all, and only the first of several processes.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new KeyFileError(path, 'Đã có tệp khóa', 'there is a key file already');
  } finally {
    await rm(draft, { force: true });
  }
  return (await readKeyFile(path)) ?? [];
}

/** Adds a key of the same name; those in use sign beside it until `overlapMs` are over. Throws `KeyFileError`. */
export async function rotateKeyFile(path: string, overlapMs: number, now: string): Promise<readonly LogKey[]> {
  const stored = await readStored(path);
  const [first] = stored ?? [];
  if (!stored || !first) throw new KeyFileError(path, 'Chưa có tệp khóa', 'there is no key file');
  const end = new Date(Date.parse(now) + overlapMs).toISOString();
  const kept = stored.map((key) => (key.until === null ? { ...key, until: end } : key));
  const draft = `${path}.${uuidV7()}`;
  await write(draft, [...kept, { key: secretOf(path, signerOf(path, first.key).verifier.name), from: now, until: null }]);
  await rename(draft, path);
  return (await readKeyFile(path)) ?? [];
}

/** The keys that sign at an instant. */
export function activeKeys(keys: readonly LogKey[], now: string): readonly LogKey[] {
  return keys.filter(({ from, until }) => from <= now && (until === null || now < until));
}

async function readStored(path: string): Promise<readonly StoredKey[] | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new KeyFileError(path, 'Không đọc được tệp khóa', `the key file cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const keys = keysIn(text);
  if (keys === null) throw new KeyFileError(path, 'Tệp khóa sai quy cách', 'the key file is malformed');
  return keys;
}

// A parser's own words may quote the text.
function keysIn(text: string): readonly StoredKey[] | null {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    return Array.isArray(keys) && keys.length > 0 && keys.every(isStoredKey) ? keys : null;
  } catch {
    return null;
  }
}

function isStoredKey(value: unknown): value is StoredKey {
  const { key, from, until } = (value ?? {}) as Record<string, unknown>;
  return typeof key === 'string' && isInstant(from) && (until === null || isInstant(until));
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

function signerOf(path: string, key: string): Signer {
  try {
    return parseSigner(key);
  } catch {
    throw new KeyFileError(path, 'Tệp khóa có khóa sai quy cách', 'the key file holds a malformed key');
  }
}

function secretOf(path: string, origin: string): string {
  try {
    return newSignerText(origin);
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    throw new KeyFileError(path, `Tên nhật ký không dùng được “${origin}”`, `the origin “${origin}” cannot be used`);
  }
}

async function write(path: string, keys: readonly StoredKey[]): Promise<void> {
  await writeFile(path, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(path, 0o600);
}
