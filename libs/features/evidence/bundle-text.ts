/** Control, format and private characters, halves of pairs, and separators of lines: what a terminal might act on, or a reader not see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** Text of a bundle in a form that can be shown anywhere: on one line, nothing in it that is not seen, no longer than `most` characters. */
export function plain(text: string, most = 160): string {
  const [short, isCut] = text.length > most ? [text.slice(0, most), true] : [text, false];
  return short.replace(UNSEEN, escaped) + (isCut ? '…' : '');
}

/** JSON that is the same value, and in which nothing stands that a terminal might act on. */
export function plainJson(value: unknown): string {
  const escape = (text: string): string => [...Array(text.length).keys()].map((i) => `\\u${hex(text.charCodeAt(i))}`).join('');
  return JSON.stringify(value, null, 2).replace(UNSEEN, (text) => (text === '\n' ? text : escape(text)));
}

const hex = (unit: number): string => unit.toString(16).padStart(4, '0');

const SAME_BEFORE = 40;

/** Two texts, each from a little before where they part: a sentence may differ in one word of fifty. */
export function parted(one: string, other: string): readonly [string, string] {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const from = Math.max(0, same - SAME_BEFORE);
  const part = (text: string): string => (from > 0 ? `…${text.slice(from)}` : text);
  return [part(one), part(other)];
}
