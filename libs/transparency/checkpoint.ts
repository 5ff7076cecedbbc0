import { base64Of, bytesOfBase64 } from './base64.js';
import { TransparencyError } from './errors.js';
import { HASH_BYTES } from './hashes.js';
import type { Signer, Verifier } from './keys.js';
import { formatNote, parseNote, signText, verifySignatures } from './note.js';

/** The head of a log (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log: one line, by custom its address without scheme. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Further lines, meaning nothing here; writing any is not recommended. */
  readonly extensions?: readonly string[];
}

/** Whom to believe: keys of the log, several while they are rotated. */
export interface Trust {
  readonly origin: string;
  readonly log: readonly Verifier[];
}

export interface OpenedCheckpoint extends Checkpoint {
  readonly signedBy: readonly Verifier[];
}

/** The text of a checkpoint: origin, size, root, each on a line (C2SP tlog-checkpoint, "Note text"). Throws `malformed_checkpoint`. */
export function checkpointText({ origin, size, root, extensions = [] }: Checkpoint): string {
  const text = `${[origin, String(size), base64Of(root), ...extensions].join('\n')}\n`;
  parseCheckpoint(text);
  return text;
}

/** Reads the text of a checkpoint. Throws `malformed_checkpoint`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', base64 = '', ...rest] = text.split('\n');
  const extensions = rest.slice(0, -1);
  const root = bytesOfBase64(base64);
  if (rest.at(-1) !== '' || origin === '' || extensions.includes('')) return refuse('it has not three lines or more');
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) return refuse('its size is not a number');
  if (root?.length !== HASH_BYTES) return refuse('its root is not a SHA-256 hash');
  return { origin, size: Number(size), root, ...(extensions.length > 0 && { extensions }) };
}

/** A checkpoint as a signed note, by every key that is valid now: while keys are rotated by the old one and the new. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): string {
  const text = checkpointText(checkpoint);
  return formatNote({ text, signatures: signers.map((signer) => signText(text, signer)) });
}

/**
 * Reads a signed checkpoint and verifies it: it must be of this origin and signed by a key of the log, and no signature by a
 * known key may fail. Cosignatures of witnesses are passed over. Whether a key was valid at the time is for the caller.
 * Throws `malformed_note`, `malformed_checkpoint`, `foreign_origin`, `invalid_signature`, `unsigned`.
 */
export function openCheckpoint(note: string | Uint8Array, { origin, log }: Trust): OpenedCheckpoint {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(parsed.text);
  if (checkpoint.origin !== origin) throw new TransparencyError('foreign_origin', checkpoint.origin);
  return { ...checkpoint, signedBy: verifySignatures(parsed, log) };
}

function refuse(reason: string): never {
  throw new TransparencyError('malformed_checkpoint', reason);
}
