import { z } from 'zod';
import { position } from './fields.js';

const STREAM = /^(locality|directive|text|indicator|target|measurement|plan|reminder)-[a-z0-9@.-]{1,300}$/;

export const eventsQuery = z.strictObject({
  stream: z
    .string()
    .regex(STREAM)
    .meta({
      description: 'Luồng sự kiện, như trong câu trả lời của lệnh. / Event stream, as commands answer it.',
      examples: ['target-tq-2021-disbursement'],
    }),
  direction: z.enum(['forward', 'backward']).default('forward'),
  type: z
    .string()
    .regex(/^[A-Za-z]{1,60}$/)
    .optional()
    .meta({ description: 'Chỉ những sự kiện loại này. / Only events of this type.', examples: ['TargetRevised'] }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(300).optional().meta({ description: '`nextCursor` của trang trước. / `nextCursor` of the page before.' }),
});
export type EventsQuery = z.output<typeof eventsQuery>;

const historicEvent = z
  .object({
    id: z.uuid(),
    type: z.string(),
    revision: z.int(),
    position,
    recordedAt: z.string().meta({ description: 'Lúc ghi, UTC. / When it was recorded, UTC.' }),
    data: z.record(z.string(), z.unknown()),
    metadata: z.object({
      commandId: z.string(),
      correlationId: z.string(),
      causationId: z.string(),
      schemaVersion: z.int(),
      actor: z.object({ id: z.string(), name: z.string(), role: z.string(), locality: z.string() }),
    }),
  })
  .meta({ id: 'HistoricEvent' });
export type HistoricEvent = z.infer<typeof historicEvent>;

export const eventsAnswer = z
  .object({
    stream: z.string(),
    items: z.array(historicEvent),
    nextCursor: z.string().nullable().meta({ description: 'null khi hết. / null at the end.' }),
  })
  .meta({ id: 'StreamHistory' });
export type EventsAnswer = z.infer<typeof eventsAnswer>;
