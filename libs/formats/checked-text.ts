import type { ExtractedText, Format, Note } from './extracted-text.js';
import { FormatError } from './format-error.js';
import { legacyEncodingOf } from './legacy-encoding.js';
import type { Limits } from './limits.js';

/** The text when it keeps to the limits and is Unicode; else throws `text_too_large`, `line_too_long`, `legacy_encoding`. */
export function checked(
  format: Format,
  text: string,
  pages: ExtractedText['pages'],
  notes: readonly Note[],
  limits: Limits,
): ExtractedText {
  const found = Buffer.byteLength(text);
  if (found > limits.textBytes) throw new FormatError('text_too_large', { limit: 'textBytes', allowed: limits.textBytes, found });
  refuseLongLines(text, limits.lineLength);
  const encoding = legacyEncodingOf(text);
  if (encoding) throw new FormatError('legacy_encoding', { found: encoding });
  return { text, pages, format, notes };
}

function refuseLongLines(text: string, allowed: number): void {
  let from = 0;
  for (let line = 1; from <= text.length; line++) {
    const end = text.indexOf('\n', from);
    const found = (end < 0 ? text.length : end) - from;
    if (found > allowed) throw new FormatError('line_too_long', { limit: 'lineLength', allowed, found, line });
    if (end < 0) return;
    from = end + 1;
  }
}
