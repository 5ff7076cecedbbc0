import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { LocalityEvent } from './locality.events.js';

const ending = { localityId: z.string(), effectiveOn: civilDate, legalBasis: z.string().nullable() };

const registered: z.ZodType<DataOf<LocalityEvent, 'LocalityRegistered'>> = z.strictObject({
  localityId: z.string(),
  code: z.string(),
  name: z.string(),
  fullName: z.string(),
  nameEn: z.string().nullable(),
  level: z.enum(['nation', 'province', 'district', 'commune']),
  kind: z.string(),
  parentId: z.string().nullable(),
  validFrom: civilDate.nullable(),
  legalBasis: z.string().nullable(),
});

const merged: z.ZodType<DataOf<LocalityEvent, 'LocalityMerged'>> = z.strictObject({ ...ending, into: z.string() });

const split: z.ZodType<DataOf<LocalityEvent, 'LocalitySplit'>> = z.strictObject({
  ...ending,
  parts: z.array(z.strictObject({ localityId: z.string(), share: decimalText.nullable() })),
});

const renamed: z.ZodType<DataOf<LocalityEvent, 'LocalityRenamed'>> = z.strictObject({ ...ending, into: z.string() });

const abolished: z.ZodType<DataOf<LocalityEvent, 'LocalityAbolished'>> = z.strictObject(ending);

const reassigned: z.ZodType<DataOf<LocalityEvent, 'LocalityReassigned'>> = z.strictObject({
  localityId: z.string(),
  parentId: z.string(),
  from: civilDate,
  legalBasis: z.string().nullable(),
});

// The keys are the stored names: renaming one makes history unreadable.
export const localityCodec = eventCodec<LocalityEvent>({
  LocalityRegistered: firstVersion(registered),
  LocalityMerged: firstVersion(merged),
  LocalitySplit: firstVersion(split),
  LocalityRenamed: firstVersion(renamed),
  LocalityAbolished: firstVersion(abolished),
  LocalityReassigned: firstVersion(reassigned),
});
