import { webhookCodec } from '../../domain/subscription/webhook.codec.js';
import { disableWebhookEndpoint, webhookDecider } from '../../domain/subscription/webhook.decide.js';
import { webhookStream, type DisablingReason } from '../../domain/subscription/webhook.events.js';
import type { Actor } from '../../domain/kernel/command.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { advanced, unwritten } from '../../event-store/aggregate.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import type { EventStore } from '../../event-store/event-store.js';

export const WEBHOOK = { category: 'webhook', codec: webhookCodec, decider: webhookDecider };

/** In whose name the deliverer acts, and whoever holds a link of its mails. */
export const DELIVERER: Actor = { id: 'system:notifications', name: 'Tiến Độ', role: 'admin', locality: NATION };

/**
 * Records that an endpoint is out of use; `messageId` is the message that showed it. Quiet when it is already.
 * Answers with the revision of the event that did. Throws the store's errors.
 */
export async function disableEndpoint(store: EventStore, endpointId: string, reason: DisablingReason, messageId: string): Promise<number> {
  const stream = webhookStream(endpointId);
  const { events: recorded } = await store.readStream(stream);
  const { state, revision } = advanced(WEBHOOK, unwritten(WEBHOOK), recorded);
  if (!state) return revision;
  const events = disableWebhookEndpoint({ endpointId, personId: null, reason }, state);
  if (events.length === 0) return revision;
  const context = { commandId: messageId, correlationId: messageId, causationId: messageId, actor: DELIVERER, today: '' };
  // Not the event's place in the command but in the stream: the endpoint may be taken into use again and fail again on this message.
  return (await store.append(stream, revision, draftsOf(WEBHOOK, stream, context, events, revision + 1))).revision;
}
