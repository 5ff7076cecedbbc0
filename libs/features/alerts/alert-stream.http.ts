import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Sql } from 'postgres';
import { alertStreamMessage, type AlertStreamMessage } from '../../contract/alerts.js';
import { noQuery } from '../../contract/lists.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { Position, RecordedEvent } from '../../event-store/event-store.js';
import { RequiresToken } from '../access/requires.js';
import { scopeOf } from '../access/scope.sql.js';
import { Caller } from '../http/command-request.js';
import type { HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { ProjectionPositions } from '../http/projection-positions.js';
import { LAST_EVENT_ID, lastEventId, streamEvents, type ServerSentEvent, type StreamingReply } from '../http/sse.js';
import { TARGET_VERDICTS, type TargetVerdicts } from '../http/target-verdicts.js';
import { todayInVietnam } from '../http/today.js';
import { SQL } from '../http/tokens.js';
import { ValidQuery } from '../http/valid.js';
import { alertEventOf, episodeId, WHAT } from './alert-episodes.js';
import { AlertFeed } from './alert-feed.js';
import { AlertQueries } from './alerts.query.js';

const PATIENCE_MS = 5_000;

@ApiTags('alerts')
@RequiresToken()
@Controller('v1/alerts')
export class AlertStreamController {
  constructor(
    @Inject(AlertFeed) private readonly feed: AlertFeed,
    @Inject(TARGET_VERDICTS) private readonly verdicts: TargetVerdicts,
    @Inject(ProjectionPositions) private readonly positions: ProjectionPositions,
    @Inject(SQL) private readonly sql: Sql,
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
    const after = lastEventId(request);
    await streamEvents(reply, (signal) => this.follow(after, actor.locality, signal));
  }

  private async *follow(after: Position | null, scope: string, signal: AbortSignal): AsyncGenerator<readonly ServerSentEvent[]> {
    for await (const events of this.feed.follow(after, signal)) {
      yield (await this.messages(events, scope)).map((data) => ({ id: data.id, event: 'alert', data }));
    }
  }

  /** What happened, with the alert as it stands now, to those whose scope covers its locality. */
  private async messages(events: readonly RecordedEvent[], scope: string): Promise<readonly AlertStreamMessage[]> {
    await this.positions.reaches('alerts', events.at(-1)!.position, PATIENCE_MS);
    const decoded = events.map((recorded) => ({ position: recorded.position, event: alertEventOf(recorded) }));
    const queries = new AlertQueries(this.sql, this.verdicts, todayInVietnam());
    const found = await queries.some(decoded.map(({ event }) => episodeId(event.data)));
    const covered = await scopeOf(this.sql, scope);
    return decoded.flatMap(({ position, event }) => {
      const alert = found.get(episodeId(event.data));
      if (!alert || (covered && !covered.has(alert.localityId))) return [];
      return [{ id: position, what: WHAT[event.type], alert }];
    });
  }
}
