import type { Comparator } from '../reading.js';
import { beforeNumber } from './comparisons.js';
import { pairAt, stretchOf, textAt, tokenAt, wordsOf, type Line } from './line.js';
import { numeralAt } from './numbers.js';
import type { Quantity } from './phrases.js';
import { baseAt, unitAt } from './units.js';
import { meaning, onward, openingsOf, wordTree } from './word-tree.js';

interface Implied {
  readonly value: string;
  readonly unit: '%' | 'lần';
  readonly comparator: Comparator;
  readonly source: 'printed' | 'implied';
}

/** Values that stand in no digits. `hai con số` is ten percent or more. */
const IN_WORDS = wordTree<Implied>([
  ...meaning('tất cả, toàn bộ', { value: '100', unit: '%', comparator: '=', source: 'implied' } as const),
  ...meaning('hai con số, 2 con số, 02 con số', { value: '10', unit: '%', comparator: '>=', source: 'implied' } as const),
  ...meaning('một nửa, quá nửa, hơn một nửa', { value: '50', unit: '%', comparator: '=', source: 'printed' } as const),
  ...meaning('gấp đôi, gấp hai', { value: '2', unit: 'lần', comparator: '=', source: 'printed' } as const),
  ...meaning('gấp rưỡi', { value: '1.5', unit: 'lần', comparator: '=', source: 'printed' } as const),
  ...meaning('gấp ba', { value: '3', unit: 'lần', comparator: '=', source: 'printed' } as const),
]);

/** After these `tất cả` is where something is done, not how much: `trên tất cả các lĩnh vực`. */
const PLACES: ReadonlySet<string> = new Set(
  'trên trong của tại ở đối với cho từ đến ra vào bằng về là qua theo giữa và do lên cùng'.split(' '),
);

/** `xóa toàn bộ 214 phòng học tạm`: how many there are is what is to be reached. */
function countsWhole(line: Line, index: number): boolean {
  const number = tokenAt(line, index).kind === 'number' ? numeralAt(line, index) : null;
  return number !== null && number.denominator === null && ['count', 'amount'].includes(unitAt(line, number.end)?.kind ?? '');
}

/** What values in words never have. */
const NOTHING_ELSE = { valueTo: null, numerator: null, denominator: null, unitAt: null, per: null, baseline: null } as const;

export function impliedAt(line: Line, index: number): { quantity: Quantity; end: number } | null {
  const found = onward(IN_WORDS, line, index);
  if (!found) return null;
  const { value, unit, comparator, source } = found.value;
  const all = value === '100';
  if (all && ((PLACES.has(textAt(line, index - 1)) && !isRest(line, index, found.end)) || countsWhole(line, found.end))) return null;
  const end = unit === 'lần' && textAt(line, found.end) === 'lần' ? found.end + 1 : found.end;
  const before = beforeNumber(line, index);
  const more = textAt(line, index) === 'quá' || textAt(line, index) === 'hơn';
  const literal = more ? '>' : (before.comparator ?? comparator);
  const word = all || value === '10' ? wordsOf(line, index, found.end) : more ? textAt(line, index) : before.word;
  const quantity: Quantity = {
    ...stretchOf(line, before.start, end),
    number: stretchOf(line, index, found.end),
    value,
    ...NOTHING_ELSE,
    comparator: literal,
    comparatorAlt: literal === '=' ? ['>='] : [],
    comparatorWord: word,
    kind: unit === '%' ? 'percentage' : 'amount',
    unit,
    base: unit === '%' && value !== '10' ? baseAt(line, end) : null,
    source,
    change: before.change,
    incremental: before.incremental && unit === '%' && !all,
  };
  return { quantity, end };
}

/** Tokens. */
const LONGEST_REST = 5;

/** `70% diện tích trước ngày 20/11 và | toàn bộ diện tích còn lại`. */
function isRest(line: Line, index: number, end: number): boolean {
  if (textAt(line, index - 1) !== 'và') return false;
  for (let ahead = end; ahead < end + LONGEST_REST; ahead += 1) if (pairAt(line, ahead) === 'còn lại') return true;
  return false;
}

/** Where the number begins that all of something is: `toàn bộ | 214 phòng học`; null where none follows. */
export function wholeAt(line: Line, index: number): number | null {
  const found = onward(IN_WORDS, line, index);
  return found?.value.value === '100' && countsWhole(line, found.end) ? found.end : null;
}

/** The words with which such a value may begin. */
export const WORD_VALUE_OPENINGS: readonly string[] = openingsOf(IN_WORDS);
