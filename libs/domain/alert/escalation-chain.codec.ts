import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { EscalationChainEvent } from './escalation-chain.events.js';

const set: z.ZodType<DataOf<EscalationChainEvent, 'EscalationChainSet'>> = z.strictObject({
  localityId: z.string(),
  steps: z.array(z.strictObject({ afterWorkingDays: z.int(), level: z.int() })).nullable(),
  from: civilDate,
});

// The key is the stored name: renaming it makes history unreadable.
export const escalationChainCodec = eventCodec<EscalationChainEvent>({ EscalationChainSet: firstVersion(set) });
