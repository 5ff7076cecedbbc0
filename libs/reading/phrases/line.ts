import type { PreparedText } from '../structure.js';
import type { Stretch } from './phrases.js';

export interface Token extends Stretch {
  readonly kind: 'word' | 'number' | 'mark' | 'end';
  /** Folded, one spelling of i and y: kì → kỳ, tỉ → tỷ. */
  readonly text: string;
  /** No blank before it: the `m` of `6m`. */
  readonly glued: boolean;
}

/** The tokens between two indices. Every rule looks at a bounded number of them, so that reading stays linear. */
export interface Line {
  readonly prepared: PreparedText;
  readonly tokens: readonly Token[];
}

const SPELLING: ReadonlyMap<string, string> = new Map([
  ['kì', 'kỳ'],
  ['tỉ', 'tỷ'],
  ['quí', 'quý'],
  ['luỹ', 'lũy'],
  ['khoá', 'khóa'],
  ['uỷ', 'ủy'],
  ['hằng', 'hàng'],
  ['ngàn', 'nghìn'],
  ['vắcxin', 'vắc-xin'],
]);
/** Words as rules compare them, each kept once so that it is hashed once: a language has few. */
const WORDS = new Map<string, string>(SPELLING);
const WORDS_KEPT = 20_000;

function wordOf(raw: string): string {
  const known = WORDS.get(raw);
  if (known === undefined && WORDS.size < WORDS_KEPT) WORDS.set(raw, raw);
  return known ?? raw;
}

const END: Token = { kind: 'end', text: '', from: -1, to: -1, glued: false };

export function lineOf(prepared: PreparedText, from: number, to: number): Line {
  const { folded } = prepared;
  const end = Math.min(folded.length, to);
  const tokens: Token[] = [];
  let last = -1;
  for (let at = Math.max(0, from); at < end;) {
    const code = folded.charCodeAt(at);
    if (isBlank(code)) {
      at += 1;
      continue;
    }
    const kind = isLetter(code) ? 'word' : isDigit(code) ? 'number' : 'mark';
    const stop = kind === 'word' ? wordEnd(folded, at, end) : kind === 'number' ? numberEnd(folded, at, end) : at + 1;
    const raw = folded.slice(at, stop);
    tokens.push({ kind, text: kind === 'word' ? wordOf(raw) : raw, from: at, to: stop, glued: at === last });
    last = at = stop;
  }
  return { prepared, tokens };
}

function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0xfeff;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Latin with all marks of Vietnamese, and other alphabets; not the signs between them. */
function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code < 0x2000) || (code >= 0x3040 && code < 0xd800);
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start + 1;
  while (at < end && (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)))) at += 1;
  return at;
}

/** Digits with single points and commas between them: `913.216,2`. */
function numberEnd(text: string, start: number, end: number): number {
  let at = start + 1;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) continue;
    const joins = (code === 0x2e || code === 0x2c) && at + 1 < end && isDigit(text.charCodeAt(at + 1));
    if (!joins) break;
  }
  return at;
}

/** The token at an index; beyond either end one that matches nothing. */
export function tokenAt(line: Line, index: number): Token {
  // An array is slow to say that it has no element before its first.
  return index < 0 ? END : (line.tokens[index] ?? END);
}

export function textAt(line: Line, index: number): string {
  return tokenAt(line, index).text;
}

/** Two words as one, `kế hoạch`. */
export function pairAt(line: Line, index: number): string {
  return `${textAt(line, index)} ${textAt(line, index + 1)}`;
}

/** Written with a capital in the document. */
export function isCapital(line: Line, index: number): boolean {
  const token = tokenAt(line, index);
  if (token.kind !== 'word') return false;
  const letter = line.prepared.text.charAt(token.from);
  return letter !== letter.toLowerCase();
}

/** The stretch from one token to before another. */
export function stretchOf(line: Line, start: number, end: number): Stretch {
  return { from: tokenAt(line, start).from, to: tokenAt(line, end - 1).to };
}

/** The words between two tokens as folded. */
export function wordsOf(line: Line, start: number, end: number): string {
  const { from, to } = stretchOf(line, start, end);
  return line.prepared.folded.slice(from, to);
}

/** The same in lower case but for words of capitals, `triệu USD`, `sản phẩm OCOP`; in a passage all in capitals these too. */
export function printedOf(line: Line, start: number, end: number): string {
  const { from, to } = stretchOf(line, start, end);
  const words = line.prepared.text.slice(from, to);
  if (isInCapitals(line)) return words.toLowerCase();
  return words.replaceAll(/[\p{L}\d]+/gu, (word) => (/^[\p{Lu}\d]{2,}$/u.test(word) ? word : word.toLowerCase()));
}

/** `GRDP: 8,5%` is a name, not a passage in capitals. */
const SO_MANY_WORDS = 3;

/** `PHẤN ĐẤU THU NGÂN SÁCH ĐẠT TRÊN 5.600 TỶ ĐỒNG`: no small letter in the whole passage. */
export function isInCapitals({ prepared, tokens }: Line): boolean {
  const [from = 0, to = 0] = [tokens[0]?.from, tokens.at(-1)?.to];
  const text = prepared.text.slice(from, to);
  return !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}+/gu)?.length ?? 0) > SO_MANY_WORDS;
}
