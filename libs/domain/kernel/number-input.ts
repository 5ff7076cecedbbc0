import { isDecimalText, type DecimalText } from './decimal.js';
import { reject } from './errors.js';
import { clean } from './text.js';

/** `vi`: dots group thousands, a comma is the decimal mark. `plain`: a point is the decimal mark, nothing groups. */
export type NumberReading = 'vi' | 'plain';

const GROUPED = /^[1-9]\d{0,2}(?:[.\s]\d{3})+$/;
const POINTED = /^\d+\.\d+$/;
const AMBIGUOUS = /^[1-9]\d{0,2}\.\d{3}$/;

/**
 * The number that a person meant, as exact decimal text. Rules, in this order:
 * 1. A comma is the decimal mark, at most one: `55,1` is 55.1, `913.216,2` is 913216.2, `1,234` is 1.234.
 * 2. Dots or spaces that group every three digits are thousands when there are several: `1.234.567` is 1234567.
 * 3. A single point with other than three digits after it, more than three before it or a leading zero can only be a decimal
 *    point: `55.1`, `0.125`, `1234.567`.
 * 4. `1.234` can be read both ways and is refused, unless `reading` says which.
 * Throws `number_ambiguous` with both readings, `number_malformed` for anything else.
 */
export function parseNumber(text: string, reading: NumberReading | null = null): DecimalText {
  const trimmed = clean(text).replace(/^\u2212/, '-');
  const isNegative = trimmed.startsWith('-');
  const digits = magnitude(isNegative ? trimmed.slice(1) : trimmed, reading);
  const number = digits && normalised(digits, isNegative);
  return number !== null && isDecimalText(number) ? number : reject('number_malformed', { field: 'number', text });
}

/** Digits with at most one point; null when there is no reading. */
function magnitude(text: string, reading: NumberReading | null): string | null {
  const [whole = '', fraction, ...more] = text.split(',');
  if (more.length > 0 || (fraction !== undefined && (reading === 'plain' || !/^\d+$/.test(fraction)))) return null;
  if (fraction !== undefined) return withFraction(ungrouped(whole), fraction);
  if (/^\d+$/.test(text)) return text;
  if (reading === null && AMBIGUOUS.test(text)) ambiguous(text);
  if (reading !== 'plain' && GROUPED.test(text)) return ungrouped(text);
  return reading !== 'vi' && POINTED.test(text) ? text : null;
}

function ambiguous(text: string): never {
  reject('number_ambiguous', { text, thousands: text.replace('.', ''), decimal: text.replace('.', ',') });
}

function ungrouped(whole: string): string | null {
  if (/^\d+$/.test(whole)) return whole;
  // One kind of separator throughout: `1.234 567` is a slip, not a number.
  const separators = new Set(whole.replace(/\d/g, ''));
  return GROUPED.test(whole) && separators.size === 1 ? whole.replace(/\D/g, '') : null;
}

function withFraction(whole: string | null, fraction: string): string | null {
  return whole === null ? null : `${whole}.${fraction}`;
}

function normalised(digits: string, isNegative: boolean): DecimalText {
  const plain = digits.replace(/^0+(?=\d)/, '');
  return isNegative && /[1-9]/.test(plain) ? `-${plain}` : plain;
}
