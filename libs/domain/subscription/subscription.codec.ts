import { z } from 'zod';
import { SEVERITIES } from '../alert/alert.events.js';
import { eventCodec } from '../kernel/codec.js';
import { firstVersion, type DataOf } from '../kernel/fields.codec.js';
import { FROM, SUBSCRIBED_KINDS, type SubscriptionEvent } from './subscription.events.js';

const channel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in_app') }),
  z.strictObject({
    kind: z.literal('email'),
    contactId: z.string(),
    mode: z.enum(['at_once', 'daily']),
    atOnceFrom: z.enum(SEVERITIES),
    digestAt: z.string(),
    quietFrom: z.string().nullable(),
    quietUntil: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('webhook'), endpointId: z.string() }),
]);

const set: z.ZodType<DataOf<SubscriptionEvent, 'SubscriptionSet'>> = z.strictObject({
  subscriptionId: z.string(),
  personId: z.string(),
  localities: z.array(z.string()),
  kinds: z.array(z.enum(SUBSCRIBED_KINDS)),
  severities: z.array(z.enum(SEVERITIES)),
  from: z.enum(FROM).optional(),
  channel,
});

const ended: z.ZodType<DataOf<SubscriptionEvent, 'SubscriptionEnded'>> = z.strictObject({
  subscriptionId: z.string(),
  reason: z.string().nullable(),
});

// The keys are the stored names: renaming one makes history unreadable.
export const subscriptionCodec = eventCodec<SubscriptionEvent>({
  SubscriptionSet: firstVersion(set),
  SubscriptionEnded: firstVersion(ended),
});
