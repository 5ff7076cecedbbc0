import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/plan-capital.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { AdjustCapitalCommand, AssignCapitalCommand } from './plan-capital.command.js';

const PLACE = [
  'indicator_unknown',
  'locality_unknown',
  'directive_unknown',
  'locality_out_of_scope',
  'locality_not_in_force',
  'capital_does_not_fit',
  'capital_year_out_of_range',
  'capital_in_future',
];

@ApiTags('plan-capital')
@Requires('planner', 'admin')
@Controller('v1/plan-capital')
export class PlanCapitalCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @CommandOperation({
    vi: 'Giao một đợt của kế hoạch vốn',
    en: 'Assign a tranche of plan capital',
    answer: commandAnswer,
    status: 201,
    refusals: ['tranche_exists', 'capital_not_positive', ...PLACE],
  })
  assign(
    @Received() request: CommandRequest,
    @ValidBody(contract.assignCapital) body: contract.AssignCapitalRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new AssignCapitalCommand(request, body), 201, body);
  }

  @Post(':id/adjustments')
  @CommandOperation({
    vi: 'Điều chỉnh một đợt của kế hoạch vốn',
    en: 'Adjust a tranche of plan capital',
    answer: commandAnswer,
    refusals: ['reason_required', 'plan_capital_unknown', 'tranche_unknown', 'tranche_out_of_order', 'capital_negative', ...PLACE],
    notes: [
      'Điều chỉnh không làm một đợt giao đúng hạn thành giao muộn. / An adjustment does not make a tranche late that was assigned in time.',
    ],
  })
  adjust(
    @Received() request: CommandRequest,
    @ValidParams(contract.planCapitalPath) { id }: { id: string },
    @ValidBody(contract.adjustCapital) body: contract.AdjustCapitalRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new AdjustCapitalCommand(request, { ...contract.planCapitalKeyOf(id), ...body }), 200, body);
  }
}
