import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/subscriptions.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import { RequiresToken } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { Contacts } from './contacts.js';
import { EndSubscriptionCommand, SetSubscriptionCommand } from './subscriptions.command.js';

interface Path {
  readonly id: string;
}

@ApiTags('subscriptions')
@RequiresToken()
@Controller('v1')
export class SubscriptionCommandsController {
  constructor(
    @Inject(CommandDoor) private readonly door: CommandDoor,
    @Inject(Contacts) private readonly contacts: Contacts,
  ) {}

  @Post('subscriptions')
  @CommandOperation({
    vi: 'Đăng ký nhận cảnh báo, hoặc đổi đăng ký của mình',
    en: 'Subscribe to alerts, or change a subscription of one’s own',
    answer: commandAnswer,
    status: 201,
    refusals: [
      'locality_out_of_scope',
      'locality_unknown',
      'subscription_empty',
      'subscription_ended',
      'subscription_unknown',
      'clock_time_malformed',
      'quiet_hours_incomplete',
      'webhook_unknown',
      'confirmation_limited',
    ],
    notes: [
      'Địa chỉ thư phải được xác nhận qua liên kết trong thư trước khi nhận tin. / An address must be confirmed by the link of a mail before news goes to it.',
    ],
  })
  set(
    @Received() request: CommandRequest,
    @ValidBody(contract.setSubscription) body: contract.SetSubscriptionRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    // From the command id, so that a retry finds the same stream.
    const subscriptionId = body.subscriptionId ?? uuidV5(request.commandId, 'subscription');
    return this.door.send(request, reply, new SetSubscriptionCommand(request, { ...body, subscriptionId }), 201, body);
  }

  @Post('subscriptions/:id/ending')
  @CommandOperation({ vi: 'Kết thúc đăng ký', en: 'End a subscription', answer: commandAnswer, refusals: ['subscription_unknown'] })
  end(
    @Received() request: CommandRequest,
    @ValidParams(contract.idPath) { id }: Path,
    @ValidBody(contract.endSubscription) body: contract.EndSubscriptionRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const ending = { subscriptionId: id, reason: body.reason ?? null };
    return this.door.send(request, reply, new EndSubscriptionCommand(request, ending), 200, body);
  }

  @Post('contacts/:id/confirmation')
  @CommandOperation({
    vi: 'Gửi lại thư xác nhận tới địa chỉ của mình',
    en: 'Send the mail that confirms an address of one’s own once more',
    answer: contract.erased,
    refusals: ['contact_unknown', 'confirmation_limited'],
  })
  askAgain(
    @Received() request: CommandRequest,
    @ValidParams(contract.contactPath) { id }: Path,
    @ValidBody(contract.nothing) body: object,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer(request, reply, body, async () => {
      await this.contacts.askAgain(id, request.actor.id, Date.now());
      return { status: 200, body: { id }, revision: null };
    });
  }

  @Post('contacts/:id/erasure')
  @CommandOperation({
    vi: 'Xóa hẳn một địa chỉ thư của mình; người quản trị xóa được của người khác trong phạm vi, kèm lý do',
    en: 'Erase an address of one’s own for good; an administrator any within the scope, with a reason',
    answer: contract.erased,
    refusals: ['contact_unknown', 'reason_required'],
  })
  erase(
    @Received() request: CommandRequest,
    @ValidParams(contract.contactPath) { id }: Path,
    @ValidBody(contract.eraseContact) body: contract.EraseContactRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer(request, reply, body, async () => {
      await this.contacts.erase(id, request, body.reason ?? null);
      return { status: 200, body: { id }, revision: null };
    });
  }
}
