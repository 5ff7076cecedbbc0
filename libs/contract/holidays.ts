import { z } from 'zod';
import { commandAnswer } from './answers.js';
import { civilDate, line } from './fields.js';

const year = z
  .int()
  .min(1900)
  .max(2200)
  .meta({ description: 'Năm dương lịch. / Calendar year.', examples: [2026] });

export const holidaysPath = z.strictObject({ year: z.coerce.number().pipe(year) });

const namedDay = z.strictObject({ day: civilDate, name: line(200) });

export const setHolidays = z
  .strictObject({
    year,
    off: z.array(namedDay).max(40).default([]).meta({
      description:
        'Ngày nghỉ lễ, nghỉ bù, nghỉ hoán đổi được thông báo thêm; nêu cả ngày vốn đã nghỉ cũng được. / Holidays, days in lieu and swapped days; days that are off anyway may be named as well.',
    }),
    worked: z.array(namedDay).max(40).default([]).meta({
      description:
        'Ngày làm bù, hoặc ngày nghỉ trong bảng nay đã dời. / Days worked in exchange, or days off of the table that were moved.',
    }),
    source: line(500).meta({ description: 'Văn bản thông báo. / The notice or decision.' }),
    dryRun: z.boolean().default(false).meta({ description: 'Chỉ thử, không ghi. / Only tries, writes nothing.' }),
  })
  .meta({
    id: 'SetHolidays',
    examples: [
      {
        year: 2027,
        off: [{ day: '2027-04-29', name: 'Nghỉ hoán đổi' }],
        worked: [{ day: '2027-05-08', name: 'Làm bù ngày 29/4' }],
        source: 'Thông báo 100/TB-BNV',
      },
    ],
  });
export type SetHolidaysRequest = z.output<typeof setHolidays>;

const kind = z.enum(['off', 'worked']);

/** What entering the days would do; revision and position are those that stand. */
export const holidaysTried = commandAnswer
  .extend({
    dryRun: z.literal(true),
    isNew: z.boolean().meta({ description: 'false: đã nhập đúng như vậy. / false: stands already just so.' }),
    changes: z
      .array(z.object({ day: civilDate, name: z.string().nullable(), was: kind, becomes: kind }))
      .meta({ description: 'Những ngày đổi từ làm việc sang nghỉ hoặc ngược lại. / Days that turn from worked to off or back.' }),
  })
  .meta({ id: 'HolidaysTried' });
export type HolidaysTried = z.infer<typeof holidaysTried>;

const span = z.object({ from: z.int(), to: z.int() });

export const holidaysDetail = z
  .object({
    year,
    basis: z.enum(['announced', 'computed', 'fixed']).meta({
      description:
        'Bảng có sẵn của năm: `announced` theo thông báo chính thức; `computed` tính theo luật và âm lịch; `fixed` chỉ các ngày dương lịch cố định, chưa có Tết và Giỗ Tổ. / What the built-in table of the year rests on: as announced; computed from the law and the lunar calendar; or the fixed days only, without Tết and Giỗ Tổ.',
    }),
    notice: z.string().meta({ description: 'Điều cần biết về năm này, một câu. / What to know of the year, in one sentence.' }),
    days: z.array(
      z.object({
        day: civilDate,
        kind,
        from: z
          .enum(['built_in', 'announced'])
          .meta({ description: 'Bảng có sẵn hay đã nhập theo thông báo. / Of the built-in table, or entered as announced.' }),
        name: z.string().nullable(),
      }),
    ),
    source: z.string().nullable().meta({ description: 'Văn bản của phần đã nhập. / The notice of what was entered.' }),
    builtIn: z.object({ announced: span, lunar: span }).meta({
      description:
        'Những năm bảng có sẵn theo thông báo, và những năm biết Tết, Giỗ Tổ. / Years of the table as announced, and years whose Tết and Giỗ Tổ it knows.',
    }),
    revision: z.int().meta({ description: 'Dùng cho If-Match; −1 khi chưa nhập. / For If-Match; −1 while nothing was entered.' }),
  })
  .meta({ id: 'Holidays' });
export type HolidaysDetail = z.infer<typeof holidaysDetail>;
