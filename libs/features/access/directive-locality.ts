import { DIRECTIVE } from '../../domain/directive/directive.aggregate.js';
import { advanced, unwritten } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';

/**
 * The locality of a directive by all events of its stream; null where there are none. It is moved when it was entered under the wrong one, so
 * the last decides who may read it, also as it was known before. Throws `UndecodableEventError`.
 */
export function localityOfDirective(events: readonly RecordedEvent[]): string | null {
  return advanced(DIRECTIVE, unwritten(DIRECTIVE), events).state?.localityId ?? null;
}
