import { Decimal } from 'decimal.js';

/** An exact decimal number as text: optional minus, digits, optional point and digits; no exponent. */
export type DecimalText = string;

/** Amounts reach 10^15 đồng with decimals and are multiplied by shares: forty digits leave room. */
export const Exact = Decimal.clone({ precision: 40, toExpNeg: -30, toExpPos: 40 });
export type Exact = InstanceType<typeof Exact>;

const DECIMAL_TEXT = /^-?\d{1,24}(\.\d{1,12})?$/;

/** True for text that `exact` takes: at most 24 digits before the point and 12 after it. */
export function isDecimalText(text: string): text is DecimalText {
  return DECIMAL_TEXT.test(text);
}

/** The number that a decimal text means. Throws on anything else; edges validate before. */
export function exact(text: DecimalText): Exact {
  return new Exact(text);
}

/** For sums of many products: a hundred digits keep each of them exact, so that no order of adding differs from another. */
export const Sum = Decimal.clone({ precision: 100, toExpNeg: -60, toExpPos: 100 });
export type Sum = InstanceType<typeof Sum>;

/** A number as it is kept and shown: at most twelve decimals, no trailing zeros. */
export function shown(text: DecimalText | null): DecimalText | null {
  const point = text === null ? -1 : text.indexOf('.');
  if (text === null || point < 0) return text;
  // A ratio is exact to forty digits, more than `exact` takes.
  return text.length - point > 13 || text.endsWith('0') ? new Exact(text).toDecimalPlaces(12).toFixed() : text;
}
