import type { Sql } from 'postgres';
import type { EventCodec } from '../../libs/domain/kernel/codec.js';
import type { Actor, EventMetadata } from '../../libs/domain/kernel/command.js';
import type { DomainEvent } from '../../libs/domain/kernel/decider.js';
import { uuidV5 } from '../../libs/event-store/event-ids.js';
import { START, type EventStore, type NewEvent, type RecordedEvent } from '../../libs/event-store/event-store.js';
import type { Projection } from '../../libs/event-store/projection.js';
import { createSchema, moveCheckpoint, readCheckpoint } from '../../libs/event-store/projection-tables.js';

export const PLANNER: Actor = { id: 'u-1', name: 'Nguyễn Thị Hoà', role: 'planner', locality: 'vn' };

const COMMAND = '0197a3c2-0000-7000-8000-000000000001';

/** An event as a command's handler hands it to the store. */
export function draft<Event extends DomainEvent>(codec: EventCodec<Event>, event: Event, key: string, actor = PLANNER): NewEvent {
  const { type, schemaVersion, data } = codec.encode(event);
  const metadata: EventMetadata = { commandId: COMMAND, correlationId: COMMAND, causationId: COMMAND, actor, schemaVersion };
  return { id: uuidV5(COMMAND, key), type, data, metadata };
}

/** Events as a store would deliver them: positions 1, 2, 3 …, revisions by stream. */
export class History {
  readonly events: RecordedEvent[] = [];

  add<Event extends DomainEvent>(codec: EventCodec<Event>, stream: string, ...events: readonly Event[]): this {
    for (const event of events) {
      const position = String(this.events.length + 1);
      const revision = this.events.filter((earlier) => earlier.stream === stream).length;
      const recordedAt = new Date(Date.UTC(2021, 8, 1, 0, 0, this.events.length)).toISOString();
      this.events.push({ ...draft(codec, event, position), stream, revision, position, recordedAt });
    }
    return this;
  }
}

/** Applies events to a projection in batches, as its runner would; the tables are created first where they are missing. */
export async function project(sql: Sql, projection: Projection, events: readonly RecordedEvent[], batch = events.length): Promise<void> {
  const found = await readCheckpoint(sql, projection.name);
  if (!found) await createSchema(sql, projection, projection.name);
  let at = found?.position ?? START;
  for (let start = 0; start < events.length; start += batch) {
    const some = events.slice(start, start + batch);
    const own = some.filter(({ stream }) => projection.categories.some((category) => stream.startsWith(`${category}-`)));
    const to = some.at(-1)?.position ?? at;
    await sql.begin(async (tx) => {
      await moveCheckpoint(tx, projection.name, at, to);
      if (own.length > 0) await projection.apply(tx, projection.name, own);
    });
    at = to;
  }
}

/** Everything that the store holds, in order. */
export async function allEvents(store: EventStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll()) events.push(...batch.events);
  return events;
}
