import type { PreparedText } from '../structure.js';

/** A text that needs no preparing, as the rules read it: for tests of phrases alone. */
export function plainText(source: string): PreparedText {
  const text = source.normalize('NFC');
  return {
    source,
    text,
    folded: text.toLowerCase(),
    spanOf: (start, end) => ({ start, end }),
    quote: (start, end) => text.slice(start, end),
  };
}
