import { hash, randomUUID } from 'node:crypto';

const UUID_BYTES = 16;
/** One buffer for namespace and name: thousands of ids are made for one request. */
const scratch = Buffer.alloc(2048);

/** UUID version 5 of a name in a namespace (RFC 9562 §5.5): the same arguments, the same id, for ever. */
export function uuidV5(namespace: string, name: string): string {
  const hex = hash('sha1', namedBytes(namespace, name), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A new UUID version 7 (RFC 9562 §5.7), made of the time and the random part of a version 4, which Node keeps a supply of. */
export function uuidV7(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The id of the nth event that a command writes to a stream. An append that is repeated carries the same ids and is a no-op. */
export function eventId(commandId: string, stream: string, index: number): string {
  return uuidV5(commandId, `${stream}#${index}`);
}

function namedBytes(namespace: string, name: string): Buffer {
  const bytes = Buffer.byteLength(name) + UUID_BYTES;
  const target = bytes > scratch.length ? Buffer.alloc(bytes) : scratch;
  target.write(namespace.replaceAll('-', ''), 'hex');
  target.write(name, UUID_BYTES);
  return target.subarray(0, bytes);
}
