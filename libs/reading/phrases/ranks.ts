import { pairAt, stretchOf, textAt, wordsOf, type Line } from './line.js';
import type { Numeral } from './numbers.js';
import type { Quantity } from './phrases.js';
import { meaning, backward, wordTree } from './word-tree.js';

/** Before a place in a ranking: the place itself, or the group that reaches down to it. */
const PLACES = wordTree<'at' | 'within'>([
  ...meaning(
    'xếp thứ, đứng thứ, vị trí thứ, xếp vị trí thứ, xếp hạng, thứ hạng, xếp hạng thứ, thứ hạng thứ, đứng vị trí thứ, đứng ở vị trí thứ, lên vị trí thứ, lên thứ, hạng thứ, xếp vị trí, đứng vị trí, đứng hạng, lên hạng, xếp hạng từ, thứ hạng từ, xếp thứ từ',
    'at',
  ),
  ...meaning('trong nhóm, trong tốp, trong top, top, tốp, tốp đầu, thuộc nhóm, vào nhóm, vào top, vào tốp, trong số, nhóm', 'within'),
]);
const GROUPED: ReadonlySet<string> = new Set([
  'tỉnh',
  'địa',
  'nước',
  'thành',
  'vị',
  'đơn',
  'quốc',
  'bộ',
  'cả',
  'toàn',
  ',',
  '',
  '.',
  ';',
  'về',
  'trên',
]);

const LEADING: ReadonlySet<string> = new Set(['dẫn đầu', 'đứng đầu', 'hàng đầu']);
/** Tokens between the number of a group and what it does. */
const LONGEST_GROUP = 4;

/** Where `nước dẫn đầu`, `tỉnh, thành phố đứng đầu` behind the number of a group ends; null where nobody leads. */
export function ledBy(line: Line, start: number): number | null {
  for (let index = start + 1; index <= start + LONGEST_GROUP; index += 1) if (LEADING.has(pairAt(line, index))) return index + 2;
  return null;
}

/** `xếp thứ 10`, `vị trí thứ 15/63`, `trong nhóm 20 tỉnh dẫn đầu`: the smaller the better. */
export function rankAt(line: Line, number: Numeral): Quantity | null {
  const place = backward(PLACES, line, number.start);
  if (!place || !/^\d{1,3}$/.test(number.value)) return null;
  const within = place.value === 'within';
  const led = ledBy(line, number.end);
  if (within && led === null && (textAt(line, place.start) === 'nhóm' || !GROUPED.has(textAt(line, number.end)))) return null;
  const upward = !within && pairAt(line, number.end) === 'trở lên';
  const end = within ? (led ?? number.end) : upward ? number.end + 2 : number.end;
  return {
    ...stretchOf(line, place.start, end),
    number: stretchOf(line, number.start, number.end),
    value: number.value,
    valueTo: null,
    numerator: number.numerator,
    denominator: number.denominator,
    comparator: within || upward ? '<=' : '=',
    comparatorAlt: within ? [] : upward ? ['>='] : ['<='],
    comparatorWord: within ? wordsOf(line, place.start, place.end) : upward ? 'trở lên' : null,
    kind: 'index_rank',
    unit: 'hạng',
    unitAt: null,
    base: null,
    source: 'printed',
    change: null,
    incremental: false,
    per: null,
    baseline: null,
  };
}
