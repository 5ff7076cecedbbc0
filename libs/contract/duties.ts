import { z } from 'zod';
import { DUTY_STATES } from '../domain/reporting/duty-state.js';
import { civilDate, indicatorId, knownAt, localityId } from './fields.js';
import { listQuery, page } from './lists.js';

export const DUTY_SORTS = ['due', 'state', 'locality', 'indicator'] as const;

const states = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(DUTY_STATES)))
  .meta({
    description: 'Một hay nhiều tình trạng, cách nhau bằng dấu phẩy. / One or several, separated by commas.',
    examples: ['open,missing'],
  });

const filters = {
  asOf: civilDate.optional().meta({ description: 'Tính đến hết ngày; mặc định hôm nay. / As of the end of the day; default today.' }),
  knownAt: knownAt.optional(),
  locality: localityId.optional().meta({ description: 'Địa phương này và bên dưới. / This locality and those beneath it.' }),
  indicator: indicatorId.optional(),
  period: z
    .string()
    .regex(/^\d{4}(-(\d{2}|Q[1-4]|H[12]|W\d{2}|\d{2}-\d{2}))?$/)
    .optional()
    .meta({ description: 'Kỳ báo cáo. / The period reported on.', examples: ['2021-08', '2021-Q3', '2021-H1', '2021', '2021-W35'] }),
  from: civilDate.optional().meta({
    description:
      'Hạn gửi từ ngày; mặc định một năm trước asOf, hay đầu năm của `to` nếu `to` trước đó. / Due from; default one year before asOf, or the first day of `to`’s year where `to` lies before.',
  }),
  to: civilDate.optional().meta({
    description:
      'Hạn gửi đến ngày; mặc định 31 ngày sau asOf, hay cuối năm của `from` nếu `from` sau đó. / Due until; default 31 days after asOf, or the last day of `from`’s year where `from` lies after.',
  }),
};

const { sort, ...paging } = listQuery(DUTY_SORTS);

const isInOrder = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;
const REVERSED = { path: ['to'], message: 'to must not come before from' };

export const dutiesQuery = z
  .strictObject({
    ...filters,
    state: states.optional(),
    mine: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional()
      .meta({
        description:
          'Việc phải báo cáo của tôi: đơn vị của người gọi và bên dưới, quá hạn và sắp đến hạn trước. / My due list: the caller’s locality and those beneath it, overdue first, then what is open.',
      }),
    ...paging,
    sort: sort.unwrap().optional().meta({
      description:
        'Khóa sắp xếp, dấu trừ là giảm dần; mặc định due, với mine là state. / Sort key, a minus sign for descending; default due, with mine state.',
    }),
  })
  .refine(isInOrder, REVERSED);
export type DutiesQuery = z.output<typeof dutiesQuery>;

const DUTY_LEVELS = ['nation', 'province', 'district', 'commune'] as const;
export const dutySummaryQuery = z.strictObject({ ...filters, level: z.enum(DUTY_LEVELS).optional() }).refine(isInOrder, REVERSED);
export type DutySummaryQuery = z.output<typeof dutySummaryQuery>;

const place = z.object({ id: z.string(), name: z.string(), fullName: z.string(), level: z.enum(DUTY_LEVELS) });

export const dutyItem = z
  .object({
    indicator: z.object({ id: z.string(), name: z.string() }),
    locality: place,
    period: z.string(),
    from: civilDate,
    cutOff: civilDate.meta({ description: 'Ngày chốt số liệu. / The last as-of day of the period.' }),
    dueOn: civilDate.meta({ description: 'Thời hạn gửi, hết ngày. / Due by the end of this day.' }),
    state: z.enum(DUTY_STATES).meta({
      description:
        'missing: quá hạn, chưa nhận; open: chưa đến hạn; late: nhận chậm; on_time: đúng hạn; lapsed: quá hạn mà không nhận được, nay đã có số liệu mới hơn nên không chờ nữa, vẫn tính là không gửi. / missing: overdue and awaited; open: not yet due; late and on_time: received; lapsed: overdue, asked for no more since a newer figure came, and counted as never received.',
    }),
    receivedOn: civilDate.nullable().meta({ description: 'Ngày nhận số liệu đầu tiên của kỳ. / When the period’s first figure came.' }),
    workingDaysLeft: z
      .int()
      .nullable()
      .meta({ description: 'Số ngày làm việc sau hôm nay đến hạn. / Working days after today until the due day.' }),
    targets: z.array(z.string()).meta({ description: 'Các mục tiêu cần số liệu này. / The targets that need the figures.' }),
    sentence: z.string(),
  })
  .meta({ id: 'Duty' });
export type DutyItem = z.infer<typeof dutyItem>;

const counts = z.record(z.enum(DUTY_STATES), z.int()).meta({ description: 'Số kỳ báo cáo theo tình trạng. / Duties by state.' });

const windowOf = { asOf: civilDate, from: civilDate, to: civilDate };

export const dutiesPage = page(dutyItem).extend({ ...windowOf, summary: counts });
export type DutiesPage = z.infer<typeof dutiesPage>;

const percent = z.string().nullable();
const rates = {
  counts,
  expected: z.int().meta({ description: 'Số kỳ đã hết hạn gửi. / Duties whose due day is over.' }),
  received: z.int(),
  onTime: z.int(),
  completeness: percent.meta({ description: 'Tỷ lệ đã gửi, phần trăm. / Received of those expected, percent.', examples: ['66.67'] }),
  timeliness: percent.meta({ description: 'Tỷ lệ gửi đúng hạn, phần trăm. / On time of those expected, percent.', examples: ['33.33'] }),
};

export const dutySummary = z
  .object({
    ...windowOf,
    total: z.object(rates),
    localities: z.array(z.object({ locality: place, ...rates })).meta({
      description: 'Từng đơn vị phải báo cáo, đầy đủ ít nhất trước. / Each locality that owes reports itself, the least complete first.',
    }),
  })
  .meta({ id: 'DutySummary' });
export type DutySummary = z.infer<typeof dutySummary>;
