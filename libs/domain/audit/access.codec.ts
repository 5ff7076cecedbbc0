import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { firstVersion, type DataOf } from '../kernel/fields.codec.js';
import { EXPORT_FORMATS, PERSONAL_DATA, type AccessEvent } from './access.events.js';

const access = { accessId: z.string(), reason: z.string() };

const read: z.ZodType<DataOf<AccessEvent, 'PersonalDataRead'>> = z.strictObject({
  ...access,
  what: z.enum(PERSONAL_DATA),
  scope: z.string(),
  count: z.int().nonnegative(),
  people: z.array(z.string()).nullable(),
});

const erased: z.ZodType<DataOf<AccessEvent, 'PersonalDataErased'>> = z.strictObject({
  ...access,
  contactId: z.string(),
  personId: z.string(),
});

const made: z.ZodType<DataOf<AccessEvent, 'ExportMade'>> = z.strictObject({
  ...access,
  subject: z.string(),
  format: z.enum(EXPORT_FORMATS),
  through: z.string(),
  sha256: z.string(),
});

// The keys are the stored names: renaming one makes history unreadable.
export const accessCodec = eventCodec<AccessEvent>({
  PersonalDataRead: { version: 2, parse: (data) => read.parse(data), upcast: { 1: (older: object) => ({ ...older, people: null }) } },
  PersonalDataErased: firstVersion(erased),
  ExportMade: firstVersion(made),
});
