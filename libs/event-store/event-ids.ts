import { createHash } from 'node:crypto';

const namespaces = new Map<string, Buffer>();

/** UUID version 5 of a name in a namespace (RFC 9562 §5.5): the same arguments, the same id, for ever. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1').update(bytesOf(namespace)).update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of the nth event that a command writes to a stream. An append that is repeated carries the same ids and is a no-op. */
export function eventId(commandId: string, stream: string, index: number): string {
  return uuidV5(commandId, `${stream}#${index}`);
}

function bytesOf(uuid: string): Buffer {
  const known = namespaces.get(uuid);
  if (known) return known;
  // One command asks for many ids in a row; earlier commands are not asked for again.
  if (namespaces.size > 64) namespaces.clear();
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  namespaces.set(uuid, bytes);
  return bytes;
}
