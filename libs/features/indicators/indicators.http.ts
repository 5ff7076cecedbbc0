import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/indicators.commands.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody } from '../http/valid.js';
import { DefineIndicatorCommand } from './indicators.command.js';

@ApiTags('indicators')
@Requires('admin')
@Controller('v1/indicators')
export class IndicatorCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @CommandOperation({
    vi: 'Định nghĩa chỉ tiêu',
    en: 'Define an indicator',
    answer: commandAnswer,
    status: 201,
    refusals: ['locality_out_of_scope', 'indicator_differs', 'roll_up_does_not_fit', 'ratio_member_does_not_fit', 'limits_crossed'],
  })
  define(
    @Received() request: CommandRequest,
    @ValidBody(contract.defineIndicator) body: contract.DefineIndicatorRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new DefineIndicatorCommand(request, body), 201, body);
  }
}
