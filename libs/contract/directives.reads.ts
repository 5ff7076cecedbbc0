import { z } from 'zod';
import { civilDate, localityId, slug } from './fields.js';
import { listQuery, page } from './lists.js';

export const directivesQuery = z.strictObject({
  asOf: civilDate.optional().meta({
    description:
      'Ban hành đến hết ngày này, xét đến phần ngày tháng được in; văn bản không ghi ngày luôn có. / Issued on or before this day, by as much of the date as is printed; those without a date are always shown.',
  }),
  locality: localityId
    .optional()
    .meta({ description: 'Địa phương ban hành và các địa phương bên dưới. / Issued by it or by one beneath it.' }),
  kind: z.string().max(60).optional(),
  q: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Số hiệu, loại, cơ quan ban hành; không cần dấu. / Number, kind or issuer; marks do not matter.' }),
  ...listQuery(['issuedOn', 'id', 'number']),
});
export type DirectivesQuery = z.output<typeof directivesQuery>;

export const directiveItem = z
  .object({
    id: slug,
    number: z.string().nullable(),
    kind: z.string(),
    issuer: z.string(),
    localityId,
    issuedOn: z.string().nullable(),
    meetingOn: civilDate.nullable(),
    textSha256: z.string().nullable(),
    revision: z.int(),
  })
  .meta({ id: 'Directive' });
export type DirectiveItem = z.infer<typeof directiveItem>;
export const directivePage = page(directiveItem).meta({ id: 'DirectivePage' });
export const directivePath = z.strictObject({ id: slug });
