import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, firstVersion } from '../kernel/fields.codec.js';
import type { CalendarDayEvent } from './calendar-day.events.js';

const began: z.ZodType<CalendarDayEvent['data']> = z.strictObject({ day: civilDate });

// The key is the stored name: renaming it makes history unreadable.
export const calendarDayCodec = eventCodec<CalendarDayEvent>({ DayBegan: firstVersion(began) });
