import type { EventCodec } from '../../../libs/domain/kernel/codec.js';
import type { Actor, EventMetadata } from '../../../libs/domain/kernel/command.js';
import type { DomainEvent } from '../../../libs/domain/kernel/decider.js';
import { DomainError } from '../../../libs/domain/kernel/errors.js';
import { eventId, uuidV5 } from '../../../libs/event-store/event-ids.js';
import type { NewEvent } from '../../../libs/event-store/event-store.js';
import { CatalogError } from './catalog-error.js';
import type { Placed } from './files.js';

/** Events for one stream. Their ids follow from what they are about, so loading again finds them. */
export interface Entry {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}

const CATALOGUE: Actor = { id: 'catalogue', name: 'Danh mục', role: 'admin', locality: 'vn' };

// Another value would make every fact of the catalogue look new.
const NAMESPACE = '0f6d2f0c-6f0e-5a55-9d0c-5d0d4a1b7c11';

/** Runs a rule of the domain on behalf of the catalogue. Throws `CatalogError` with the place when the rule refuses. */
export function decide<Event extends DomainEvent>(placed: Placed<unknown>, rule: () => readonly Event[]): readonly Event[] {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new CatalogError(placed.file, placed.row, null, `refused: ${error.message}`);
  }
}

/** The catalogue's command `about` something in a stream, `register`, `end`, `record 2021-08-31 actual`. */
export function commandIdOf(stream: string, about: string): string {
  return uuidV5(NAMESPACE, `${stream} ${about}`);
}

/** Puts decided events in the form in which they are stored. */
export function entryOf<Event extends DomainEvent>(
  stream: string,
  commandId: string,
  codec: EventCodec<Event>,
  decided: readonly Event[],
): Entry {
  const events = decided.map((event, index) => {
    const { type, schemaVersion, data } = codec.encode(event);
    const metadata: EventMetadata = { commandId, correlationId: commandId, causationId: commandId, actor: CATALOGUE, schemaVersion };
    return { id: eventId(commandId, stream, index), type, data, metadata };
  });
  return { stream, events };
}
