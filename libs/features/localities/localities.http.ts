import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/localities.commands.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { EndLocalityCommand, ReassignLocalityCommand, RegisterLocalityCommand } from './localities.command.js';

@ApiTags('localities')
@Requires('admin')
@Controller('v1/localities')
export class LocalityCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @CommandOperation({
    vi: 'Đăng ký địa phương',
    en: 'Register a locality',
    answer: commandAnswer,
    status: 201,
    refusals: [
      'locality_differs',
      'locality_unknown',
      'parent_required',
      'nation_stands_alone',
      'level_does_not_fit',
      'locality_not_in_force',
    ],
  })
  register(
    @Received() request: CommandRequest,
    @ValidBody(contract.registerLocality) body: contract.RegisterLocalityRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new RegisterLocalityCommand(request, body), 201, body);
  }

  @Post(':id/succession')
  @CommandOperation({
    vi: 'Ghi nhận sáp nhập, chia tách, đổi tên hoặc giải thể',
    en: 'Record a merger, split, renaming or abolition',
    answer: commandAnswer,
    refusals: [
      'locality_unknown',
      'locality_ended',
      'ending_before_validity',
      'ending_before_reassignment',
      'successor_is_itself',
      'successor_of_another_level',
      'shares_exceed_one',
      'locality_not_in_force',
    ],
  })
  succeed(
    @Received() request: CommandRequest,
    @ValidParams(contract.localityPath) { id }: { id: string },
    @ValidBody(contract.localitySuccession) body: contract.LocalitySuccessionRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new EndLocalityCommand(request, { localityId: id, ...body }), 200, body);
  }

  @Post(':id/parent')
  @CommandOperation({
    vi: 'Chuyển địa phương sang cấp trên khác',
    en: 'Put a locality under another parent',
    answer: commandAnswer,
    refusals: ['locality_unknown', 'level_does_not_fit', 'locality_not_in_force', 'reassignment_out_of_order'],
  })
  reassign(
    @Received() request: CommandRequest,
    @ValidParams(contract.localityPath) { id }: { id: string },
    @ValidBody(contract.localityParent) body: contract.LocalityParentRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ReassignLocalityCommand(request, { localityId: id, ...body }), 200, body);
  }
}
