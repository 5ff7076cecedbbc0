import { z } from 'zod';
import { civilDate, line, localityId, slug } from './fields.js';

export const registerDirective = z
  .strictObject({
    directiveId: slug.optional().meta({ description: 'Bỏ trống thì hệ thống đặt. / Left out, the system chooses one.' }),
    number: line(100).nullable().default(null),
    kind: line(60),
    issuer: line(200),
    localityId,
    issuedOn: z
      .string()
      .max(10)
      .nullable()
      .default(null)
      .meta({ description: 'Ngày, tháng hoặc năm như in trong văn bản. / As far as printed: 2022-04-16, 2022-01 or 2022.' }),
    meetingOn: civilDate.nullable().default(null),
    textSha256: z
      .string()
      .max(64)
      .nullable()
      .default(null)
      .meta({ description: 'SHA-256 của văn bản, hệ 16. / SHA-256 of the text, hexadecimal.' }),
  })
  .meta({
    id: 'RegisterDirective',
    examples: [
      {
        directiveId: 'tq-2021-08',
        number: null,
        kind: 'thông báo',
        issuer: 'UBND tỉnh Tuyên Quang',
        localityId: 'vn-08@base',
        issuedOn: '2021-08',
      },
    ],
  });
export type RegisterDirectiveRequest = z.output<typeof registerDirective>;
