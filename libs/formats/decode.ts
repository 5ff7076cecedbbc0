import { damaged, FormatError } from './format-error.js';
import { legacyEncodingOfBytes } from './legacy-encoding.js';

/** Control characters that no text has; NUL could not be stored either. */
const BINARY = /[\x00-\x08\x0E-\x1A\x1C-\x1F]/;

/**
 * Bytes as text: UTF-8 with or without a byte order mark, UTF-16 with one. The mark is dropped, all else stays as it is.
 * Throws `legacy_encoding` for bytes of the time before Unicode, `unsupported_format` for what is no text, `damaged` for a text cut in a character.
 */
export function decode(bytes: Uint8Array): string {
  const text = utf16Of(bytes) ?? utf8(bytes);
  if (BINARY.test(text)) throw new FormatError('unsupported_format', { found: 'binary' });
  return text;
}

function utf16Of(bytes: Uint8Array): string | null {
  const order = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  return order && decoded(order, bytes, () => damaged('text', 'characters'));
}

function utf8(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new FormatError('unsupported_format', { found: 'binary' });
  return decoded('utf-8', bytes, () => {
    const encoding = legacyEncodingOfBytes(bytes);
    if (encoding) return new FormatError('legacy_encoding', { found: encoding });
    return isCut(bytes) ? damaged('text', 'cut_off') : new FormatError('legacy_encoding', { found: 'non-UTF-8' });
  });
}

/** All is UTF-8 but for a last character of which bytes are missing. */
function isCut(bytes: Uint8Array): boolean {
  const last = bytes.findLastIndex((byte) => byte >= 0xc0);
  if (last < bytes.length - 3) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, last));
    return true;
  } catch {
    return false;
  }
}

function decoded(encoding: string, bytes: Uint8Array, failure: () => FormatError): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw failure();
  }
}
