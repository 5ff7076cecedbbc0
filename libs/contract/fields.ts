import { z } from 'zod';

/** An existing day in Asia/Ho_Chi_Minh, `2021-09-30`. */
export const civilDate = z.iso
  .date()
  .refine((day) => day >= '0001', { message: 'the calendar has no year 0' })
  .meta({ description: 'Ngày dương lịch theo giờ Việt Nam. / Civil date in Asia/Ho_Chi_Minh.', examples: ['2021-08-31'] });

/** A locality's stable identity, `vn-08@base`; never its code or name. */
export const localityId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9@-]{0,119}$/)
  .meta({ description: 'Mã định danh ổn định của địa phương. / Stable locality id.', examples: ['vn-08@base'] });

/** Target, directive and other client-given ids. */
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9@-]{0,119}$/)
  .meta({ examples: ['2021-di-doi-ho-dan'] });

/** No dots: they separate the parts of a measurement's id. */
export const indicatorId = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ description: 'Mã chỉ tiêu. / Indicator id.', examples: ['household-relocation'] });

/** `<indicatorId>.<localityId>.<year>.<asOf>.<basis>` */
export const measurementId = z
  .string()
  .max(300)
  .regex(/^[a-z0-9-]+\.[a-z0-9@-]+\.\d{4}\.\d{4}-\d{2}-\d{2}\.(estimated|actual|settled)$/)
  .meta({ description: 'Mã số liệu. / Measurement id.', examples: ['household-relocation.vn-08@base.2021.2021-08-31.actual'] });

export const year = z
  .int()
  .min(1900)
  .max(2200)
  .meta({ description: 'Năm kế hoạch mà số liệu tính vào. / The plan year that the figure counts towards.', examples: [2021] });

/** One line of text, trimmed and in Unicode NFC. */
export const line = (max: number) => z.string().max(max).normalize('NFC').trim().min(1);

const DIGITS = '(0|[1-9]\\d{0,18})';
const WRITTEN = `${DIGITS}(/${DIGITS})?`;

/** A position as one store or another writes it: each has one text. */
export const POSITION = new RegExp(`^${WRITTEN}$`);

/** A position, or an instant of RFC 3339 with its offset; a plus sign that was not escaped comes as a space. */
export const knownAt = z
  .string()
  .max(60)
  .regex(new RegExp(`^(${WRITTEN}|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+ -]\\d{2}:\\d{2}))$`))
  .refine((text) => !text.includes('T') || Number.isFinite(Date.parse(text.replace(' ', '+'))), { message: 'no such instant' })
  .meta({
    description:
      'Trả lời như đã biết tại đó: vị trí (X-Read-Position của câu trả lời cũ) hoặc thời điểm RFC 3339, tức sự kiện cuối cùng được ghi trước hoặc đúng lúc đó. Không nêu asOf thì tính đến ngày của thời điểm. / Answers as was known there: a position (X-Read-Position of an earlier answer) or an RFC 3339 instant, that is the last event recorded at or before it. Without asOf, as of the day of that moment.',
    examples: ['42', '2021-09-30T17:00:00+07:00'],
  });

/** Of a read that takes nothing but the moment. */
export const knownQuery = z.strictObject({ knownAt: knownAt.optional() });
export type KnownQuery = z.output<typeof knownQuery>;

/** Of a read that takes nothing but a day and the moment. */
export const momentQuery = z.strictObject({
  asOf: civilDate.optional().meta({ description: 'Tính đến ngày; mặc định hôm nay. / As of; default today.' }),
  knownAt: knownAt.optional(),
});
export type MomentQuery = z.output<typeof momentQuery>;

/** A place in the store's global order; pass it as X-Read-After to read your own write. */
export const position = z.string().meta({ description: 'Vị trí trong lịch sử. / Position in the history.', examples: ['42'] });
