import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/escalation.js';
import { momentQuery, type MomentQuery } from '../../contract/fields.js';
import type { Actor } from '../../domain/kernel/command.js';
import { Requires, RequiresToken } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Caller, Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation, Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidBody, ValidParams, ValidQuery } from '../http/valid.js';
import { SetEscalationChainCommand } from './escalation.command.js';
import { escalationChainOf } from './escalation.query.js';

@ApiTags('alerts')
@Controller('v1/escalation')
export class EscalationController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @Requires('leader', 'admin')
  @CommandOperation({
    vi: 'Đặt chuỗi chuyển cấp: cảnh báo chưa được tiếp nhận sau bao nhiêu ngày làm việc thì báo lên cấp nào',
    en: 'Set the chain of escalation: after how many working days an unacknowledged alert goes to which level above',
    answer: commandAnswer,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'chain_days_out_of_range', 'chain_levels_out_of_order'],
    notes: [
      'Áp dụng từ hôm nay cho địa phương và các địa phương trực thuộc chưa đặt riêng; các bước đã chuyển giữ nguyên. / From today on, for the locality and those beneath it without a chain of their own; steps that were taken stay.',
    ],
  })
  set(
    @Received() request: CommandRequest,
    @ValidBody(contract.setEscalationChain) body: contract.SetEscalationChainRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new SetEscalationChainCommand(request, body), 200, body);
  }

  @Get(':localityId')
  @RequiresToken()
  @ReadsKnown('escalation', 'localities', 'indicators', 'directives')
  @Operation({
    vi: 'Chuỗi chuyển cấp đang áp dụng cho một địa phương, do nơi nào đặt, báo lên đâu',
    en: 'The chain of escalation in force for a locality, whose it is, and who is told',
    answer: contract.escalationChain,
    refusals: ['locality_unknown', 'locality_out_of_scope'],
  })
  async show(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidParams(contract.escalationPath) { localityId }: { localityId: string },
    @ValidQuery(momentQuery) { asOf = at.day }: MomentQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.EscalationChain> {
    const found = await escalationChainOf(at.sql, localityId, actor.locality, asOf);
    if (found.revision >= 0) reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
