import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/directives.commands.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody } from '../http/valid.js';
import { RegisterDirectiveCommand } from './directives.command.js';

@ApiTags('directives')
@Requires('planner', 'admin')
@Controller('v1/directives')
export class DirectiveCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @CommandOperation({
    vi: 'Đăng ký văn bản chỉ đạo',
    en: 'Register a directive',
    answer: commandAnswer,
    status: 201,
    refusals: ['directive_differs', 'locality_unknown', 'issued_on_malformed', 'sha256_malformed'],
  })
  register(
    @Received() request: CommandRequest,
    @ValidBody(contract.registerDirective) body: contract.RegisterDirectiveRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    // From the command id, so that a retry finds the same stream.
    const directiveId = body.directiveId ?? uuidV5(request.commandId, 'directive');
    return this.door.send(request, reply, new RegisterDirectiveCommand(request, { ...body, directiveId }), 201, body);
  }
}
