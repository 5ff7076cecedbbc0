import { isCapital, pairAt, stretchOf, textAt, tokenAt } from '../phrases/line.js';
import { numeralAt, type Numeral } from '../phrases/numbers.js';
import type { Quantity } from '../phrases/phrases.js';
import { isMark, tokenFrom, type View } from '../proposals/view.js';

/**
 * The numbers of lists whose unit stands only behind the last one, in that unit: 15/19 of `xã A 15/19, xã B 14/19 tiêu chí`, 45 of
 * `lần lượt là 45, 38 và 30%`.
 */
export function lentIn(view: View): readonly Quantity[] {
  const { quantities } = view.phrases;
  const bare = new Set(quantities.flatMap(({ unit, number }) => (unit === null ? [number.from] : [])));
  const lent: Quantity[] = [];
  for (const quantity of quantities) {
    if (quantity.unit === null || quantity.valueTo !== null) continue;
    for (const one of listBefore(view, quantity, bare)) lent.push(one);
  }
  return lent.sort((a, b) => a.from - b.from);
}

const LONGEST_LIST = 40;

function listBefore(view: View, quantity: Quantity, bare: ReadonlySet<number>): readonly Quantity[] {
  const found: Quantity[] = [];
  let at = tokenFrom(view.line, quantity.from);
  let isOfNames = true;
  for (let count = 0; count < LONGEST_LIST; count += 1) {
    const name = nameStart(view, at);
    const number = numberBefore(view, name, bare);
    if (number === null || (number.denominator === null) !== (quantity.denominator === null)) break;
    isOfNames = isOfNames && name < at && isNamed(view, number.start);
    found.push(inUnitOf(view, number, quantity));
    at = number.start;
  }
  return isOfNames || inTurn(view, at) ? found : [];
}

const LONGEST_NAME = 7;
const TITLES: ReadonlySet<string> = new Set('tỉnh huyện xã phường thị trấn thành phố quận đặc khu tp trong đó là'.split(' '));

/** Back over the name that a number is of, with its colon or bracket; the number itself where none stands before it. */
function nameStart({ line }: View, number: number): number {
  let start = isMark(line, number - 1, ':(') ? number - 1 : number;
  const end = start;
  while (start > end - LONGEST_NAME && (isCapital(line, start - 1) || TITLES.has(textAt(line, start - 1)))) start -= 1;
  return start;
}

function isNamed({ line }: View, number: number): boolean {
  return isCapital(line, isMark(line, number - 1, ':(') ? number - 2 : number - 1);
}

/** The number before the comma that ends at a token, one of no phrase or of one without a unit. */
function numberBefore({ line, cover }: View, at: number, bare: ReadonlySet<number>): Numeral | null {
  let end = at;
  while (end > at - 2 && (isMark(line, end - 1, ',;') || textAt(line, end - 1) === 'và')) end -= 1;
  if (end === at) return null;
  if (isMark(line, end - 1, ')')) end -= 1;
  const start = isMark(line, end - 2, '/') ? end - 3 : end - 1;
  if (tokenAt(line, start).kind !== 'number') return null;
  if (cover[start] != null && !bare.has(tokenAt(line, start).from)) return null;
  const number = numeralAt(line, start);
  return number?.end === end ? number : null;
}

const NEAR = 8;

function inTurn({ line }: View, at: number): boolean {
  for (let index = at - 1; index > at - NEAR; index -= 1)
    if (pairAt(line, index) === 'lần lượt' || pairAt(line, index) === 'tương ứng') return true;
  return false;
}

function inUnitOf({ line }: View, { start, end, value, numerator, denominator }: Numeral, quantity: Quantity): Quantity {
  const stretch = stretchOf(line, start, end);
  const plain = { comparator: '=', comparatorAlt: ['>='], comparatorWord: null, change: null, incremental: false, baseline: null } as const;
  return { ...quantity, ...stretch, ...plain, number: stretch, value, numerator, denominator, unitAt: null, base: null };
}

/** The numbers of a text with those that have the unit of a later one, in reading order. */
export function inOrder(quantities: readonly Quantity[], lent: readonly Quantity[]): readonly Quantity[] {
  if (lent.length === 0) return quantities;
  const starts = new Set(lent.map(({ number }) => number.from));
  return [...quantities.filter(({ number }) => !starts.has(number.from)), ...lent].sort((a, b) => a.from - b.from);
}
