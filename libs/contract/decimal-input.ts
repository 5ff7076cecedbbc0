import { z } from 'zod';

// 55.1 | 55,1 | 913.216,2 | 1.234.567: with a comma the dots group thousands; one dot alone is a decimal point.
const PLAIN = /^-?\d{1,24}(\.\d{1,12})?$/;
const INPUT = /^-?(\d{1,24}([.,]\d{1,12})?|\d{1,3}(\.\d{3}){1,7},\d{1,12}|\d{1,3}(\.\d{3}){2,7})$/;

/** The exact decimal text that a number written the international or the Vietnamese way means. Expects text that `decimal` takes. */
export function toDecimalText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll('.', '').replace(',', '.');
}

/** A number as text, never a JSON number: amounts reach 10^15 đồng and must stay exact. */
export const decimal = z
  .string()
  .regex(INPUT)
  .transform(toDecimalText)
  .meta({
    description: 'Số thập phân dạng chữ; nhận cả cách viết Việt Nam 913.216,2. / Exact decimal as text; Vietnamese notation is taken as well.',
    examples: ['55.1', '55,1', '913.216,2'],
  });
