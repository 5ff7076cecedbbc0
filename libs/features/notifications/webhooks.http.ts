import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/subscriptions.js';
import type { Actor } from '../../domain/kernel/command.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import { RequiresToken } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Caller, Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation, Operation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { Contacts } from './contacts.js';
import { DisableWebhookCommand, SetWebhookCommand } from './subscriptions.command.js';

const HOUR_MS = 3_600_000;

interface Path {
  readonly id: string;
}

@ApiTags('subscriptions')
@RequiresToken()
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    @Inject(CommandDoor) private readonly door: CommandDoor,
    @Inject(Contacts) private readonly contacts: Contacts,
  ) {}

  @Post()
  @CommandOperation({
    vi: 'Đăng ký điểm nhận webhook, đổi địa chỉ, hoặc dùng lại',
    en: 'Register a webhook endpoint, change its URL, or take it into use again',
    answer: commandAnswer,
    status: 201,
    refusals: ['webhook_unknown', 'webhook_url_credentials', 'id_malformed'],
  })
  set(
    @Received() request: CommandRequest,
    @ValidBody(contract.setWebhook) body: contract.SetWebhookRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const endpointId = body.endpointId ?? uuidV5(request.commandId, 'webhook');
    return this.door.send(request, reply, new SetWebhookCommand(request, { endpointId, url: body.url }), 201, body);
  }

  @Post(':id/disabling')
  @CommandOperation({ vi: 'Ngừng gửi tới điểm nhận', en: 'Stop sending to it', answer: commandAnswer, refusals: ['webhook_unknown'] })
  disable(
    @Received() request: CommandRequest,
    @ValidParams(contract.idPath) { id }: Path,
    @ValidBody(contract.nothing) body: object,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new DisableWebhookCommand(request, id), 200, body);
  }

  @Get(':id/secret')
  @Operation({
    vi: 'Khóa ký của điểm nhận của mình (Standard Webhooks)',
    en: 'The signing secret of one’s own endpoint (Standard Webhooks)',
    answer: contract.webhookSecret,
    refusals: ['webhook_unknown'],
  })
  async secret(
    @Caller() actor: Actor,
    @ValidParams(contract.idPath) { id }: Path,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.WebhookSecret> {
    reply.header('cache-control', 'no-store');
    return { secret: await this.contacts.secret(id, actor.id) };
  }

  @Post(':id/secret')
  @CommandOperation({
    vi: 'Đổi khóa ký; khóa cũ còn ký song song một thời gian',
    en: 'Rotate the secret; the old one goes on signing beside it for a while',
    answer: contract.erased,
    refusals: ['webhook_unknown'],
    notes: ['Đọc khóa mới bằng GET. / Read the new one by GET: an answer that is kept for a repeat holds no secret.'],
  })
  rotate(
    @Received() request: CommandRequest,
    @ValidParams(contract.idPath) { id }: Path,
    @ValidBody(contract.rotateSecret) body: contract.RotateSecretRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer(request, reply, body, async () => {
      await this.contacts.rotate(id, request.actor.id, body.overlapHours * HOUR_MS, Date.now());
      return { status: 200, body: { id }, revision: null };
    });
  }
}
