import { z } from 'zod';
import { SEVERITIES } from '../domain/alert/alert.events.js';
import { FINDING_KINDS, FINDING_TERMS } from '../domain/story/findings.js';
import { civilDate, indicatorId, knownAt, localityId, position } from './fields.js';
import { HISTORIES, sentence, who } from './histories.js';
import { listQuery, page } from './lists.js';

const days = (given: number, description: string) => z.coerce.number().int().min(0).max(3_660).default(given).meta({ description });

const kinds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(FINDING_KINDS)))
  .meta({
    description: 'Một hay nhiều loại, cách nhau bằng dấu phẩy. / One or several, separated by commas.',
    examples: ['back_dated,self_verified'],
  });

const filters = {
  knownAt: knownAt.optional(),
  kind: kinds.optional(),
  locality: localityId.optional().meta({ description: 'Địa phương này và bên dưới. / This locality and those beneath it.' }),
  indicator: indicatorId.optional(),
  from: civilDate.optional().meta({ description: 'Ghi từ ngày này. / Recorded on this day or later.' }),
  until: civilDate.optional().meta({ description: 'Ghi đến hết ngày này. / Recorded on this day or before.' }),
  beforeDue: days(
    FINDING_TERMS.beforeDue,
    'Sửa mốc trong vòng bấy nhiêu ngày trước hạn. / A milestone changed so many days before it is due, or fewer.',
  ),
  late: days(FINDING_TERMS.late, 'Ghi sau ngày của số liệu hơn bấy nhiêu ngày. / Recorded more days after the figure’s date.'),
  unsettled: days(FINDING_TERMS.unsettled, 'Số ước cũ hơn bấy nhiêu ngày. / An estimate that is older, in days.'),
  unacknowledged: days(FINDING_TERMS.unacknowledged, 'Cảnh báo mở lâu hơn bấy nhiêu ngày. / An alert open for more days.'),
};

export const findingsQuery = z.strictObject({
  ...filters,
  ...listQuery(['recordedAt']),
  sort: z.enum(['recordedAt', '-recordedAt']).default('-recordedAt'),
});
export type FindingsQuery = z.output<typeof findingsQuery>;

export const findingCountsQuery = z.strictObject(filters);
export type FindingCountsQuery = z.output<typeof findingCountsQuery>;

export const evidence = z.object({
  eventId: z.uuid(),
  position,
  type: z.string(),
  stream: z.string(),
  revision: z.int(),
  recordedAt: z.string(),
  who,
  sentence,
});

export const finding = z
  .object({
    id: z.string(),
    kind: z.enum(FINDING_KINDS),
    severity: z.enum(SEVERITIES),
    name: sentence.meta({ description: 'Loại, bằng lời. / The kind in words.' }),
    sentence,
    indicatorId,
    localityId,
    targetId: z.string().nullable(),
    about: z.object({ kind: z.enum(HISTORIES), id: z.string() }).meta({
      description:
        'Lịch sử của mục tiêu, số liệu hay cảnh báo này kể lại việc ấy. / The target, figure or alert whose history tells of it.',
    }),
    indicatorName: sentence.meta({ description: 'Tên dùng giữa câu. / As it stands within a sentence.' }),
    localityName: sentence.meta({ description: 'Tên dùng giữa câu. / As it stands within a sentence.' }),
    recordedAt: z.string(),
    evidence: z.array(evidence).meta({ description: 'Các sự kiện làm căn cứ, theo thứ tự. / The events that it rests on, in order.' }),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof finding>;
export const findingPage = page(finding).meta({ id: 'FindingPage' });

export const findingCounts = z.object({ total: z.int(), byKind: z.record(z.enum(FINDING_KINDS), z.int()) }).meta({ id: 'FindingCounts' });
export type FindingCounts = z.infer<typeof findingCounts>;
