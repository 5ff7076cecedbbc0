import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { PublicHolidaysEvent } from './public-holidays.events.js';

const days = z.array(z.strictObject({ day: civilDate, name: z.string() }));

const set: z.ZodType<DataOf<PublicHolidaysEvent, 'HolidaysSet'>> = z.strictObject({
  year: z.int(),
  off: days,
  worked: days,
  source: z.string(),
});

// The key is the stored name: renaming it makes history unreadable.
export const publicHolidaysCodec = eventCodec<PublicHolidaysEvent>({ HolidaysSet: firstVersion(set) });
