import { checked } from './checked-text.js';
import { decode } from './decode.js';
import { formatOfCharacters, kindOf, mismatchNotes } from './detect.js';
import type { ExtractedText, Hint } from './extracted-text.js';
import { FormatError } from './format-error.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { parsedApart } from './parser-process.js';

export type { ExtractedText, Format, Hint, Note, Page } from './extracted-text.js';
export { FormatError, type FormatErrorCode } from './format-error.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';

/**
 * The text of a file (.txt, .md, .docx, .pdf with a text layer, .html) or of pasted text, with the pages of a PDF. The content decides what it
 * is; where name or content type say otherwise, a note tells. Plain text stays exactly as it is but for a byte order mark. Word, PDF and
 * HTML are parsed in a process of their own, which is ended when it takes too long or too much memory.
 * Throws FormatError and nothing else for a file that cannot be read; `limits` are those of DEFAULT_LIMITS where they are not given.
 */
export async function extractText(file: Uint8Array | string, hint: Hint = {}, limits: Partial<Limits> = {}): Promise<ExtractedText> {
  const kept = { ...DEFAULT_LIMITS, ...limits };
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  if (bytes.length > kept.fileBytes) {
    throw new FormatError('file_too_large', { limit: 'fileBytes', allowed: kept.fileBytes, found: bytes.length });
  }
  const kind = kindOf(bytes);
  if (kind !== 'characters') return parsedApart(kind, bytes, hint, kept);
  const text = decode(bytes);
  const format = formatOfCharacters(text, hint);
  if (format === 'html') return parsedApart('html', Buffer.from(text), hint, kept);
  if (text.trim() === '') throw new FormatError('empty');
  return checked(format, text, null, mismatchNotes(format, hint), kept);
}
