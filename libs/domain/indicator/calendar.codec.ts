import { z } from 'zod';
import { civilDate } from '../kernel/fields.codec.js';
import { FREQUENCIES, type ReportingCalendar } from '../reporting/calendar.js';

const frequency = z.enum(FREQUENCIES);

/** A reporting calendar as it is stored. */
export const reportingCalendar: z.ZodType<ReportingCalendar> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('periodic'), frequency, cutOffDay: z.int(), dueDay: z.int(), minWorkingDays: z.int() }),
  z.strictObject({ kind: z.literal('before'), frequency, dueBeforeDay: z.int(), cutOffDay: z.int().nullable() }),
  z.strictObject({ kind: z.literal('weekly'), cutOffWeekday: z.int(), dueWeekday: z.int() }),
  z.strictObject({ kind: z.literal('ad_hoc'), dates: z.array(z.strictObject({ cutOff: civilDate, due: civilDate })) }),
]);
