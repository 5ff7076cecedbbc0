import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/plan-capital.commands.js';
import { planCapitalKeyOf } from '../../contract/plan-capital.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { AdjustCapitalCommand, AssignCapitalCommand, CorrectTrancheCommand, WithdrawTrancheCommand } from './plan-capital.command.js';

const PLACE = [
  'indicator_unknown',
  'locality_unknown',
  'directive_unknown',
  'locality_out_of_scope',
  'locality_not_in_force',
  'predecessor_needed',
  'not_a_predecessor',
  'capital_does_not_fit',
  'capital_year_out_of_range',
  'capital_in_future',
];

const PRESENT = ['reason_required', 'plan_capital_unknown', 'tranche_unknown', 'tranche_withdrawn'];

const OF_PREDECESSORS =
  'Tỉnh lập sau sáp nhập ghi quyết định của từng tỉnh cũ vào kế hoạch của mình, nêu `predecessorId`. / A province formed by a merger enters the decisions of each former province in its own plan and names it in `predecessorId`.';
const IN_TIME =
  'Điều chỉnh không làm một đợt giao đúng hạn thành giao muộn: vốn bổ sung sau 30/9 giao thành đợt riêng; tăng đợt cũ phải xác nhận `late_supplement` là điều chuyển. / An adjustment does not make a tranche late that was assigned in time: capital supplemented after 30/9 is a tranche of its own; raising an earlier one has to be confirmed, with `late_supplement`, as capital moved.';

interface TranchePath {
  readonly id: string;
  readonly trancheId: string;
}

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
    notes: [OF_PREDECESSORS],
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
    refusals: ['tranche_out_of_order', 'capital_negative', 'late_supplement', ...PRESENT, ...PLACE],
    notes: [IN_TIME],
  })
  adjust(
    @Received() request: CommandRequest,
    @ValidParams(contract.planCapitalPath) { id }: { id: string },
    @ValidBody(contract.adjustCapital) body: contract.AdjustCapitalRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new AdjustCapitalCommand(request, { ...planCapitalKeyOf(id), ...body }), 200, body);
  }

  @Post(':id/tranches/:trancheId/correction')
  @CommandOperation({
    vi: 'Sửa ngày, số vốn hoặc văn bản đã nhập sai của một đợt',
    en: 'Correct the day, amount or source that was entered wrongly of a tranche',
    answer: commandAnswer,
    refusals: [
      ...['decision_unknown', 'correction_out_of_order', 'capital_not_positive', 'capital_negative', 'late_supplement'],
      ...[...PRESENT, ...PLACE],
    ],
  })
  correct(
    @Received() request: CommandRequest,
    @ValidParams(contract.tranchePath) { id, trancheId }: TranchePath,
    @ValidBody(contract.correctTranche) body: contract.CorrectTrancheRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new CorrectTrancheCommand(request, { ...planCapitalKeyOf(id), trancheId, ...body }), 200, body);
  }

  @Post(':id/tranches/:trancheId/withdrawal')
  @CommandOperation({
    vi: 'Rút một đợt đã nhập nhầm',
    en: 'Withdraw a tranche that was entered by mistake',
    answer: commandAnswer,
    refusals: ['locality_unknown', 'locality_out_of_scope', ...PRESENT],
  })
  withdraw(
    @Received() request: CommandRequest,
    @ValidParams(contract.tranchePath) { id, trancheId }: TranchePath,
    @ValidBody(contract.withdrawTranche) body: { reason: string },
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new WithdrawTrancheCommand(request, { ...planCapitalKeyOf(id), trancheId, ...body }), 200, body);
  }
}
