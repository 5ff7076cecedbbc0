import { z } from 'zod';
import { civilDate, line, localityId, slug } from './fields.js';

const directiveId = slug.optional().meta({ description: 'Bỏ trống thì hệ thống đặt. / Left out, the system chooses one.' });
const PRINTED = { description: 'Ngày, tháng hoặc năm như in trong văn bản. / As far as printed: 2022-04-16, 2022-01 or 2022.' };
const printedDay = z.string().max(10).nullable();
const issuedOn = printedDay.default(null).meta(PRINTED);

export const registerDirective = z
  .strictObject({
    directiveId,
    number: line(100).nullable().default(null),
    kind: line(60),
    issuer: line(200),
    localityId,
    issuedOn,
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

const head = {
  number: line(100).nullable().default(null),
  kind: line(60).nullable().default(null),
  issuer: line(200).nullable().default(null),
  issuedOn,
  meetingOn: civilDate.nullable().default(null),
  title: line(1000).nullable().default(null),
};

/** A pasted text. Members of the head that are left out are read from it. */
export const uploadDirective = z
  .strictObject({ directiveId, localityId, text: z.string(), ...head })
  .meta({ id: 'UploadDirective', examples: [{ localityId: 'vn-08@base', text: 'ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG\n…' }] });
export type UploadDirectiveRequest = z.output<typeof uploadDirective>;

/** What POST /v1/directives takes as JSON: facts alone, or a text with what is known of it. */
export const newDirective = z.union([uploadDirective, registerDirective]).meta({ id: 'NewDirective' });

/** A file is sent as the body itself: what is known of it stands in the address. */
export const fileQuery = z.strictObject({
  localityId: localityId.optional(),
  directiveId,
  fileName: line(255).optional().meta({ description: 'Tên tệp, để biết định dạng. / The file’s name, which tells its format.' }),
});
export type FileQuery = z.output<typeof fileQuery>;

export const describeDirective = z
  .strictObject({
    number: line(100).nullish(),
    kind: line(60).nullish(),
    issuer: line(200).nullish(),
    issuedOn: printedDay.optional().meta(PRINTED),
    meetingOn: civilDate.nullish(),
    title: line(1000).nullish(),
    localityId: localityId.optional().meta({
      description:
        'Đổi địa phương, khi chưa chấp nhận đề xuất nào; bỏ trống là giữ. / Another locality, while nothing is accepted; left out, it stays.',
    }),
    reason: z.string().max(2000).meta({ description: 'Lý do, bắt buộc. / Why; required.' }),
  })
  .meta({
    id: 'DescribeDirective',
    description: 'Phần đầu văn bản: không gửi là giữ nguyên, null là để trống. / The head: what is left out stays, null blanks it.',
    examples: [{ number: '123-TB/TU', issuer: 'Tỉnh ủy', reason: 'Số viết tay, máy không đọc được' }],
  });
export type DescribeDirectiveRequest = z.output<typeof describeDirective>;

const judged = { reason: z.string().max(2000).meta({ description: 'Lý do, bắt buộc. / Why; required.' }) };
export const judgeDirective = z.strictObject(judged).meta({ id: 'JudgeDirective', examples: [{ reason: 'Tải lại bản chính' }] });
export const withdrawDirective = z
  .strictObject({
    ...judged,
    confirm: z
      .array(z.string().max(100))
      .max(20)
      .default([])
      .meta({ description: 'Mã các cảnh báo đã xác nhận. / Codes of the warnings that are confirmed.' }),
  })
  .meta({ id: 'WithdrawDirective', examples: [{ reason: 'Tải nhầm bản dự thảo' }] });
export type WithdrawDirectiveRequest = z.output<typeof withdrawDirective>;
export type JudgeDirectiveRequest = z.output<typeof judgeDirective>;

/** How far the reader has come. */
export const readingAnswer = z
  .object({
    id: slug,
    state: z.enum(['done', 'reading', 'waiting']).meta({
      description:
        'waiting: chưa đọc hoặc bị ngắt, hãy gọi POST …/reading. / waiting: not read, or broken off; ask for it by POST …/reading.',
    }),
    share: z.number().meta({ description: '0 … 1' }),
    readerVersion: z.string().nullable(),
    presentReaderVersion: z.string(),
  })
  .meta({ id: 'DirectiveReading' });
export type ReadingAnswer = z.infer<typeof readingAnswer>;

export const uploadAnswer = z
  .object({
    id: slug,
    stream: z.string(),
    revision: z.int(),
    position: z.string(),
    textSha256: z.string(),
    notes: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })).meta({
      description: 'Điều cần biết về tệp, như trang không có chữ. / What is to be known of the file, such as pages without text.',
    }),
    reading: readingAnswer,
  })
  .meta({ id: 'UploadedDirective' });
export type UploadAnswer = z.infer<typeof uploadAnswer>;
