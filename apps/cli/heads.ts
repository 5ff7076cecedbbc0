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
    return { verifier: parseVerifier(vkey), from: null, until: until === null ? null : new Date(until).toISOString() };
  } catch (error) {
    throw error instanceof TransparencyError ? new CliError(`--key: ${error.vi} / ${error.en}`) : error;
  }
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
  if (notes.length === 0)
    throw new CliError(`--head: ${bilingual(`không có đầu nhật ký nào trong ${file}`, `there is no head in ${file}`)}`);
  return notes.map((note, i) => ({ file: notes.length === 1 ? file : `${file} #${i + 1}`, note }));
}

/** How many entries a head covers. Throws `CliError`. */
export function sizeOf({ file, note }: HeadInFile): number {
  try {
    return parseCheckpoint(parseNote(note).text).size;
  } catch (error) {
    throw error instanceof TransparencyError ? new CliError(`--head ${file}: ${error.vi} / ${error.en}`) : error;
  }
}
