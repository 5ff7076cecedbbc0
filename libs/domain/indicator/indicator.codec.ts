import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import { profileShares } from '../schedule/profile.codec.js';
import { reportingCalendar } from './calendar.codec.js';
import type { IndicatorEvent } from './indicator.events.js';

const defined: z.ZodType<DataOf<IndicatorEvent, 'IndicatorDefined'>> = z.strictObject({
  indicatorId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  shape: z.enum(['ratio', 'count', 'amount', 'index', 'task']),
  unit: z.string(),
  direction: z.enum(['increasing', 'decreasing', 'band']),
  rollUp: z.enum(['ratio', 'sum', 'none']),
  accumulation: z.enum(['cumulative', 'flow', 'level']),
  base: z.string().nullable(),
  numeratorMayExceedDenominator: z.boolean(),
  min: decimalText.nullable(),
  max: decimalText.nullable(),
});

const profileSet: z.ZodType<DataOf<IndicatorEvent, 'SeasonalProfileSet'>> = z.strictObject({
  indicatorId: z.string(),
  profileId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  shares: profileShares,
  source: z.strictObject({ name: z.string(), url: z.string().nullable() }).nullable(),
  fittedYears: z.array(z.int()),
});

const calendarSet: z.ZodType<DataOf<IndicatorEvent, 'ReportingCalendarSet'>> = z.strictObject({
  indicatorId: z.string(),
  calendar: reportingCalendar,
});

// The keys are the stored names: renaming one makes history unreadable.
export const indicatorCodec = eventCodec<IndicatorEvent>({
  IndicatorDefined: firstVersion(defined),
  SeasonalProfileSet: firstVersion(profileSet),
  ReportingCalendarSet: firstVersion(calendarSet),
});
