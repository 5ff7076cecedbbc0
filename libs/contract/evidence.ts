import { z } from 'zod';
import { civilDate, knownAt } from './fields.js';
import { accessReason } from './histories.js';

/** Most heads that one bundle is connected to. */
const MOST_HEADS = 20;

export const evidenceQuery = z.strictObject({
  asOf: civilDate.optional().meta({ description: 'Tính đến ngày; mặc định hôm nay. / As of; default today.' }),
  knownAt: knownAt.optional(),
  earlier: z
    .string()
    .regex(/^\d{1,15}(,\d{1,15})*$/)
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.int().positive()).max(MOST_HEADS))
    .default([])
    .meta({
      description:
        'Cỡ của các đầu nhật ký mà quý vị giữ, cách nhau bằng dấu phẩy: gói sẽ chứng minh nhật ký nối tiếp chúng. / Sizes of heads that you keep, separated by commas: the bundle then proves that the log continues them.',
      examples: ['1200,3400'],
    }),
  reason: accessReason.default(''),
});
export type EvidenceQuery = z.output<typeof evidenceQuery>;

export const evidenceBundle = z.string().meta({ format: 'binary' });
