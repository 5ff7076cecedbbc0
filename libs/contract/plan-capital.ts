import { z } from 'zod';
import { BASES } from '../domain/measurement/figure.js';
import type { PlanKey } from '../domain/plan-capital/plan-capital.events.js';
import { decimal } from './decimal-input.js';
import { civilDate, indicatorId, knownAt, localityId, measurementId, slug, year } from './fields.js';
import { listQuery, page } from './lists.js';

/** `<indicatorId>.<localityId>.<year>` */
export const planCapitalId = z
  .string()
  .max(260)
  .regex(/^[a-z0-9-]+\.[a-z0-9@-]+\.\d{4}$/)
  .meta({ description: 'Mã kế hoạch vốn. / Plan capital id.', examples: ['public-investment-disbursement.vn-08@base.2025'] });

/** A plan's id is its natural key. */
export const planCapitalIdOf = ({ indicatorId: indicator, localityId: locality, year: of }: PlanKey): string =>
  `${indicator}.${locality}.${of}`;

/** The key that an id of the form of `planCapitalId` spells. */
export function planCapitalKeyOf(id: string): PlanKey {
  const [indicator = '', locality = '', of = ''] = id.split('.');
  return { indicatorId: indicator, localityId: locality, year: Number(of) };
}

export const budgetYear = year.meta({ description: 'Năm ngân sách. / Budget year.', examples: [2025] });

const asOf = civilDate.optional().meta({ description: 'Kế hoạch tính đến ngày; mặc định hôm nay. / The plan as of a day; default today.' });

export const planCapitalsQuery = z.strictObject({
  asOf,
  knownAt: knownAt.optional(),
  locality: localityId
    .optional()
    .meta({ description: 'Địa phương này và bên dưới, vào bất kỳ lúc nào. / This locality and those beneath it at any time.' }),
  indicator: indicatorId.optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  ...listQuery(['id', 'year', 'recordedAt']),
});
export type PlanCapitalsQuery = z.output<typeof planCapitalsQuery>;

export const planCapitalQuery = z.strictObject({
  asOf,
  knownAt: knownAt.optional(),
  disbursed: decimal
    .refine((text) => !text.startsWith('-'))
    .optional()
    .meta({
      description:
        'Số đã giải ngân; mặc định là tử số của số liệu tốt nhất của năm đến ngày đó. / Amount disbursed; default the numerator of the year’s best figure up to that day.',
    }),
});
export type PlanCapitalQuery = z.output<typeof planCapitalQuery>;

const plan = z
  .object({
    whole: z.string().meta({ description: 'Toàn bộ kế hoạch. / Everything assigned.' }),
    late: z.string().meta({ description: 'Phần giao sau 30/9. / The part assigned after 30/9.' }),
    withoutLate: z.string(),
    disbursable: z.string().meta({ description: 'Phần còn được giải ngân vào ngày đó. / What may still be disbursed on the day.' }),
  })
  .meta({ id: 'PlanCapitalOnDay', description: 'Theo đơn vị của chỉ tiêu. / In the unit of the indicator.' });

const facts = {
  id: planCapitalId,
  indicatorId,
  indicatorName: z.string().nullable(),
  unit: z.string().nullable(),
  localityId,
  localityName: z.string().nullable(),
  year: budgetYear,
  asOf: civilDate,
  plan,
  revision: z.int(),
  recordedAt: z.string().meta({ description: 'Lúc ghi thay đổi cuối. / When it last changed.' }),
};

export const planCapitalItem = z.object({ ...facts, trancheCount: z.int() }).meta({ id: 'PlanCapital' });
export type PlanCapitalItem = z.infer<typeof planCapitalItem>;
export const planCapitalPage = page(planCapitalItem).meta({ id: 'PlanCapitalPage' });

const decision = z.object({
  on: civilDate,
  amount: z.string(),
  reason: z.string().nullable(),
  source: z.object({ directiveId: slug, clause: z.string().nullable() }).nullable(),
  predecessorId: localityId
    .nullable()
    .meta({ description: 'Đơn vị tiền thân đã quyết định, nếu có. / The predecessor that decided, if one did.' }),
  correction: z
    .string()
    .nullable()
    .meta({ description: 'Vì sao đã sửa; số cũ ở /v1/events. / Why it was corrected; what stood before is in /v1/events.' }),
});

const tranche = z
  .object({
    trancheId: slug,
    assignedOn: civilDate,
    amount: z.string(),
    late: z.boolean(),
    disbursableUntil: civilDate,
    decisions: z.array(decision).meta({ description: 'Giao (thứ 0) và các lần điều chỉnh. / Its assignment (number 0) and adjustments.' }),
  })
  .meta({ id: 'Tranche' });

const rate = z
  .string()
  .nullable()
  .meta({ description: 'Phần trăm, hai chữ số thập phân. / Percent, two decimals.', examples: ['63.26'] });

export const planCapitalDetail = z
  .object({
    ...facts,
    tranches: z.array(tranche),
    disbursed: z
      .object({
        amount: z.string(),
        figure: z
          .object({ id: measurementId, asOf: civilDate, basis: z.enum(BASES) })
          .nullable()
          .meta({ description: 'Số liệu đã lấy; null khi tự nêu. / The figure it is from; null where it was given.' }),
      })
      .nullable(),
    rates: z
      .object({ ofWhole: rate, withoutLate: rate })
      .nullable()
      .meta({ description: 'Trên toàn bộ kế hoạch và khi bỏ vốn giao muộn. / Of the whole plan, and without late capital.' }),
  })
  .meta({ id: 'PlanCapitalDetail' });
export type PlanCapitalDetail = z.infer<typeof planCapitalDetail>;
