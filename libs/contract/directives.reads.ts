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
  open: z
    .enum(['true', 'false'])
    .optional()
    .transform((text) => (text === undefined ? undefined : text === 'true'))
    .meta({ description: 'Còn đề xuất chưa xét. / With proposals still open.' }),
  q: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Số hiệu, loại, cơ quan, trích yếu; không cần dấu. / Number, kind, issuer or title; marks do not matter.' }),
  ...listQuery(['issuedOn', 'id', 'number', 'recordedAt']),
});
export type DirectivesQuery = z.output<typeof directivesQuery>;

const text = z
  .object({
    bytes: z.int(),
    codePoints: z.int(),
    format: z.string(),
    fileName: z.string().nullable(),
    pages: z.array(z.object({ page: z.int(), start: z.int() })).nullable(),
  })
  .nullable()
  .meta({ description: 'null: chỉ có bản giấy. / null: only the paper is known.' });

export const directiveItem = z
  .object({
    id: slug,
    number: z.string().nullable(),
    kind: z.string().nullable(),
    issuer: z.string().nullable(),
    title: z.string().nullable(),
    localityId,
    issuedOn: z.string().nullable(),
    meetingOn: civilDate.nullable(),
    textSha256: z.string().nullable(),
    text,
    firstWords: z.string().nullable().meta({ description: 'Mấy chữ đầu của văn bản. / The first words of the text.' }),
    readerVersion: z.string().nullable(),
    withdrawn: z
      .string()
      .nullable()
      .meta({ description: 'Vì sao đã rút; null: còn hiệu lực xét. / Why it was withdrawn; null: it stands.' }),
    proposals: z
      .object({ open: z.int(), accepted: z.int(), dismissed: z.int() })
      .meta({ description: 'Số đề xuất theo tình trạng. / How many proposals, by state.' }),
    revision: z.int(),
    recordedAt: z.string(),
  })
  .meta({ id: 'Directive' });
export type DirectiveItem = z.infer<typeof directiveItem>;
export const directivePage = page(directiveItem).meta({ id: 'DirectivePage' });
export const directivePath = z.strictObject({ id: slug });

const place = z.coerce.number().int().min(0).max(100_000_000);
export const textQuery = z
  .strictObject({ from: place.optional(), to: place.optional() })
  .refine(({ from = 0, to = Infinity }) => from <= to, { path: ['to'] })
  .meta({ description: 'Theo điểm mã Unicode, từ `from` đến trước `to`. / In Unicode code points, from `from` to before `to`.' });
export type TextQuery = z.output<typeof textQuery>;
