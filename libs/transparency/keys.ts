import { createPrivateKey, createPublicKey, hash, randomBytes, type KeyObject } from 'node:crypto';
import { bytesOfBase64 } from './base64.js';
import { TransparencyError } from './errors.js';

/** The public half of a key: who may have signed. */
export interface Verifier {
  readonly name: string;
  /** Four bytes in lower-case hex: SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

/** The private half. Its secret is in a KeyObject, which shows nothing when it is printed. */
export interface Signer {
  readonly verifier: Verifier;
  readonly privateKey: KeyObject;
}

/** Ed25519 over a note's text, the one kind of signature that the log makes and knows (C2SP signed-note, "Signature types"). */
const ED25519 = 0x01;
const PRIVATE = 'PRIVATE+KEY+';
const KEY_BYTES = 32;

// DER before the 32 bytes of an Ed25519 key (RFC 8410 §4, §7).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** True for a name that a note can carry: not empty, without spaces, control characters and plus (C2SP signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);
}

/** Reads a verifier key, `name+hash+base64(type ‖ public key)` (C2SP signed-note, "Verifier keys"). Throws `malformed_key`. */
export function parseVerifier(text: string): Verifier {
  const { name, id, typeByte, key } = parse(text);
  if (typeByte !== ED25519) return refuse('its type is unknown');
  const verifier = verifierOf(name, key);
  return verifier.id === id ? verifier : refuse('its hash is not that of the key');
}

/** Writes a verifier key, to be given to everybody. */
export function verifierText({ name, id, publicKey }: Verifier): string {
  return `${name}+${id}+${Buffer.concat([Buffer.of(ED25519), rawPublicKey(publicKey)]).toString('base64')}`;
}

/** Reads a signer key, `PRIVATE+KEY+name+hash+base64(0x01 ‖ seed)` of Go's sumdb/note. Throws `malformed_key`, whose words never hold the key. */
export function parseSigner(text: string): Signer {
  if (!text.startsWith(PRIVATE)) refuse('it is not a signer key');
  const { name, id, typeByte, key } = parse(text.slice(PRIVATE.length));
  if (typeByte !== ED25519) refuse('its type is unknown');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, key]), format: 'der', type: 'pkcs8' });
  const verifier = verifierOf(name, rawPublicKey(createPublicKey(privateKey)));
  return verifier.id === id ? { verifier, privateKey } : refuse('its hash is not that of the key');
}

/** A new signer key as text: a secret, to be kept outside the database. Throws `malformed_key` for a name that notes cannot carry. */
export function newSignerText(name: string, seed: Uint8Array = randomBytes(KEY_BYTES)): string {
  if (!isKeyName(name)) refuse('its name is empty or has a space or plus');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { id } = verifierOf(name, rawPublicKey(createPublicKey(privateKey)));
  return `${PRIVATE}${name}+${id}+${Buffer.concat([Buffer.of(ED25519), seed]).toString('base64')}`;
}

function parse(text: string): { name: string; id: string; typeByte: number; key: Uint8Array } {
  // The base64 may have a plus, names have none.
  const [, name, id, base64] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text) ?? [];
  const bytes = base64 === undefined ? null : bytesOfBase64(base64);
  if (name === undefined || id === undefined || bytes === null || !isKeyName(name)) return refuse('it is not name+hash+base64');
  if (bytes.length !== 1 + KEY_BYTES) refuse('it has not the length of an Ed25519 key');
  return { name, id, typeByte: bytes[0]!, key: bytes.subarray(1) };
}

function verifierOf(name: string, key: Uint8Array): Verifier {
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), key])).slice(0, 8);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  return { name, id, publicKey };
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
}

function refuse(reason: string): never {
  throw new TransparencyError('malformed_key', reason);
}
