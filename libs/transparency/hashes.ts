import { hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;

/** The root of a tree without leaves: SHA-256 of nothing (RFC 9162 §2.1.1). */
export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer');

const LEAF = 0x00;
const NODE = 0x01;

// One buffer for each kind: millions of hashes are made in a row, and each is done before the next begins.
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);
const leaf = Buffer.alloc(1 + 65_535, LEAF);

/** SHA-256(0x00 ‖ entry): the hash of a leaf (RFC 6962 §2.1, RFC 9162 §2.1.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  if (entry.length >= leaf.length) return sha256(Buffer.concat([Buffer.of(LEAF), entry]));
  leaf.set(entry, 1);
  return sha256(leaf.subarray(0, 1 + entry.length));
}

/** `leafHash` of an entry as text, without another copy of its bytes. */
export function leafHashOfText(entry: string): Uint8Array {
  // A UTF-16 unit takes at most three bytes.
  if (entry.length * 3 >= leaf.length && Buffer.byteLength(entry) >= leaf.length) return leafHash(Buffer.from(entry));
  return sha256(leaf.subarray(0, 1 + leaf.write(entry, 1)));
}

/** SHA-256(0x01 ‖ left ‖ right): the hash of an inner node (RFC 6962 §2.1, RFC 9162 §2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

// As a string and from there into Node's pool: a buffer for each hash alone would take twice as long to make and to collect.
function sha256(bytes: Uint8Array): Uint8Array {
  const digest = Buffer.allocUnsafe(HASH_BYTES);
  digest.write(hash('sha256', bytes, 'binary'), 'binary');
  return digest;
}

/** True when both are the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
