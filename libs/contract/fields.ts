import { z } from 'zod';

/** An existing day in Asia/Ho_Chi_Minh, `2021-09-30`. */
export const civilDate = z.iso
  .date()
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

/** A place in the store's global order; pass it as X-Read-After to read your own write. */
export const position = z.string().meta({ description: 'Vị trí trong lịch sử. / Position in the history.', examples: ['42'] });
