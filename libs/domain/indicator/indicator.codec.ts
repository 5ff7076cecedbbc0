import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
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

// The keys are the stored names: renaming one makes history unreadable.
export const indicatorCodec = eventCodec<IndicatorEvent>({ IndicatorDefined: firstVersion(defined) });
