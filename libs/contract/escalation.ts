import { z } from 'zod';
import { civilDate, localityId } from './fields.js';

const step = z.strictObject({
  afterWorkingDays: z.int().min(1).max(66).meta({
    description: 'Số ngày làm việc kể từ bước trước, hoặc từ ngày cảnh báo. / Working days from the step before, or from the alert.',
  }),
  level: z.int().min(1).max(3).meta({
    description:
      '1 là cấp trên trực tiếp của địa phương có cảnh báo, 2 là cấp trên nữa. / 1 is the level directly above the alert’s locality, 2 the next.',
  }),
});

export const setEscalationChain = z
  .strictObject({
    localityId,
    steps: z.array(step).max(3).nullable().meta({
      description:
        'null: theo chuỗi của cấp trên; danh sách rỗng: không chuyển cấp. / null takes the chain from above; an empty list lets no alert go up.',
    }),
  })
  .meta({
    id: 'SetEscalationChain',
    examples: [
      {
        localityId: 'vn-08@base',
        steps: [
          { afterWorkingDays: 3, level: 1 },
          { afterWorkingDays: 10, level: 2 },
        ],
      },
    ],
  });
export type SetEscalationChainRequest = z.output<typeof setEscalationChain>;

export const escalationPath = z.strictObject({ localityId });

export const escalationChain = z
  .object({
    localityId,
    steps: z.array(
      step.extend({
        to: z.object({ id: localityId, name: z.string() }).nullable().meta({
          description:
            'Nơi nhận, của chính địa phương này; null khi không có cấp ấy. / Who is told of this locality’s own alerts; null where there is no such level.',
        }),
      }),
    ),
    setBy: localityId.nullable().meta({
      description: 'Địa phương đã đặt chuỗi này; null là chuỗi có sẵn. / The locality whose chain this is; null for the built-in one.',
    }),
    from: civilDate.nullable().meta({ description: 'Áp dụng từ ngày. / In force from.' }),
    revision: z
      .int()
      .meta({ description: 'Dùng cho If-Match; −1 khi chưa đặt riêng. / For If-Match; −1 while it never had one of its own.' }),
  })
  .meta({ id: 'EscalationChain' });
export type EscalationChain = z.infer<typeof escalationChain>;
