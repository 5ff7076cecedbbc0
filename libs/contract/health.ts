import { z } from 'zod';
import { civilDate, position } from './fields.js';

export const live = z.object({ status: z.literal('live') }).meta({ id: 'Live' });

const part = z.object({
  ok: z.boolean(),
  ms: z.number().meta({ description: 'Thời gian trả lời. / Time to answer.' }),
  reason: z.string().nullable(),
});

const projection = z
  .object({
    name: z.string(),
    state: z.enum(['running', 'rebuilding', 'stopped', 'waiting']).meta({
      description: 'waiting: không có projector nào chạy, hoặc chưa có bảng. / waiting: no projector runs, or there are no tables yet.',
    }),
    position: position.nullable(),
    lag: z.int().nullable().meta({
      description: 'Số sự kiện chưa xử lý; null nếu kho không đếm được. / Events not yet handled; null where the store cannot count them.',
    }),
    lagSeconds: z.number().nullable().meta({
      description: 'Sự kiện đầu tiên chưa xử lý đã chờ bao lâu. / How long the first event not yet handled has been waiting.',
    }),
    reason: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'Vì sao dừng: sự kiện nào, lỗi gì. / Why it stopped: which event, what error.' }),
  })
  .meta({ id: 'ProjectionHealth' });
export type ProjectionHealth = z.infer<typeof projection>;

export const ready = z
  .object({
    status: z.enum(['ready', 'degraded', 'unavailable']).meta({
      description:
        'degraded: trả lời được nhưng có bảng đọc đã dừng hoặc chờ. / degraded: it answers, but some read tables have stopped or wait.',
    }),
    eventStore: part,
    database: part,
    head: position.nullable(),
    days: z
      .object({
        recorded: civilDate
          .nullable()
          .meta({ description: 'Ngày cuối cùng đã ghi và xét cảnh báo. / The last day that was recorded and evaluated.' }),
        today: civilDate,
        reason: z.string().nullable().meta({
          description: 'Đồng hồ chạy lùi, nhảy xa, hoặc ngày chưa được ghi. / The clock went back or leapt, or days are not recorded.',
        }),
      })
      .meta({ description: 'Ngày đã ghi so với đồng hồ. / The days on record beside the clock.' }),
    projections: z.array(projection),
  })
  .meta({ id: 'Ready' });
export type Ready = z.infer<typeof ready>;
