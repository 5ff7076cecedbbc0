import type { Comparator } from '../reading.js';
import { textAt, tokenAt, type Line } from './line.js';

/** Tokens. */
const FAR = 12;

/** `không để … quá 60 ngày`, `không có hồ sơ quá 30 ngày`: within the clause. */
export function negatedBefore(line: Line, end: number): boolean {
  for (let index = end - 1; index > end - FAR; index -= 1) {
    if (tokenAt(line, index).kind !== 'word') return false;
    if (textAt(line, index) === 'không' && ['để', 'có', 'còn'].includes(textAt(line, index + 1))) return true;
  }
  return false;
}

/** What is left where the comparison itself must not come true: `không để … trên 10%`. */
export const REVERSED: Partial<Record<Comparator, { readonly comparator: Comparator; readonly word: string }>> = {
  '>': { comparator: '<=', word: 'không để … trên' },
  '<': { comparator: '>=', word: 'không để … dưới' },
};

/** With these something else begins: `không để dịch bệnh xảy ra và tiêm phòng trên 80%`. */
const ANOTHER: ReadonlySet<string> = new Set(['và', 'phấn', 'bảo', 'đảm', 'nhằm', 'mà']);

/** `Không để tỷ lệ hộ nghèo | trên 10%`, `không có | trên 2%`; not `lao động không có việc làm | dưới 3%`, which names who. */
export function isForbiddenBefore(line: Line, end: number): boolean {
  for (let index = end - 1; index > end - FAR; index -= 1) {
    const { kind, text } = tokenAt(line, index);
    if (kind !== 'word' || ANOTHER.has(text)) return false;
    if (text !== 'không') continue;
    const next = textAt(line, index + 1);
    return next === 'để' || (index + 2 === end && (next === 'có' || next === 'còn'));
  }
  return false;
}

/** Where the words begin that a reversed comparison is part of: `không để | tỷ lệ hộ nghèo trên 10%`. */
export function withForbidding(line: Line, start: number): number {
  if (textAt(line, start - 2) === 'không' && textAt(line, start - 1) === 'để') return start - 2;
  return textAt(line, start - 1) === 'không' ? start - 1 : start;
}
