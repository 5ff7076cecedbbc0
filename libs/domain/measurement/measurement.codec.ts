import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import { sourceWords } from '../target/target.codec.js';
import { BASES, type Figure } from './figure.js';
import type { MeasurementEvent } from './measurement.events.js';

const figure: z.ZodType<Figure> = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('ratio'), numerator: decimalText, denominator: decimalText }),
  z.strictObject({ shape: z.literal('rate'), percent: decimalText }),
  z.strictObject({ shape: z.literal('count'), value: decimalText }),
  z.strictObject({ shape: z.literal('amount'), value: decimalText }),
  z.strictObject({ shape: z.literal('index'), value: decimalText }),
  z.strictObject({ shape: z.literal('done'), on: civilDate.nullable() }),
]);

const key = { indicatorId: z.string(), localityId: z.string(), year: z.int(), asOf: civilDate, basis: z.enum(BASES) };

const recorded: z.ZodType<DataOf<MeasurementEvent, 'MeasurementRecorded'>> = z.strictObject({
  ...key,
  figure,
  justification: z.string().nullable(),
  note: z.string().nullable(),
  source: z
    .strictObject({ directiveId: z.string(), clause: z.string().nullable(), words: z.array(sourceWords).exactOptional() })
    .nullable(),
});

const corrected: z.ZodType<DataOf<MeasurementEvent, 'MeasurementCorrected'>> = z.strictObject({
  ...key,
  figure,
  reason: z.string(),
  justification: z.string().nullable(),
});

const withdrawn: z.ZodType<DataOf<MeasurementEvent, 'MeasurementWithdrawn'>> = z.strictObject({ ...key, reason: z.string() });
const verified: z.ZodType<DataOf<MeasurementEvent, 'MeasurementVerified'>> = z.strictObject({ ...key, note: z.string().nullable() });
const returned: z.ZodType<DataOf<MeasurementEvent, 'MeasurementReturned'>> = z.strictObject({ ...key, reason: z.string() });

// The keys are the stored names: renaming one makes history unreadable.
export const measurementCodec = eventCodec<MeasurementEvent>({
  // Version 2 may name the words that a figure was accepted from, which no older one had.
  MeasurementRecorded: { version: 2, parse: (data) => recorded.parse(data), upcast: { 1: (older: unknown) => older } },
  MeasurementCorrected: firstVersion(corrected),
  MeasurementWithdrawn: firstVersion(withdrawn),
  MeasurementVerified: firstVersion(verified),
  MeasurementReturned: firstVersion(returned),
});
