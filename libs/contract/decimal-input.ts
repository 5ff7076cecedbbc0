import { z } from 'zod';

// 55.1 | 55,1 | 913.216,2 | 1.234.567: with a comma the dots group thousands; one dot alone is a decimal point.
const CANONICAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const PLAIN = /^-?\d+(\.\d+)?$/;
const INPUT = /^-?(\d{1,24}([.,]\d{1,12})?|\d{1,3}(\.\d{3}){1,7},\d{1,12}|\d{1,3}(\.\d{3}){2,7})$/;

/**
 * The exact decimal text that a number written the international or the Vietnamese way means. One dot alone is always a
 * decimal point, so that what this API answers can be sent back to it. Expects text that `decimal` takes.
 */
export function toDecimalText(text: string): string {
  if (CANONICAL.test(text)) return text;
  const plain = PLAIN.test(text) ? text : text.replaceAll('.', '').replace(',', '.');
  return plain.replace(/^(-?)0+(?=\d)/, '$1');
}

/** A number as text, never a JSON number: amounts reach 10^15 đồng and must stay exact. */
export const decimal = z
  .string()
  .regex(INPUT)
  .transform(toDecimalText)
  .meta({
    description:
      'Số thập phân dạng chữ; nhận cả cách viết Việt Nam 913.216,2. Một dấu chấm đứng một mình luôn là dấu thập phân: 1.234 là 1,234. / Exact decimal as text; Vietnamese notation is taken as well. A dot alone is always the decimal point: 1.234 is less than two.',
    examples: ['55.1', '55,1', '913.216,2'],
  });
