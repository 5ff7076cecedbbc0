import { z } from 'zod';
import { DEFAULT_GRACE_DAYS } from '../domain/schedule/schedule-plan.js';
import { COMPARATORS } from '../domain/target/target.events.js';
import { decimal } from './decimal-input.js';
import { civilDate, indicatorId, line, localityId, slug } from './fields.js';

const milestone = z
  .strictObject({
    due: civilDate,
    dueOp: z.enum(['<', '<=']).default('<=').meta({ description: '< là "trước ngày". / < means before the day.' }),
    dueSource: z.enum(['printed', 'inherited']).default('printed'),
    comparator: z.enum(COMPARATORS),
    value: decimal.nullable().default(null),
    upper: decimal.nullable().default(null),
  })
  .meta({ id: 'Milestone' });

const points = z.array(z.strictObject({ on: civilDate, value: decimal })).max(400);

const trajectory = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('linear') }),
    z.strictObject({ kind: z.literal('points'), points }),
    z.strictObject({ kind: z.literal('step'), points }),
    z.strictObject({ kind: z.literal('profile'), profileId: slug }),
  ])
  .meta({
    id: 'Trajectory',
    description:
      'Đường tiến độ dự kiến: thẳng, qua các điểm, bậc thang, hoặc theo đường mùa vụ của chỉ tiêu (tỷ lệ được chép lại khi giao). / The expected course: straight, through points, in steps, or by a seasonal profile of the indicator, whose shares are copied when the target is planned.',
    examples: [
      { kind: 'linear' },
      { kind: 'points', points: [{ on: '2021-06-30', value: '30' }] },
      { kind: 'step', points: [{ on: '2021-06-30', value: '30' }] },
      { kind: 'profile', profileId: 'state-investment' },
    ],
  });

const provenance = z
  .strictObject({
    directiveId: slug,
    clause: line(300).nullable().default(null),
    strength: z.enum(['quantified', 'dated', 'qualitative']).default('quantified'),
  })
  .meta({ id: 'Provenance' });

const milestones = z.array(milestone).max(100);
const reason = z.string().max(2000).meta({ description: 'Lý do, bắt buộc. / Why; required.' });

const confirm = z
  .array(z.string().max(100))
  .max(20)
  .default([])
  .meta({ description: 'Mã các cảnh báo đã xác nhận. / Codes of the warnings that are confirmed.' });
const thresholds = z.strictObject({ onTrack: decimal, atRisk: decimal, tolerance: decimal }).nullable();
const graceDays = z
  .int()
  .min(0)
  .meta({ description: 'Số ngày sau hạn mà báo cáo còn có thể tới. / Days after a due date within which its report may still come.' });

const plan = {
  baseline: z.strictObject({ value: decimal.nullable().default(null), on: civilDate }),
  milestones,
  quantity: decimal
    .nullable()
    .default(null)
    .meta({ description: 'Quy mô tuyệt đối (84 hộ) khi mốc là phần trăm. / Absolute size where milestones are percentages.' }),
  trajectory: trajectory.default({ kind: 'linear' }),
  thresholds: thresholds.default(null),
  graceDays: graceDays.default(DEFAULT_GRACE_DAYS),
};

const KEPT = 'Bỏ trống thì giữ như cũ. / Left out, it stays as it is.';
const revisedPlan = {
  baseline: plan.baseline,
  milestones,
  quantity: decimal.nullable().optional().meta({ description: KEPT }),
  trajectory: trajectory.optional().meta({ description: KEPT }),
  thresholds: thresholds.optional().meta({ description: KEPT }),
  graceDays: graceDays.optional().meta({ description: KEPT }),
};

const examplePlan = {
  baseline: { value: '0', on: '2021-01-01' },
  milestones: [
    { due: '2021-09-30', comparator: '>', value: '60' },
    { due: '2021-12-31', comparator: '>=', value: '98' },
  ],
};

export const setTarget = z
  .strictObject({
    targetId: slug.optional().meta({ description: 'Bỏ trống thì hệ thống đặt. / Left out, the system chooses one.' }),
    indicatorId,
    localityId,
    responsible: line(300).nullable().default(null),
    provenance: provenance.nullable().default(null),
    note: z.string().max(2000).nullable().default(null),
    ...plan,
  })
  .meta({
    id: 'SetTarget',
    examples: [
      { targetId: 'tq-2021-disbursement', indicatorId: 'public-investment-disbursement', localityId: 'vn-08@base', ...examplePlan },
    ],
  });
export type SetTargetRequest = z.output<typeof setTarget>;

export const reviseTarget = z
  .strictObject({ ...revisedPlan, reason, provenance: provenance.nullable().default(null), confirm })
  .meta({ id: 'ReviseTarget', examples: [{ ...examplePlan, reason: 'Điều chỉnh theo nghị quyết của HĐND' }] });
export type ReviseTargetRequest = z.output<typeof reviseTarget>;

export const allocateTarget = z
  .strictObject({
    parts: z
      .array(
        z.strictObject({
          localityId,
          quantity: decimal,
          targetId: slug.nullable().default(null),
          milestones: milestones.nullable().default(null),
          baseline: decimal.nullable().default(null),
          responsible: line(300).nullable().default(null),
        }),
      )
      .max(1000),
    reason: z.string().max(2000).nullable().default(null),
    confirm,
  })
  .meta({
    id: 'AllocateTarget',
    examples: [
      {
        parts: [
          { localityId: 'vn-071@base', quantity: '16' },
          { localityId: 'vn-072@base', quantity: '44' },
        ],
      },
    ],
  });
export type AllocateTargetRequest = z.output<typeof allocateTarget>;

export const replanTarget = z.strictObject({ trajectory, reason }).meta({ id: 'ReplanTarget' });
export type ReplanTargetRequest = z.output<typeof replanTarget>;

export const withdrawTarget = z
  .strictObject({ on: civilDate.optional().meta({ description: 'Mặc định: hôm nay. / Default: today.' }), reason, confirm })
  .meta({ id: 'WithdrawTarget', examples: [{ reason: 'Thay bằng chỉ tiêu mới' }] });
export type WithdrawTargetRequest = z.output<typeof withdrawTarget>;

export const targetPath = z.strictObject({ id: slug });
