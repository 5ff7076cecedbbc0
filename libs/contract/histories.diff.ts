import { z } from 'zod';
import { STATUSES } from '../domain/schedule/schedule-plan.js';
import { civilDate, indicatorId, knownAt, localityId, position, slug } from './fields.js';
import { sentence } from './histories.js';
import { evidence } from './histories.findings.js';
import { page } from './lists.js';

const asOf = civilDate
  .optional()
  .meta({ description: 'Tính đến ngày; mặc định là ngày của thời điểm. / As of; default the day of the moment.' });

export const diffQuery = z.strictObject({
  from: knownAt.meta({ description: 'Đã biết vào lúc đầu: vị trí hoặc thời điểm. / Known at the first moment: a position or an instant.' }),
  to: knownAt.optional().meta({ description: 'Đã biết vào lúc sau; mặc định bây giờ. / Known at the second moment; default now.' }),
  fromAsOf: asOf,
  toAsOf: asOf,
  locality: localityId.optional().meta({ description: 'Địa phương này và bên dưới. / This locality and those beneath it.' }),
  indicator: indicatorId.optional(),
  target: slug.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Số dòng tối đa. / Most items in the page.' }),
  cursor: z.string().max(300).optional().meta({ description: 'Lấy từ nextCursor. / Opaque, from nextCursor.' }),
});
export type DiffQuery = z.output<typeof diffQuery>;

const moment = z.object({ position, asOf: civilDate });

const standing = z
  .object({
    status: z.enum(STATUSES),
    actual: z.string().nullable(),
    expected: z.string().nullable(),
    asOf: civilDate.nullable().meta({ description: 'Ngày của số liệu. / The figure’s own date.' }),
    doneOn: civilDate.nullable(),
  })
  .nullable();

const row = z
  .object({
    targetId: slug,
    indicatorId,
    localityId,
    from: standing.meta({ description: 'null: khi đó chưa có mục tiêu. / null: there was no such target yet.' }),
    to: standing,
    sentence,
    why: z.enum(['events', 'time', 'rules']).meta({
      description:
        'Do sự kiện của chính mục tiêu và số liệu, chỉ do thời gian trôi qua, hay do điều chung cho nhiều nơi thay đổi: địa giới, chế độ báo cáo của chỉ tiêu, quy tắc đánh giá; sự kiện kê dưới đây. / Because of events of the target and its figures, because only time passed, or because something that holds for many changed: boundaries, the indicator’s calendar, the rules of the schedule; the events are named below.',
    }),
    events: z.array(evidence).meta({ description: 'Nhiều nhất 50, theo thứ tự. / Fifty at most, in order.' }),
    eventCount: z.int(),
  })
  .meta({ id: 'Difference' });
export type Difference = z.infer<typeof row>;

export const diffPage = page(row)
  .extend({
    from: moment,
    to: moment,
    total: z.int().meta({ description: 'Số mục tiêu đã đổi. / How many targets changed.' }),
    transitions: z
      .array(z.object({ from: z.enum(STATUSES).nullable(), to: z.enum(STATUSES).nullable(), count: z.int() }))
      .meta({ description: 'Từ tình trạng nào sang tình trạng nào, bao nhiêu. / From which status to which, how many.' }),
  })
  .meta({ id: 'DifferencePage' });
export type DiffPage = z.infer<typeof diffPage>;
