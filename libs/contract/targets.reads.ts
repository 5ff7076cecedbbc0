import { z } from 'zod';
import { acceptedWords } from './accepted-words.js';
import { COMPARATORS } from '../domain/target/target.events.js';
import { civilDate, indicatorId, knownAt, localityId, slug } from './fields.js';
import { listQuery, page } from './lists.js';

const asOf = civilDate.optional().meta({
  description:
    'Tính đến ngày: mục tiêu rút sau ngày đó vẫn còn; mặc định là bây giờ. / As of: a target withdrawn on a later day still stands; default now.',
});

export const targetsQuery = z.strictObject({
  asOf,
  knownAt: knownAt.optional(),
  locality: localityId
    .optional()
    .meta({ description: 'Địa phương này và bên dưới, vào bất kỳ lúc nào. / This locality and those beneath it at any time.' }),
  indicator: indicatorId.optional(),
  directive: slug.optional(),
  parent: slug.optional().meta({ description: 'Các phần phân giao của mục tiêu này. / The parts that this target was allocated to.' }),
  year: z.coerce
    .number()
    .int()
    .min(1900)
    .max(2200)
    .optional()
    .meta({ description: 'Có mốc trong năm. / With a milestone due in the year.' }),
  withdrawn: z
    .enum(['true', 'false'])
    .optional()
    .transform((text) => (text === undefined ? undefined : text === 'true'))
    .meta({ description: 'Đã rút tính đến asOf. / Withdrawn as of asOf.' }),
  ...listQuery(['id', 'due', 'indicator', 'locality', 'recordedAt']),
});
export type TargetsQuery = z.output<typeof targetsQuery>;

export const targetQuery = z.strictObject({ asOf, knownAt: knownAt.optional() });
export type TargetQuery = z.output<typeof targetQuery>;

const milestone = z.object({
  due: civilDate,
  dueOp: z.enum(['<', '<=']),
  dueSource: z.enum(['printed', 'inherited']),
  comparator: z.enum(COMPARATORS),
  value: z.string().nullable(),
  upper: z.string().nullable(),
});

const points = z.array(z.object({ on: civilDate, value: z.string() }));

const trajectory = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linear') }),
  z.object({ kind: z.literal('points'), points }),
  z.object({ kind: z.literal('step'), points }),
  z.object({
    kind: z.literal('profile'),
    profileId: slug,
    shares: z
      .array(z.object({ month: z.int(), share: z.string() }))
      .meta({ description: 'Như khi lập kế hoạch. / As they were when the target was planned.' }),
  }),
]);

const provenance = z
  .object({
    directiveId: slug,
    clause: z.string().nullable(),
    strength: z.enum(['quantified', 'dated', 'qualitative']),
    words: z
      .array(
        z.object({
          proposal: z.int(),
          readerVersion: z.string(),
          start: z.int(),
          end: z.int(),
          href: z.string().meta({
            description: 'Các chữ đó trong văn bản. / These words of the directive.',
            examples: ['/v1/directives/tq-2021-08/text?from=4480&to=4546'],
          }),
        }),
      )
      .meta({ description: 'Các chữ mà mục tiêu được chấp nhận từ đó. / The words that it was accepted from.' }),
  })
  .nullable();

const withdrawn = z.object({ on: civilDate, reason: z.string() }).nullable();

const plan = {
  baseline: z.object({ value: z.string().nullable(), on: civilDate }),
  milestones: z.array(milestone),
  quantity: z.string().nullable(),
  trajectory,
  thresholds: z.object({ onTrack: z.string(), atRisk: z.string(), tolerance: z.string() }).nullable(),
  graceDays: z.int(),
};

const facts = {
  id: slug,
  indicatorId,
  indicatorName: z.string().nullable(),
  unit: z.string().nullable(),
  localityId,
  localityName: z.string().nullable(),
  responsible: z.string().nullable(),
  provenance,
  allocatedFrom: slug.nullable().meta({ description: 'Mục tiêu mà nó là một phần. / The target that it is a part of.' }),
  withdrawn,
  ...plan,
  revision: z.int(),
  recordedAt: z.string().meta({ description: 'Lúc ghi thay đổi cuối. / When it last changed.' }),
};

export const targetItem = z.object(facts).meta({ id: 'Target' });
export type TargetItem = z.infer<typeof targetItem>;
export const targetPage = page(targetItem).meta({ id: 'TargetPage' });

const version = z
  .object({
    revision: z.int(),
    change: z.enum(['set', 'revised', 'allocated', 'replanned', 'withdrawn']),
    reason: z.string().nullable(),
    recordedAt: z.string(),
    actor: z.object({ id: z.string(), name: z.string() }),
    provenance,
    withdrawn,
    ...plan,
  })
  .meta({ id: 'TargetVersion', description: 'Mục tiêu như sau thay đổi đó. / The target as it stood after that change.' });

export const targetDetail = z
  .object({
    ...facts,
    note: z.string().nullable(),
    words: acceptedWords.meta({ description: 'Các câu đã được chấp nhận vào mục tiêu này. / The words that were accepted into it.' }),
    allocations: z.array(z.object({ targetId: slug, localityId, localityName: z.string().nullable(), quantity: z.string() })),
    versions: z.array(version),
  })
  .meta({ id: 'TargetDetail' });
export type TargetDetail = z.infer<typeof targetDetail>;
