import { exact, isDecimalText, type DecimalText } from '../../domain/kernel/decimal.js';
import { textAt, tokenAt, type Line } from './line.js';

/** A number and the tokens that it covers. */
export interface Numeral {
  readonly start: number;
  readonly end: number;
  readonly value: DecimalText;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  readonly inWords: boolean;
}

const SIMPLE = /^[1-9]\d{0,14}$/;
const GROUPED = /^[1-9]\d{0,2}(?:\.\d{3}){1,8}(?:,\d{1,12})?$/;
const PLAIN = /^\d{1,24}(?:[.,]\d{1,12})?$/;
const ENGLISH = /^[1-9]\d{0,2}(?:,\d{3}){2,8}$/;

/** `913.216,2` → `913216.2`, `55,1` → `55.1`, `01` → `1`; null for what is no number, `1.2.3`. */
export function decimalOf(printed: string): DecimalText | null {
  if (SIMPLE.test(printed)) return printed;
  if (GROUPED.test(printed)) return tidy(printed.replaceAll('.', '').replace(',', '.'));
  if (PLAIN.test(printed)) return tidy(printed.replace(',', '.'));
  return ENGLISH.test(printed) ? tidy(printed.replaceAll(',', '')) : null;
}

function tidy(text: string): DecimalText | null {
  const [whole = '', part = ''] = text.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  let last = part.length;
  while (last > 0 && part[last - 1] === '0') last -= 1;
  const tidied = last === 0 ? digits : `${digits}.${part.slice(0, last)}`;
  return isDecimalText(tidied) ? tidied : null;
}

/** The number that begins at a token: digits, a fraction `13/16`, or words `hai mươi mốt`. */
export function numeralAt(line: Line, start: number): Numeral | null {
  const token = tokenAt(line, start);
  if (token.kind === 'word') return wordNumeral(line, start);
  const value = token.kind === 'number' ? decimalOf(token.text) : null;
  if (value === null) return null;
  const slash = tokenAt(line, start + 1);
  const below = tokenAt(line, start + 2);
  const denominator = slash.text === '/' && slash.glued && below.kind === 'number' && below.glued ? decimalOf(below.text) : null;
  const numerator = denominator === null ? null : value;
  return { start, end: denominator === null ? start + 1 : start + 3, value, numerator, denominator, inWords: false };
}

const ONES: ReadonlyMap<string, number> = new Map(
  Object.entries({ một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, nhăm: 5, sáu: 6, bảy: 7, bẩy: 7, tám: 8, chín: 9 }),
);
const NEVER_FIRST: ReadonlySet<string> = new Set(['mốt', 'tư', 'lăm', 'nhăm']);
const FRACTION_WORDS = 'phần';

/** `mười lăm`, `hai mươi`, `một trăm linh năm`, `ba nghìn hai trăm`; at most ten words. `năm` alone is left to the caller: five or year. */
function wordNumeral(line: Line, start: number): Numeral | null {
  const first = textAt(line, start);
  if (first !== 'mười' && (!ONES.has(first) || NEVER_FIRST.has(first))) return null;
  let total = 0;
  let hundreds = 0;
  let current = -1;
  let index = start;
  for (; index < start + 10; index += 1) {
    const word = textAt(line, index);
    const one = ONES.get(word);
    if (one !== undefined) {
      if (current > 0 && (current < 10 || current % 10 !== 0 || word === 'năm')) break;
      current = Math.max(0, current) + one;
    } else if (word === 'mười' && current <= 0) current = 10;
    else if (word === 'mươi' && current > 0 && current < 10) current *= 10;
    else if (word === 'trăm' && current > 0 && current < 10) [hundreds, current] = [current * 100, 0];
    else if (word === 'nghìn' && current >= 0 && total === 0) [total, hundreds, current] = [(hundreds + current) * 1000, 0, 0];
    else if ((word !== 'linh' && word !== 'lẻ') || hundreds + total === 0) break;
  }
  const value = total + hundreds + Math.max(0, current);
  const whole = { start, end: index, value: String(value), numerator: null, denominator: null, inWords: true };
  return fractionInWords(line, whole, value) ?? whole;
}

/** `hai phần ba`: a share of the whole, not of a hundred. */
function fractionInWords(line: Line, above: Numeral, value: number): Numeral | null {
  const below = ONES.get(textAt(line, above.end + 1));
  if (textAt(line, above.end) !== FRACTION_WORDS || below === undefined || below < 2 || value >= below) return null;
  return { ...above, end: above.end + 2, numerator: String(value), denominator: String(below) };
}

/** numerator ÷ denominator in percent to two decimals; null for a denominator of nothing. */
export function percentOf(numerator: DecimalText, denominator: DecimalText): DecimalText | null {
  const below = exact(denominator);
  return below.isZero() ? null : exact(numerator).times(100).div(below).toDecimalPlaces(2).toFixed();
}

/** The words with which a number in words may begin. */
export const NUMBER_OPENINGS: readonly string[] = [...ONES.keys(), 'mười'].filter((word) => !NEVER_FIRST.has(word));
