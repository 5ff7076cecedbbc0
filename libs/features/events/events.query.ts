import { Inject, Injectable } from '@nestjs/common';
import type { EventsAnswer, EventsQuery, HistoricEvent } from '../../contract/events.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { lacking } from '../../domain/kernel/errors.js';
import { targetCodec } from '../../domain/target/target.codec.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { EventStore, RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded } from '../../event-store/projection-fold.js';
import { LocalityScope } from '../access/locality-scope.js';
import { EVENT_STORE } from '../http/tokens.js';

const MEASUREMENT = /^measurement-[^.]+\.([^.]+)\.\d{4}$/;

/** The history of a stream, straight from the event store. */
@Injectable()
export class EventQueries {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  /** Events with who and why. Throws `stream_unknown`, and `locality_out_of_scope` for targets and measurements beyond the actor's scope. */
  async history(actor: Actor, { stream, direction, from, limit }: EventsQuery): Promise<EventsAnswer> {
    await this.checkScope(actor, stream);
    const { found, events } = await this.store.readStream(stream, { direction, limit: limit + 1, ...(from === undefined ? {} : { from }) });
    if (!found) lacking('stream_unknown', { stream });
    return { stream, items: events.slice(0, limit).map(eventOf), next: events[limit]?.revision ?? null };
  }

  private async checkScope(actor: Actor, stream: string): Promise<void> {
    const localityId = stream.startsWith('target-') ? await this.localityOfTarget(stream) : MEASUREMENT.exec(stream)?.[1];
    if (localityId !== undefined) await this.scope.check(actor, localityId);
    else if (stream.startsWith('measurement-')) lacking('stream_unknown', { stream });
  }

  private async localityOfTarget(stream: string): Promise<string> {
    const [first] = (await this.store.readStream(stream, { limit: 1 })).events;
    if (!first) return lacking('stream_unknown', { stream });
    const event = decodeRecorded({ codec: targetCodec }, first);
    return event.type === 'TargetSet' ? event.data.localityId : lacking('stream_unknown', { stream });
  }
}

function eventOf(recorded: RecordedEvent): HistoricEvent {
  const { id, type, revision, position, recordedAt, data } = recorded;
  const { commandId, correlationId, causationId, schemaVersion, actor } = metadataOf(recorded);
  const metadata = { commandId, correlationId, causationId, schemaVersion, actor };
  return { id, type, revision, position, recordedAt, data: data as Record<string, unknown>, metadata };
}
