import { accessCodec } from '../../domain/audit/access.codec.js';
import { accessDecider, recordAccess } from '../../domain/audit/access.decide.js';
import { accessStream, type AccessEvent } from '../../domain/audit/access.events.js';
import type { CommandContext } from '../../domain/kernel/command.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import type { EventStore } from '../../event-store/event-store.js';

const ACCESS = { category: 'audit', codec: accessCodec, decider: accessDecider };

/**
 * Puts an access on record before what was asked for is handed out: reads of personal data, and whatever leaves the house as a document.
 * Its id is that of the request. Throws `reason_required` and the store's errors, and then nothing may be handed out.
 */
export async function putOnRecord(store: EventStore, context: CommandContext, access: AccessEvent): Promise<void> {
  const stream = accessStream(access.data.accessId);
  await store.append(stream, 'no_stream', draftsOf(ACCESS, stream, context, recordAccess(access, accessDecider.initial)));
}
