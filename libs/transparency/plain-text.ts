/** Control, format and private characters, halves of pairs, and separators of lines: what a terminal might act on, or a reader not see. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** Foreign text in a form that can be stored and shown anywhere: on one line, nothing in it that is not seen, no longer than `most` characters. */
export function plain(text: string, most = 160): string {
  const [short, isCut] = text.length > most ? [text.slice(0, most), true] : [text, false];
  return short.replace(UNSEEN, escaped) + (isCut ? '…' : '');
}
