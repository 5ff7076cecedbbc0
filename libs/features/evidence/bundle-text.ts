import { UNSEEN } from '../../transparency/plain-text.js';

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
