import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { DirectiveEvent } from './directive.events.js';

const registered: z.ZodType<DataOf<DirectiveEvent, 'DirectiveRegistered'>> = z.strictObject({
  directiveId: z.string(),
  number: z.string().nullable(),
  kind: z.string(),
  issuer: z.string(),
  localityId: z.string(),
  issuedOn: z.string().nullable(),
  meetingOn: civilDate.nullable(),
  textSha256: z.string().nullable(),
});

// The keys are the stored names: renaming one makes history unreadable.
export const directiveCodec = eventCodec<DirectiveEvent>({ DirectiveRegistered: firstVersion(registered) });
