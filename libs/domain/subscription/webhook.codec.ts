import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { WebhookEvent } from './webhook.events.js';

const set: z.ZodType<DataOf<WebhookEvent, 'WebhookEndpointSet'>> = z.strictObject({
  endpointId: z.string(),
  personId: z.string(),
  urlOrigin: z.string(),
  urlHash: z.string(),
});

const disabled: z.ZodType<DataOf<WebhookEvent, 'WebhookEndpointDisabled'>> = z.strictObject({
  endpointId: z.string(),
  reason: z.enum(['gone', 'unreachable', 'owner']),
});

// The keys are the stored names: renaming one makes history unreadable.
export const webhookCodec = eventCodec<WebhookEvent>({
  WebhookEndpointSet: firstVersion(set),
  WebhookEndpointDisabled: firstVersion(disabled),
});
