import { z } from 'zod';
import { ALERT_KINDS, RESOLUTIONS, SEVERITIES } from '../domain/alert/alert.events.js';
import { BASES } from '../domain/measurement/figure.js';
import { STATUSES } from '../domain/schedule/schedule-plan.js';
import { civilDate, indicatorId, knownAt, line, localityId, measurementId, slug } from './fields.js';
import { listQuery, page } from './lists.js';

export const ALERT_STATES = ['open', 'acknowledged', 'resolved'] as const;

const moment = {
  asOf: civilDate.optional().meta({
    description:
      'Ngày của `present`: mục tiêu khi đó ra sao; mặc định hôm nay. / Day of `present`, how the target then stands; default today.',
  }),
  knownAt: knownAt.optional(),
};

export const alertQuery = z.strictObject(moment);
export type AlertQuery = z.output<typeof alertQuery>;

const filters = {
  ...moment,
  locality: localityId
    .optional()
    .meta({ description: 'Địa phương này và bên dưới, vào bất kỳ lúc nào. / This locality and those beneath it at any time.' }),
  indicator: indicatorId.optional(),
  target: slug.optional(),
  kind: z.enum(ALERT_KINDS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  state: z
    .enum([...ALERT_STATES, 'active', 'all'])
    .default('active')
    .meta({ description: '`active`: chưa kết thúc (mặc định). / `active`: not resolved (default).' }),
  raisedFrom: civilDate.optional(),
  raisedTo: civilDate.optional(),
};

export const alertsQuery = z.strictObject({ ...filters, ...listQuery(['severity', 'raisedOn', 'locality', 'indicator', 'id']) });
export type AlertsQuery = z.output<typeof alertsQuery>;

export const alertCountsQuery = z.strictObject(filters);
export type AlertCountsQuery = z.output<typeof alertCountsQuery>;

const sentence = z.object({ vi: z.string(), en: z.string() });

const evidence = z
  .object({
    actual: z.string().nullable(),
    expected: z.string().nullable(),
    unit: z.string(),
    asOf: civilDate.nullable().meta({ description: 'Ngày của số liệu. / The figure’s own date.' }),
    basis: z.enum(BASES).nullable(),
    measurementIds: z.array(measurementId),
    milestone: z.object({ due: civilDate, comparator: z.string(), value: z.string().nullable() }).nullable(),
    ruleVersion: z.string().meta({ description: 'Phiên bản quy tắc đã áp dụng. / Version of the rule that was applied.' }),
    sentence,
  })
  .meta({ id: 'AlertEvidence' });

const present = z
  .object({
    on: civilDate.meta({ description: 'Ngày được hỏi. / The day of asking.' }),
    status: z.enum(STATUSES),
    actual: z.string().nullable(),
    expected: z
      .string()
      .nullable()
      .meta({ description: 'Theo tiến độ phải đạt vào ngày của số liệu. / What the schedule expects on the figure’s own date.' }),
    unit: z.string(),
    asOf: civilDate.nullable().meta({ description: 'Ngày của số liệu. / The figure’s own date.' }),
    basis: z.enum(BASES).nullable().meta({ description: 'null với số tổng hợp. / null for a sum of those beneath.' }),
    sentence,
  })
  .nullable()
  .meta({
    id: 'AlertPresent',
    description:
      'Tình trạng hiện nay của mục tiêu; `evidence` là khi phát hiện. null khi không còn theo dõi. / The target as it stands today, `evidence` being what was found; null where it is not followed.',
  });
export type AlertPresent = z.infer<typeof present>;

const step = z
  .object({
    what: z.enum(['raised', 'changed', 'escalated', 'acknowledged', 'resolved', 'handed_over']),
    day: civilDate.nullable().meta({ description: 'Ngày mà bước này nói về. / The day that the step is about.' }),
    recordedAt: z.string(),
    by: z.string(),
    kind: z.enum(ALERT_KINDS).nullable(),
    severity: z.enum(SEVERITIES).nullable(),
    sentence: sentence.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'AlertStep' });
export type AlertStep = z.infer<typeof step>;

export const alertItem = z
  .object({
    id: z.string().meta({ description: '`<mục tiêu>~<đợt>`: một đợt cảnh báo. / One episode.', examples: ['tq-2021-disbursement~1'] }),
    targetId: slug,
    episode: z.int(),
    indicatorId,
    indicatorName: z.string().nullable(),
    localityId,
    localityName: z.string().nullable(),
    kind: z.enum(ALERT_KINDS),
    severity: z.enum(SEVERITIES),
    state: z.enum(ALERT_STATES),
    raisedOn: civilDate,
    evidence,
    present,
    escalation: z.object({ level: z.int(), to: localityId, on: civilDate }).nullable(),
    acknowledgement: z
      .object({ by: z.object({ id: z.string(), name: z.string() }), at: z.string(), note: z.string(), recoveryOn: civilDate.nullable() })
      .nullable(),
    resolution: z.object({ on: civilDate, why: z.enum(RESOLUTIONS) }).nullable(),
    revision: z.int().meta({ description: 'Phiên bản của luồng cảnh báo, cho If-Match. / Revision of the alert stream, for If-Match.' }),
  })
  .meta({ id: 'Alert' });
export type AlertItem = z.infer<typeof alertItem>;
export const alertPage = page(alertItem).meta({ id: 'AlertPage' });

export const alertDetail = alertItem.extend({ story: z.array(step) }).meta({ id: 'AlertDetail' });
export type AlertDetail = z.infer<typeof alertDetail>;

export const alertStreamMessage = z
  .object({
    id: z.string().meta({ description: 'Vị trí, cũng là id của thông điệp. / Position, also the id of the message.' }),
    what: step.shape.what,
    alert: alertItem,
  })
  .meta({ id: 'AlertStreamMessage' });
export type AlertStreamMessage = z.infer<typeof alertStreamMessage>;

const counts = <Keys extends readonly [string, ...string[]]>(keys: Keys) =>
  z.object(Object.fromEntries(keys.map((key) => [key, z.int()])) as Record<Keys[number], z.ZodInt>);

export const alertCounts = z
  .object({
    total: z.int(),
    ...{ byState: counts(ALERT_STATES), bySeverity: counts(SEVERITIES), byKind: counts(ALERT_KINDS) },
    byPresent: counts(STATUSES).meta({ description: 'Theo tình trạng hiện nay của mục tiêu. / By how their targets stand today.' }),
  })
  .meta({ id: 'AlertCounts' });
export type AlertCounts = z.infer<typeof alertCounts>;

export const alertId = z
  .string()
  .max(140)
  .regex(/^[a-z0-9][a-z0-9@-]{0,119}~\d{1,6}$/);
export const alertPath = z.strictObject({ id: alertId });

/** What is read beside others in lists and mails: no line breaks, no other control characters, nothing that turns the direction of reading. */
export const alertNote = line(2_000).regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u);

export const acknowledgeAlert = z
  .strictObject({
    note: alertNote.meta({ description: 'Nguyên nhân, biện pháp. / Cause and remedy.' }),
    recoveryOn: civilDate.nullable().default(null).meta({ description: 'Ngày dự kiến khắc phục. / When it will have recovered.' }),
  })
  .meta({ id: 'AcknowledgeAlert', examples: [{ note: 'Vướng mặt bằng, đã họp với chủ đầu tư', recoveryOn: '2021-10-15' }] });
export type AcknowledgeAlertRequest = z.output<typeof acknowledgeAlert>;
