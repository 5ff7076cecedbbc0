import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Sql } from 'postgres';
import { alertStreamMessage, type AlertStreamMessage } from '../../contract/alerts.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { Position, RecordedEvent } from '../../event-store/event-store.js';
import { RequiresToken } from '../access/requires.js';
import { scopeOf } from '../access/scope.sql.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply, HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { ProjectionPositions } from '../http/projection-positions.js';
import { InvalidRequest } from '../http/refusals.js';
import { SQL } from '../http/tokens.js';
import { alertEventOf, episodeId, WHAT } from './alert-episodes.js';
import { AlertFeed } from './alert-feed.js';
import { AlertQueries } from './alerts.query.js';

const HEARTBEAT_MS = 15_000;
/** A stream outlives its token by this at most; the browser comes back by itself with Last-Event-ID. */
const LONGEST_MS = 15 * 60_000;
const PATIENCE_MS = 5_000;
const POSITION = /^\d{1,20}(\/\d{1,20})?$/;

/** Leaves the answer to who writes it to `raw`. */
interface StreamingReply extends HttpReply {
  hijack(): { readonly raw: ServerResponse };
}

@ApiTags('alerts')
@RequiresToken()
@Controller('v1/alerts')
export class AlertStreamController {
  constructor(
    @Inject(AlertFeed) private readonly feed: AlertFeed,
    @Inject(AlertQueries) private readonly queries: AlertQueries,
    @Inject(ProjectionPositions) private readonly positions: ProjectionPositions,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  @Get('stream')
  @Operation({
    vi: 'Luồng cảnh báo trực tiếp (Server-Sent Events); Last-Event-ID nối tiếp từ chỗ đã nhận',
    en: 'Live stream of alerts (Server-Sent Events); Last-Event-ID goes on from where one was',
    answer: alertStreamMessage,
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Vị trí đã nhận. / The position that was received last.' })
  async stream(@Caller() actor: Actor, @Req() request: HttpRequest, @Res() reply: StreamingReply): Promise<void> {
    const after = lastEventId(request);
    const { raw } = reply.hijack();
    const ended = new AbortController();
    raw.on('close', () => ended.abort());
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
    try {
      for await (const events of this.feed.follow(after, AbortSignal.any([ended.signal, AbortSignal.timeout(LONGEST_MS)]))) {
        const text = (await this.messages(events, actor.locality)).map(written).join('');
        if (text !== '' && !raw.write(text)) await once(raw, 'drain', { signal: ended.signal });
      }
    } catch {
      // The client is gone, or the store is: it comes back by itself.
    } finally {
      clearInterval(heartbeat);
      raw.end();
    }
  }

  /** What happened, with the alert as it stands now, to those whose scope covers its locality. */
  private async messages(events: readonly RecordedEvent[], scope: string): Promise<readonly AlertStreamMessage[]> {
    await this.positions.reaches('alerts', events.at(-1)!.position, PATIENCE_MS);
    const decoded = events.map((recorded) => ({ position: recorded.position, event: alertEventOf(recorded) }));
    const found = await this.queries.some(decoded.map(({ event }) => episodeId(event.data)));
    const covered = await scopeOf(this.sql, scope);
    return decoded.flatMap(({ position, event }) => {
      const alert = found.get(episodeId(event.data));
      if (!alert || (covered && !covered.has(alert.localityId))) return [];
      return [{ id: position, what: WHAT[event.type], alert }];
    });
  }
}

function written(message: AlertStreamMessage): string {
  return `id: ${message.id}\nevent: alert\ndata: ${JSON.stringify(message)}\n\n`;
}

function lastEventId({ headers }: HttpRequest): Position | null {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return null;
  if (typeof given === 'string' && POSITION.test(given)) return given;
  throw new InvalidRequest([{ path: 'Last-Event-ID', code: 'field_invalid', expected: 'position', got: String(given).slice(0, 80) }]);
}
