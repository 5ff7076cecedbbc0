/**
 * A client of transparency logs written from the specifications alone (C2SP tlog-tiles, tlog-checkpoint, signed-note; RFC 6962), on
 * purpose without any code of this project: what it accepts, others accept.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

export type Fetch = (path: string) => Promise<Buffer>;

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (entry: Uint8Array): Buffer => sha256(Buffer.of(0), entry);
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** RFC 6962 §2.1, literally. */
export function merkleTreeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? sha256();
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeOf(merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)));
}

/** Size and root of a checkpoint whose signature by the key holds. */
export function openNote(note: string, vkey: string): { origin: string; size: number; root: Buffer } {
  const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey)!;
  const raw = Buffer.from(key!, 'base64');
  if (raw[0] !== 1 || raw.length !== 33) throw new Error('not an Ed25519 key');
  if (
    sha256(Buffer.from(`${name}\n`), raw)
      .subarray(0, 4)
      .toString('hex') !== id
  )
    throw new Error('the key id does not fit');
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const own = signatures.find(
    ([dash, by, base64]) => dash === '—' && by === name && Buffer.from(base64!, 'base64').subarray(0, 4).toString('hex') === id,
  );
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  if (!own || !verify(null, Buffer.from(text), publicKey, Buffer.from(own[2]!, 'base64').subarray(4)))
    throw new Error('no signature holds');
  const [origin, size, root] = text.split('\n');
  return { origin: origin!, size: Number(size), root: Buffer.from(root!, 'base64') };
}

function pathOf(n: number): string {
  const digits = String(n)
    .padStart(Math.ceil(String(n).length / 3) * 3, '0')
    .match(/.{3}/g)!;
  return digits.map((group, i) => (i < digits.length - 1 ? `x${group}` : group)).join('/');
}

/** Fetches everything of a log and checks all that its checkpoint promises; the entries, in order. */
export async function verifyWholeLog(fetch: Fetch, vkey: string): Promise<readonly Buffer[]> {
  const { size, root } = openNote((await fetch('checkpoint')).toString(), vkey);
  const tile = (level: number | 'entries', n: number, width: number): Promise<Buffer> =>
    fetch(`tile/${level}/${pathOf(n)}${width < 256 ? `.p/${width}` : ''}`);
  const entries: Buffer[] = [];
  for (let n = 0; n * 256 < size; n++) {
    const bundle = await tile('entries', n, Math.min(256, size - n * 256));
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
      entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
  }
  if (entries.length !== size) throw new Error(`${entries.length} entries, ${size} promised`);
  let hashes = entries.map(leafOf);
  if (!merkleTreeHash(hashes).equals(root)) throw new Error('the root does not fit the entries');
  for (let level = 0; hashes.length > 0; level++) {
    const above: Buffer[] = [];
    for (let n = 0; n * 256 < hashes.length; n++) {
      const expected = hashes.slice(n * 256, (n + 1) * 256);
      if (!(await tile(level, n, expected.length)).equals(Buffer.concat(expected))) throw new Error(`tile ${level}/${n} does not fit`);
      if (expected.length === 256) above.push(merkleTreeHash(expected));
    }
    hashes = above;
  }
  return entries;
}

/** RFC 9162 §2.1.3.2, with the names of its variables. */
export function rootOfInclusion(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) throw new Error('the path is too long');
    if (fn % 2 === 1 || fn === sn) {
      r = nodeOf(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = nodeOf(r, p);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  if (sn !== 0) throw new Error('the path is too short');
  return r;
}
