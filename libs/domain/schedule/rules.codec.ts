import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { firstVersion } from '../kernel/fields.codec.js';
import type { ScheduleRulesEvent } from './rules.events.js';

const adopted: z.ZodType<ScheduleRulesEvent['data']> = z.strictObject({ version: z.int().min(1) });

// The key is the stored name: renaming it makes history unreadable.
export const scheduleRulesCodec = eventCodec<ScheduleRulesEvent>({ ScheduleRulesAdopted: firstVersion(adopted) });
