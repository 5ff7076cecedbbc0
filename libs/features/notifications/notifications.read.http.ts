import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '../../contract/lists.js';
import * as contract from '../../contract/subscriptions.js';
import type { Actor } from '../../domain/kernel/command.js';
import { RequiresToken } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Caller, Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation, Operation } from '../http/operation.js';
import { ReadsFrom } from '../http/read-after.js';
import { ValidBody, ValidParams, ValidQuery } from '../http/valid.js';
import { NotificationQueries } from './notifications.query.js';

/** Everybody sees what is his own, and nothing else. */
@ApiTags('subscriptions')
@RequiresToken()
@Controller('v1')
export class NotificationReadsController {
  constructor(
    @Inject(NotificationQueries) private readonly queries: NotificationQueries,
    @Inject(CommandDoor) private readonly door: CommandDoor,
  ) {}

  @Get('subscriptions')
  @ReadsFrom('notifications')
  @Operation({ vi: 'Các đăng ký của mình', en: 'One’s own subscriptions', answer: contract.subscriptions })
  subscriptions(@Caller() actor: Actor): Promise<contract.Subscriptions> {
    return this.queries.subscriptions(actor.id);
  }

  @Get('webhooks')
  @ReadsFrom('notifications')
  @Operation({ vi: 'Các điểm nhận webhook của mình', en: 'One’s own webhook endpoints', answer: contract.webhooks })
  webhooks(@Caller() actor: Actor): Promise<contract.Webhooks> {
    return this.queries.webhooks(actor.id);
  }

  @Get('notifications')
  @ReadsFrom('notifications')
  @Operation({
    vi: 'Những gì đã gửi cho mình, khi nào, kết quả từng lần; mới nhất trước',
    en: 'What was sent to oneself, when, with the outcome of each attempt; the latest first',
    answer: contract.notificationPage,
  })
  notifications(
    @Caller() actor: Actor,
    @ValidQuery(contract.notificationsQuery) query: contract.NotificationsQuery,
  ): Promise<Page<contract.NotificationItem>> {
    return this.queries.notifications(actor.id, query);
  }

  @Get('notifications/counts')
  @ReadsFrom('notifications')
  @Operation({
    vi: 'Số tin trong ứng dụng mà mình chưa xem',
    en: 'How many messages in the application are unread',
    answer: contract.notificationCounts,
  })
  counts(@Caller() actor: Actor): Promise<contract.NotificationCounts> {
    return this.queries.counts(actor.id);
  }

  @Post('notifications/opening')
  @CommandOperation({
    vi: 'Đã xem mọi tin trong ứng dụng cho đến một tin',
    en: 'Opened everything in the application up to a message',
    answer: contract.erased,
    refusals: ['notification_unknown'],
  })
  openThrough(
    @Received() request: CommandRequest,
    @ValidBody(contract.openNotifications) body: contract.OpenNotificationsRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer(request, reply, body, async () => {
      await this.queries.openThrough(body.through, request.actor.id, Date.now());
      return { status: 200, body: { id: body.through }, revision: null };
    });
  }

  @Post('notifications/:id/opening')
  @CommandOperation({ vi: 'Đã xem tin', en: 'Opened', answer: contract.erased, refusals: ['notification_unknown'] })
  open(
    @Received() request: CommandRequest,
    @ValidParams(contract.notificationPath) { id }: { readonly id: string },
    @ValidBody(contract.nothing) body: object,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer(request, reply, body, async () => {
      await this.queries.open(id, request.actor.id, Date.now());
      return { status: 200, body: { id }, revision: null };
    });
  }
}
