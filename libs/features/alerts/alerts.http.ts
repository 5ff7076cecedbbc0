import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/alerts.js';
import { commandAnswer } from '../../contract/answers.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { AcknowledgeAlertCommand } from './alerts.command.js';

@ApiTags('alerts')
@Requires('leader', 'planner', 'admin')
@Controller('v1/alerts')
export class AlertCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post(':id/acknowledgement')
  @CommandOperation({
    vi: 'Tiếp nhận cảnh báo, kèm ghi chú và ngày dự kiến khắc phục',
    en: 'Acknowledge an alert, with a note and the day on which it will have recovered',
    answer: commandAnswer,
    refusals: ['alert_unknown', 'alert_resolved', 'locality_out_of_scope'],
  })
  acknowledge(
    @Received() request: CommandRequest,
    @ValidParams(contract.alertPath) { id }: { id: string },
    @ValidBody(contract.acknowledgeAlert) body: contract.AcknowledgeAlertRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const [targetId = '', episode] = id.split('~');
    return this.door.send(request, reply, new AcknowledgeAlertCommand(request, { targetId, episode: Number(episode), ...body }), 200, body);
  }
}
