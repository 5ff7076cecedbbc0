import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { alertStreamMessage, type AlertStreamMessage } from '../../contract/alerts.js';
import { noQuery } from '../../contract/lists.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { Position, RecordedEvent } from '../../event-store/event-store.js';
import { RequiresToken } from '../access/requires.js';
import { scopeOf } from '../access/scope.sql.js';
import { Caller } from '../http/command-request.js';
import type { HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { Readings } from '../http/readings.js';
import { LAST_EVENT_ID, lastEventId, streamEvents, type ServerSentEvent, type StreamingReply } from '../http/sse.js';
import { TARGET_VERDICTS, type TargetVerdicts } from '../http/target-verdicts.js';
import { ValidQuery } from '../http/valid.js';
import { alertEventOf, episodeId, WHAT } from './alert-episodes.js';
import { AlertFeed } from './alert-feed.js';
import { AlertQueries } from './alerts.query.js';

const NAMES = ['alerts', 'indicators', 'localities', 'progress'];

@ApiTags('alerts')
@RequiresToken()
@Controller('v1/alerts')
export class AlertStreamController {
  constructor(
    @Inject(AlertFeed) private readonly feed: AlertFeed,
    @Inject(TARGET_VERDICTS) private readonly verdicts: TargetVerdicts,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  @Get('stream')
  @Operation({
    vi: 'Luồng cảnh báo trực tiếp (Server-Sent Events); Last-Event-ID nối tiếp từ chỗ đã nhận',
    en: 'Live stream of alerts (Server-Sent Events); Last-Event-ID goes on from where one was',
    answer: alertStreamMessage,
  })
  @ApiHeader(LAST_EVENT_ID)
  async stream(
    @Caller() actor: Actor,
    @ValidQuery(noQuery) _: object,
    @Req() request: HttpRequest,
    @Res() reply: StreamingReply,
  ): Promise<void> {
    const after = lastEventId(request) ?? (await this.feed.now());
    await streamEvents(reply, after, (signal) => this.follow(after, actor.locality, signal));
  }

  private async *follow(after: Position, scope: string, signal: AbortSignal): AsyncGenerator<readonly ServerSentEvent[]> {
    for await (const events of this.feed.follow(after, signal)) {
      yield (await this.messages(events, scope)).map((data) => ({ id: data.id, event: 'alert', data }));
    }
  }

  /**
   * What happened, with the alert as it stands now, to those whose scope covers its locality. Throws `Unavailable` while the tables have
   * not come to it: the stream ends, and who listens goes on from what was told.
   */
  private async messages(events: readonly RecordedEvent[], scope: string): Promise<readonly AlertStreamMessage[]> {
    const decoded = events.map((recorded) => ({ position: recorded.position, event: alertEventOf(recorded) }));
    const asked = { names: NAMES, after: events.at(-1)!.position, knownAt: undefined };
    const [found, covered] = await this.readings.read(asked, async ({ sql, day }) => {
      const queries = new AlertQueries(sql, this.verdicts, day);
      return [await queries.some(decoded.map(({ event }) => episodeId(event.data))), await scopeOf(sql, scope)] as const;
    });
    return decoded.flatMap(({ position, event }) => {
      const alert = found.get(episodeId(event.data));
      if (!alert || (covered && !covered.has(alert.localityId))) return [];
      return [{ id: position, what: WHAT[event.type], alert }];
    });
  }
}
