import { TransparencyError } from './errors.js';
import { MAX_ENTRY_BYTES } from './leaf.js';

const LENGTH_BYTES = 2;

/** Entries one after the other, each after its length as a big-endian uint16 (C2SP tlog-tiles, "Log entries"). Throws `malformed_entry`. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = Buffer.allocUnsafe(entries.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) throw new TransparencyError('malformed_entry', `${entry.length} > ${MAX_ENTRY_BYTES}`);
    at = bundle.writeUInt16BE(entry.length, at);
    bundle.set(entry, at);
    at += entry.length;
  }
  return bundle;
}
