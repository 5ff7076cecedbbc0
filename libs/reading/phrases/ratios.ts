import { textAt, tokenAt, wordsOf, type Line } from './line.js';
import { numeralAt, type Numeral } from './numbers.js';
import { PER_WORDS } from './unit-words.js';
import { onward, wordSet } from './word-tree.js';

/** What a ratio is of, where `trên một` stands before it: no number but a measure. */
const MEASURES = wordSet(
  'đơn vị, đơn vị diện tích, diện tích, đầu người, địa bàn, ha, hecta, héc ta, hécta, ha đất, người, lao động, hộ, km, km2, m2, giường, lớp, vụ, năm',
);
/** Words that name a proportion: `số giường bệnh trên 10.000 dân`. */
const PROPORTIONS: ReadonlySet<string> = new Set(['số', 'tỷ', 'tỉ', 'bình', 'mật', 'suất', 'lệ', 'chỉ']);
/** These tell how many, so that `trên` behind them compares. */
const TOLD: ReadonlySet<string> = new Set(
  'đạt có được là cho tới đến phục thu hút khoảng ít tối tăng giảm còn bằng vượt đón với'.split(' '),
);
const ROUND = /^10{0,5}$/;
const REACH = 12;

/** The token after `trên 10.000 dân`, `trên một đơn vị diện tích`, where these words say of what a ratio is; null where `trên` compares. */
export function ratioEnd(line: Line, number: Numeral): number | null {
  if (textAt(line, number.start - 1) !== 'trên' || !ROUND.test(number.value)) return null;
  const single = number.value === '1' ? onward(MEASURES, line, number.end) : null;
  if (single) return single.end;
  const end = multipleEnd(line, number.end);
  const per = onward(PER_WORDS, line, end);
  return per && isProportion(line, number.start - 1) ? per.end : null;
}

function multipleEnd(line: Line, index: number): number {
  return ['vạn', 'nghìn', 'triệu'].includes(textAt(line, index)) && textAt(line, index + 1) !== 'dân' ? index + 1 : index;
}

function isProportion(line: Line, end: number): boolean {
  for (let index = end - 1; index > end - 1 - REACH; index -= 1) {
    const { kind, text } = tokenAt(line, index);
    if (kind === 'mark' || kind === 'end' || TOLD.has(text)) return false;
    if (PROPORTIONS.has(text)) return true;
  }
  return false;
}

/**
 * What the number of a count is per, and of what, where the words before it say so: `Số giường bệnh trên 10.000 dân: 26` → `giường bệnh`
 * and `10.000 dân`; null where they do not.
 */
export function ratioBefore(line: Line, start: number): { readonly counted: string | null; readonly per: string } | null {
  for (let index = start - 1; index > start - 1 - 2 * REACH; index -= 1) {
    const { text, kind } = tokenAt(line, index);
    if (kind === 'end' || text === ';' || text === ',' || text === '.' || text === '%') return null;
    if (text !== 'trên' && text !== '/') continue;
    const end = perEnd(line, index);
    return end === null || end > start ? null : { counted: countedBefore(line, index), per: perOf(line, index + 1, end) };
  }
  return null;
}

const DWELLERS = wordSet('dân, vạn dân, nghìn dân, triệu dân, người dân');

/** Only people: `/năm` and `/ha` say how fast or how dense, and the unit is printed. */
function perEnd(line: Line, index: number): number | null {
  const number = numeralAt(line, index + 1);
  const per = onward(DWELLERS, line, number?.end ?? index + 1);
  if (!per || (number === null && textAt(line, per.start) === 'dân')) return null;
  return textAt(line, index) === '/' || number === null || ratioEnd(line, number) !== null ? per.end : null;
}

/** `1 vạn dân`, `một vạn dân` are `vạn dân`. */
function perOf(line: Line, start: number, end: number): string {
  const number = numeralAt(line, start);
  return wordsOf(line, number?.value === '1' ? number.end : start, end);
}

function countedBefore(line: Line, end: number): string | null {
  for (let index = end - 1; index > end - 6; index -= 1) {
    if (tokenAt(line, index).kind !== 'word') return null;
    if (textAt(line, index) === 'số' && index < end - 1) return wordsOf(line, index + 1, end);
  }
  return null;
}
