import { z } from 'zod';
import { BASES } from '../domain/measurement/figure.js';
import { REASONS, STATUSES } from '../domain/schedule/schedule-plan.js';
import { COMPARATORS } from '../domain/target/target.events.js';
import { civilDate, indicatorId, knownAt, localityId, position, slug } from './fields.js';
import { listQuery, page } from './lists.js';

export const PROGRESS_SORTS = ['locality', 'indicator', 'status', 'ratio', 'due'] as const;

const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(STATUSES)))
  .meta({
    description: 'Một hay nhiều tình trạng, cách nhau bằng dấu phẩy. / One or several, separated by commas.',
    examples: ['behind,missed'],
  });

const level = z.enum(['nation', 'province', 'district', 'commune']);
const asOf = civilDate.optional().meta({ description: 'Tính đến ngày; mặc định hôm nay. / As of; default today.' });
const boundaries = civilDate
  .optional()
  .meta({ description: 'Địa giới của ngày này khi tổng hợp; mặc định là asOf. / Boundaries of this day for roll-ups; default asOf.' });

export const progressQuery = z.strictObject({
  asOf,
  knownAt: knownAt.optional(),
  boundaries,
  locality: localityId.optional().meta({ description: 'Địa phương này và bên dưới. / This locality and those beneath it.' }),
  indicator: indicatorId.optional(),
  directive: slug.optional(),
  status: statuses.optional(),
  level: level.optional(),
  ...listQuery(PROGRESS_SORTS),
  // A province's whole table in one answer.
  limit: z.coerce.number().int().min(1).max(5000).default(100).meta({ description: 'Số dòng tối đa. / Most items in the page.' }),
});
export type ProgressQuery = z.output<typeof progressQuery>;

export const targetProgressQuery = z.strictObject({ asOf, knownAt: knownAt.optional(), boundaries });
export type TargetProgressQuery = z.output<typeof targetProgressQuery>;

const milestone = z.object({
  due: civilDate,
  dueOp: z.enum(['<', '<=']),
  dueSource: z.enum(['printed', 'inherited']),
  comparator: z.enum(COMPARATORS),
  value: z.string().nullable(),
  upper: z.string().nullable(),
});

const place = z.object({ id: z.string(), name: z.string(), fullName: z.string(), level });
const leftOut = z.object({ localityId: z.string(), reason: z.string() });

const rollUp = z
  .object({
    numerator: z.string().nullable(),
    denominator: z.string().nullable(),
    value: z.string().nullable().meta({ description: 'Phần trăm với tỷ lệ. / Percent for ratios.' }),
    reported: z.int(),
    expected: z.int().meta({ description: 'Số địa phương phải có số liệu. / Localities that ought to contribute.' }),
    earliest: civilDate.nullable(),
    latest: civilDate.nullable(),
    leftOut: z.array(leftOut).meta({ description: 'Nhiều nhất 20. / Twenty at most.' }),
    leftOutCount: z.int(),
    agrees: z
      .boolean()
      .nullable()
      .meta({ description: 'Khớp với số liệu riêng; null khi thiếu một bên. / Equals the own figure; null where either is missing.' }),
  })
  .meta({ id: 'RollUp' });
export type RollUpView = z.infer<typeof rollUp>;

const figure = z.object({ id: z.string(), asOf: civilDate, basis: z.enum(BASES), state: z.string() }).meta({ id: 'FigureReference' });

export const progressRow = z
  .object({
    target: z.object({
      id: z.string(),
      clause: z.string().nullable(),
      responsible: z.string().nullable(),
      allocatedFrom: z.string().nullable(),
      quantity: z.string().nullable(),
    }),
    directive: z.object({ id: z.string(), number: z.string().nullable(), issuer: z.string().nullable() }).nullable(),
    indicator: z.object({ id: z.string(), name: z.string(), unit: z.string(), shape: z.string(), direction: z.string() }),
    locality: place,
    status: z.enum(STATUSES),
    reason: z.enum(REASONS),
    late: z.boolean(),
    source: z
      .enum(['own', 'roll_up'])
      .nullable()
      .meta({ description: 'Số liệu riêng hay tổng hợp từ bên dưới. / Own figure or rolled up from beneath.' }),
    actual: z.string().nullable(),
    expected: z
      .string()
      .nullable()
      .meta({ description: 'Theo tiến độ phải đạt vào ngày của số liệu. / What the schedule expects on the figure’s own date.' }),
    ratio: z.string().nullable(),
    percent: z
      .string()
      .nullable()
      .meta({ description: 'Hai chữ số thập phân, với tỷ lệ. / Two decimals, for ratios.', examples: ['44.05'] }),
    numerator: z.string().nullable(),
    denominator: z.string().nullable(),
    doneOn: civilDate.nullable(),
    figure: figure.nullable(),
    staleDays: z.int().nullable().meta({ description: 'Số ngày từ ngày của số liệu tới asOf. / Days from the figure’s date to asOf.' }),
    milestones: z.array(milestone),
    nextMilestone: milestone.nullable(),
    rollUp: rollUp.nullable(),
    lastPosition: position,
  })
  .meta({ id: 'ProgressRow' });
export type ProgressRow = z.infer<typeof progressRow>;

export const progressPage = page(progressRow).extend({
  asOf: civilDate,
  boundaries: civilDate,
  summary: z
    .record(z.enum(STATUSES), z.int())
    .meta({ description: 'Số mục tiêu theo tình trạng, trước khi lọc theo tình trạng. / Targets by status, before the filter by status.' }),
});
export type ProgressPage = z.infer<typeof progressPage>;

const point = z.object({
  id: z.string(),
  asOf: civilDate,
  basis: z.enum(BASES),
  actual: z.string().nullable(),
  expected: z.string().nullable(),
  ratio: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  ofPeriod: z
    .string()
    .nullable()
    .meta({ description: 'Số của riêng kỳ, khi actual là số cộng dồn. / The period’s own figure, where actual is a running sum.' }),
  status: z.enum(STATUSES),
  reason: z.enum(REASONS),
});

const revision = z
  .object({
    asOf: civilDate,
    year: z.int(),
    why: z
      .enum(['basis', 'correction', 'withdrawal'])
      .meta({ description: 'Loại chắc chắn hơn, sửa, rút. / A more settled basis, a correction, a withdrawal to a lesser one.' }),
    from: z.enum(BASES),
    to: z.enum(BASES),
    before: z.string(),
    after: z.string(),
    change: z.string().meta({ description: 'Sau trừ trước, theo đơn vị của actual. / After less before, in the unit of actual.' }),
    percent: z.string().nullable().meta({ description: '% của mức trước; null khi là 0. / Percent of before; null where 0.' }),
  })
  .meta({ id: 'FigureRevision' });

const outlook = z
  .object({
    milestone,
    forecast: z.string(),
    low: z.string().meta({ description: 'Cận dưới của khoảng 80 %. / Lower end of the 80 % interval.' }),
    high: z.string().meta({ description: 'Cận trên của khoảng 80 %. / Upper end of the 80 % interval.' }),
    likely: z.enum(['met', 'uncertain', 'missed']),
    requiredPerMonth: z
      .string()
      .nullable()
      .meta({ description: 'Mức cần mỗi tháng để kịp mốc. / Change per month that reaches the milestone.' }),
    recentPerMonth: z.string().nullable().meta({ description: 'Mức mỗi tháng gần đây. / Recent change per month.' }),
    recentFrom: civilDate.nullable(),
    delayMonths: z.string().nullable().meta({ description: 'Số tháng chậm so với kế hoạch. / Months behind the plan.' }),
    from: civilDate.meta({ description: 'Ngày của số liệu làm gốc. / Date of the figure it starts from.' }),
    sentence: z.string(),
  })
  .meta({ id: 'Outlook', description: 'Dự báo tại mốc kế tiếp. / Forecast at the next milestone.' });

const why = z.enum(['no_time_passed', 'value_not_positive', 'no_way_to_go', 'target_behind_baseline']).nullable();

const readings = z
  .object({
    openSdg: z.object({
      class: z.enum(['achieved', 'on_track', 'acceleration_needed', 'limited_progress', 'deterioration']).nullable(),
      observedGrowth: z.string().nullable(),
      requiredGrowth: z.string().nullable(),
      ratio: z.string().nullable(),
      why,
    }),
    unProgressChart: z.object({
      level: z.union([z.literal(3), z.literal(2), z.literal(1)]).nullable(),
      expectedAtTarget: z.string().nullable(),
      quotient: z.string().nullable(),
      why,
    }),
    escapCurrentStatus: z.object({ score: z.string().nullable(), why }),
  })
  .meta({ id: 'Readings', description: 'Đánh giá theo phương pháp quốc tế. / The target read by international methods.' });

const peers = z
  .object({
    average: z.string().meta({ description: 'Mức bình quân chung. / Average of all beside it, itself included.' }),
    count: z.int(),
    difference: z.string(),
    stands: z.enum(['above', 'at', 'below']),
    isAsGood: z.boolean().nullable(),
  })
  .meta({ id: 'Peers' });

export const targetProgress = z
  .object({
    asOf: civilDate,
    boundaries: civilDate,
    row: progressRow,
    points: z.array(point).meta({ description: 'Số liệu đến asOf, theo ngày. / Figures up to asOf, by date.' }),
    revisions: z.array(revision).meta({ description: 'Số liệu đã đổi ra sao, theo ngày. / How figures were changed, by date.' }),
    trajectory: z.array(z.object({ on: civilDate, expected: z.string().nullable() })),
    children: z.array(progressRow).meta({ description: 'Các phần được phân giao. / The parts it was allocated to.' }),
    outlook: outlook.nullable(),
    readings: readings.nullable(),
    peers: peers.nullable().meta({ description: 'So với các đơn vị cùng cấp trên. / Beside the localities under the same parent.' }),
  })
  .meta({ id: 'TargetProgress' });
export type TargetProgress = z.infer<typeof targetProgress>;
