import { sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { base64Of, bytesOfBase64 } from './base64.js';
import { TransparencyError } from './errors.js';
import { isKeyName, type Signer, type Verifier } from './keys.js';

/** One signature line of a note: `— name base64(id ‖ bytes)`. */
export interface NoteSignature {
  readonly name: string;
  /** Four bytes in lower-case hex. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More than any log has; bounds the work that a made-up note can cause. At least 16 must be read (C2SP signed-note). */
const MOST_SIGNATURES = 100;
/** Of Ed25519. */
const SIGNATURE_BYTES = 64;

/** Signs a note's text as it is (C2SP signed-note, "Ed25519 signatures"). Throws `malformed_note`. */
export function signText(text: string, signer: Signer): NoteSignature {
  checkText(text);
  return { name: signer.verifier.name, id: signer.verifier.id, bytes: signBytes(null, Buffer.from(text), signer.privateKey) };
}

/** Writes a note: its text, an empty line, its signatures in order. Throws `malformed_note`. */
export function formatNote({ text, signatures }: Note): string {
  checkText(text);
  const lines = signatures.map(({ name, id, bytes }) => `— ${name} ${base64Of(Buffer.concat([Buffer.from(id, 'hex'), bytes]))}\n`);
  return `${text}\n${lines.join('')}`;
}

/** Reads a note without verifying anything (C2SP signed-note, "Format"). Throws `malformed_note`. */
export function parseNote(note: string | Uint8Array): Note {
  const message = typeof note === 'string' ? note : utf8(note);
  const end = message.lastIndexOf('\n\n');
  if (end < 0 || !message.endsWith('\n')) return refuse('it has no text and signatures');
  const text = message.slice(0, end + 1);
  checkText(text);
  const lines = message.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) refuse(`it has more than ${MOST_SIGNATURES} signatures`);
  return { text, signatures: lines.map(signatureOf) };
}

/**
 * The notes of a file that holds several, one after the other with blank lines between them; none is verified. What is left at its end is
 * one too, also without a newline: what is no note or not all of it is for `parseNote` to refuse.
 */
export function notesIn(text: string): readonly string[] {
  const notes: string[] = [];
  let lines: string[] = [];
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const isSignature = line.startsWith('— ');
    if (!isSignature && lines.at(-1)?.startsWith('— ')) {
      notes.push(`${lines.join('\n')}\n`);
      lines = [];
    }
    if (line !== '' || lines.length > 0) lines.push(line);
  }
  if (lines.some((line) => line.trim() !== '')) notes.push(`${lines.join('\n')}\n`);
  return notes;
}

/**
 * The known keys that signed a note; signatures by others are ignored, and of one key only the first counts (C2SP signed-note,
 * "Signatures"). Throws `invalid_signature` when one by a known key does not hold, `unsigned`, which names who signed, when there is none.
 */
export function verifySignatures({ text, signatures }: Note, verifiers: readonly Verifier[]): Verifier[] {
  const signedBy = new Set<Verifier>();
  for (const { name, id, bytes } of signatures) {
    const verifier = verifiers.find((known) => known.name === name && known.id === id);
    if (verifier === undefined || signedBy.has(verifier)) continue;
    const holds = bytes.length === SIGNATURE_BYTES && verifyBytes(null, Buffer.from(text), verifier.publicKey, bytes);
    if (!holds) throw new TransparencyError('invalid_signature', `${name}+${id}`);
    signedBy.add(verifier);
  }
  if (signedBy.size === 0) throw new TransparencyError('unsigned', signatures.map(({ name, id }) => `${name}+${id}`).join(', '));
  return [...signedBy];
}

function signatureOf(line: string): NoteSignature {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = bytesOfBase64(base64);
  if (!isKeyName(name) || bytes === null || bytes.length < 5) return refuse('a signature line is not — name base64');
  return { name, id: Buffer.from(bytes.subarray(0, 4)).toString('hex'), bytes: bytes.subarray(4) };
}

function checkText(text: string): void {
  if (!text.isWellFormed() || !/^[^\u0000-\u0009\u000b-\u001f]*\n$/u.test(text))
    refuse('its text has control characters or no newline at its end');
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('it is not UTF-8');
  }
}

function refuse(reason: string): never {
  throw new TransparencyError('malformed_note', reason);
}
