import { readFileSync } from 'node:fs';
import { parseCheckpoint } from '../../libs/transparency/checkpoint.js';
import { TransparencyError } from '../../libs/transparency/errors.js';
import { parseVerifier, type Verifier } from '../../libs/transparency/keys.js';
import { notesIn, parseNote } from '../../libs/transparency/note.js';
import { bilingual, CliError, lineOf } from './cli-error.js';

/** A head of a log as a file holds it. */
export interface HeadInFile {
  readonly file: string;
  readonly note: string;
}

/** A public key as it is given: `vkey`, or `vkey,INSTANT` for one that ended then. Throws `CliError`. */
export function keyOf(text: string): { readonly verifier: Verifier; readonly from: null; readonly until: string | null } {
  const [, vkey = text, until = null] = /^(.*),(\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(text) ?? [];
  try {
    return { verifier: parseVerifier(vkey), from: null, until: until === null ? null : instantOf(until) };
  } catch (error) {
    throw error instanceof TransparencyError ? new CliError(`--key: ${error.vi} / ${error.en}`) : error;
  }
}

/** Throws `CliError` for a day or time that does not exist, such as 30 February. */
function instantOf(text: string): string {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text.slice(0, 10)) return at.toISOString();
  throw new CliError(`--key: ${bilingual(`không có thời điểm ${text}`, `there is no instant ${text}`)}`);
}

/** The heads in a file that somebody kept. Throws `CliError`. */
export function headsOf(file: string): readonly HeadInFile[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`--head: ${lineOf(error)}`, { cause: error });
  }
  const notes = notesIn(text);
  if (!notes.some(isNote))
    throw new CliError(`--head: ${bilingual(`không có đầu nhật ký nào trong ${file}`, `there is no head in ${file}`)}`);
  return notes.map((note, i) => ({ file: notes.length === 1 ? file : `${file} #${i + 1}`, note }));
}

function isNote(text: string): boolean {
  try {
    return parseNote(text).signatures.length > 0;
  } catch (error) {
    if (error instanceof TransparencyError) return false;
    throw error;
  }
}

/** How many entries a head covers. Throws `CliError`. */
export function sizeOf({ file, note }: HeadInFile): number {
  try {
    return parseCheckpoint(parseNote(note).text).size;
  } catch (error) {
    throw error instanceof TransparencyError ? new CliError(`--head ${file}: ${error.vi} / ${error.en}`) : error;
  }
}
