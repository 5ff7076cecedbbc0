import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { noQuery } from '../../contract/lists.js';
import { notificationMessage } from '../../contract/subscriptions.js';
import type { Actor } from '../../domain/kernel/command.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { InvalidRequest } from '../http/refusals.js';
import { LAST_EVENT_ID, lastEventId, streamEvents, type ServerSentEvent, type StreamingReply } from '../http/sse.js';
import { ValidQuery } from '../http/valid.js';
import { NotificationFeed } from './notification-feed.js';

/** A place in the outbox; a position of the history is none. */
const PLACE = /^\d{1,18}$/;

@ApiTags('subscriptions')
@RequiresToken()
@Controller('v1/notifications')
export class NotificationStreamController {
  constructor(@Inject(NotificationFeed) private readonly feed: NotificationFeed) {}

  @Get('stream')
  @Operation({
    vi: 'Luồng trực tiếp các tin trong ứng dụng của mình (Server-Sent Events); Last-Event-ID nối tiếp từ chỗ đã nhận',
    en: 'Live stream of one’s own messages in the application (Server-Sent Events); Last-Event-ID goes on from where one was',
    answer: notificationMessage,
  })
  @ApiHeader(LAST_EVENT_ID)
  async stream(
    @Caller() actor: Actor,
    @ValidQuery(noQuery) _: object,
    @Req() request: HttpRequest,
    @Res() reply: StreamingReply,
  ): Promise<void> {
    const after = lastEventId(request);
    if (after !== null && !PLACE.test(after)) {
      throw new InvalidRequest([{ path: 'Last-Event-ID', code: 'field_invalid', expected: 'position', got: after }]);
    }
    const from = after ?? (await this.feed.now());
    await streamEvents(reply, from, (signal) => this.messages(actor.id, from, signal));
  }

  private async *messages(personId: string, after: string, signal: AbortSignal): AsyncGenerator<readonly ServerSentEvent[]> {
    for await (const messages of this.feed.follow(personId, after, signal)) {
      yield messages.map((data) => ({ id: data.id, event: 'notification', data }));
    }
  }
}
