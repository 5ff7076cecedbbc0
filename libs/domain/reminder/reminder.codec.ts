import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, firstVersion } from '../kernel/fields.codec.js';
import type { ReminderDuty, ReminderEvent } from './reminder.events.js';

const duty: z.ZodType<ReminderDuty> = z.strictObject({
  targetId: z.string(),
  indicatorId: z.string(),
  period: z.string(),
  dueOn: civilDate,
  isTask: z.literal(true).exactOptional(),
});

const due: z.ZodType<ReminderEvent['data']> = z.strictObject({
  localityId: z.string(),
  day: civilDate,
  duties: z.array(duty),
  sentence: z.strictObject({ vi: z.string(), en: z.string() }),
});

// The key is the stored name: renaming it makes history unreadable.
export const reminderCodec = eventCodec<ReminderEvent>({ RemindersDue: firstVersion(due) });
