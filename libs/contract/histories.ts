import { z } from 'zod';
import { ROLES } from '../domain/kernel/command.js';
import { SUBJECTS } from '../domain/story/story.js';
import { civilDate, knownAt, position } from './fields.js';

/** What has a history of its own under `/v1`. */
export const HISTORIES = ['target', 'measurement', 'locality', 'directive', 'alert'] as const;
export type HistoryKind = (typeof HISTORIES)[number];

/** Why somebody reads, or takes out of the house, what is kept under watch. */
export const accessReason = z
  .string()
  .max(500)
  .normalize('NFC')
  .trim()
  .meta({
    description: 'Lý do, được ghi vào lịch sử; bắt buộc khi kết xuất. / Why, put on record; required for an export.',
    examples: ['Kiểm toán giải ngân năm 2021'],
  });

export const historyQuery = z.strictObject({
  knownAt: knownAt.optional(),
  from: civilDate.optional().meta({ description: 'Ghi từ ngày này. / Recorded on this day or later.' }),
  until: civilDate.optional().meta({ description: 'Ghi đến hết ngày này. / Recorded on this day or before.' }),
  about: z.enum(SUBJECTS).optional().meta({ description: 'Chỉ những việc về loại này. / Only what is about things of this kind.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Số dòng tối đa. / Most items in the page.' }),
  cursor: z.string().max(300).optional().meta({ description: 'Lấy từ nextCursor. / Opaque, from nextCursor.' }),
  reason: accessReason.default(''),
});
export type HistoryQuery = z.output<typeof historyQuery>;

export const sentence = z.object({ vi: z.string(), en: z.string() });

const said = z.object({ value: z.string(), text: sentence }).nullable().meta({ description: 'null: để trống. / null where it was empty.' });

const change = z.object({
  field: z.string(),
  name: sentence,
  unit: z.string().nullable(),
  from: said,
  to: said,
});

const cause = z.object({
  kind: z.enum(['command', 'event']),
  id: z.string(),
  type: z.string().nullable().meta({ description: 'Loại sự kiện; null với lệnh. / Type of the event; null for a command.' }),
  position: position.nullable(),
});

export const who = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES), locality: z.string() });

export const historyEntry = z
  .object({
    position,
    eventId: z.uuid(),
    type: z.string(),
    stream: z.string(),
    revision: z.int(),
    recordedAt: z.string().meta({ description: 'Lúc ghi, UTC. / When it was recorded, UTC.' }),
    on: civilDate.nullable().meta({ description: 'Ngày mà sự kiện nói tới. / The day that it is about.' }),
    about: z.object({ kind: z.enum(SUBJECTS), id: z.string() }),
    who,
    sentence,
    changes: z.array(change),
    reason: z.string().nullable(),
    directive: z.object({ id: z.string(), name: sentence, clause: z.string().nullable() }).nullable(),
    commandId: z.string(),
    correlationId: z.string(),
    cause,
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntry>;

export const history = z
  .object({
    subject: z.object({ kind: z.enum(HISTORIES), id: z.string(), name: sentence }),
    knownAt: z
      .object({ position, at: z.string().nullable() })
      .meta({ description: 'Kể đến vị trí này; at: lúc ghi. / Told up to this position; at: when it was recorded.' }),
    items: z.array(historyEntry),
    nextCursor: z.string().nullable().meta({ description: 'null khi hết. / null at the end.' }),
  })
  .meta({ id: 'History' });
export type History = z.infer<typeof history>;
