import { Inject, Injectable } from '@nestjs/common';
import type { EventsAnswer, EventsQuery, HistoricEvent } from '../../contract/events.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { directiveTextCodec } from '../../domain/directive/directive-text.codec.js';
import { lacking } from '../../domain/kernel/errors.js';
import { targetCodec } from '../../domain/target/target.codec.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { EventStore, RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded } from '../../event-store/projection-fold.js';
import { localityOfDirective } from '../access/directive-locality.js';
import { LocalityScope } from '../access/locality-scope.js';
import { decodeCursor, encodeCursor, foreignCursor, listNameOf } from '../http/paging.js';
import { EVENT_STORE } from '../http/tokens.js';

/** Streams that are named by indicator, locality and year. */
const PLACED = /^(?:measurement|plan)-[^.]+\.([^.]+)\.\d{4}$/;

/** Streams that are named by locality alone. */
const OF_LOCALITY = /^reminder-(.+)$/;

/** The history of a stream, straight from the event store. */
@Injectable()
export class EventQueries {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  /** Events with who and why. Throws `stream_unknown`, and `locality_out_of_scope` for directives, targets, measurements, plans and reminders beyond the actor's scope. */
  async history(actor: Actor, query: EventsQuery): Promise<EventsAnswer> {
    const { stream, limit, cursor } = query;
    const list = listNameOf(query);
    const [from] = decodeCursor(cursor, list, 1) ?? [];
    if (from !== undefined && !Number.isSafeInteger(from)) throw foreignCursor(String(cursor));
    await this.checkScope(actor, stream);
    const events = await this.read(query, from as number | undefined);
    const next = events[limit];
    return { stream, items: events.slice(0, limit).map(eventOf), nextCursor: next ? encodeCursor(list, [next.revision]) : null };
  }

  /** One more than `limit` of the wanted events, if there are. */
  private async read({ stream, direction, type, limit }: EventsQuery, first: number | undefined): Promise<readonly RecordedEvent[]> {
    const wanted: RecordedEvent[] = [];
    const atOnce = type === undefined ? limit + 1 : 1_000;
    for (let from = first; wanted.length <= limit;) {
      const { found, events } = await this.store.readStream(stream, { direction, limit: atOnce, ...(from === undefined ? {} : { from }) });
      if (!found) lacking('stream_unknown', { stream });
      wanted.push(...events.filter((event) => type === undefined || event.type === type));
      const last = events.at(-1);
      if (!last || events.length < atOnce || (direction === 'backward' && last.revision === 0)) break;
      from = last.revision + (direction === 'forward' ? 1 : -1);
    }
    return wanted;
  }

  private async checkScope(actor: Actor, stream: string): Promise<void> {
    const named = (PLACED.exec(stream) ?? OF_LOCALITY.exec(stream))?.[1];
    const localityId = named ?? (await this.localityOf(stream));
    if (localityId !== undefined) await this.scope.check(actor, localityId);
    else if (/^(measurement|plan)-/.test(stream)) lacking('stream_unknown', { stream });
  }

  /** Of a target, of a directive and of a directive's words; undefined of what the whole country may read. */
  private localityOf(stream: string): Promise<string> | undefined {
    if (stream.startsWith('target-')) return this.localityOfTarget(stream);
    if (stream.startsWith('directive-')) return this.localityOfDirective(stream);
    if (stream.startsWith('text-')) return this.localityOfText(stream);
    return undefined;
  }

  private async localityOfDirective(stream: string): Promise<string> {
    const events = (await this.store.readStreams([stream])).get(stream) ?? [];
    return localityOfDirective(events) ?? lacking('stream_unknown', { stream });
  }

  private async localityOfText(stream: string): Promise<string> {
    const [first] = (await this.store.readStream(stream, { limit: 1 })).events;
    if (!first) return lacking('stream_unknown', { stream });
    const { data } = decodeRecorded({ codec: directiveTextCodec }, first);
    return this.localityOfDirective(directiveStream(data.directiveId));
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
