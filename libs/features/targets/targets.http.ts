import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/targets.commands.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import {
  AllocateTargetCommand,
  ReplanTargetCommand,
  ReviseTargetCommand,
  SetTargetCommand,
  WithdrawTargetCommand,
} from './targets.command.js';

const PLAN = [
  'milestones_empty',
  'milestones_out_of_order',
  'milestone_before_baseline',
  'comparator_does_not_fit',
  'quantity_contradicts_milestone',
  'trajectory_outside_plan',
  'profile_unknown',
];
const STANDING = ['reason_required', 'target_unknown', 'target_withdrawn'];

interface Path {
  readonly id: string;
}

@ApiTags('targets')
@Requires('planner', 'admin')
@Controller('v1/targets')
export class TargetCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @CommandOperation({
    vi: 'Giao mục tiêu',
    en: 'Set a target',
    answer: commandAnswer,
    status: 201,
    refusals: ['target_exists', 'indicator_unknown', 'locality_unknown', 'directive_unknown', 'locality_not_in_force', ...PLAN],
  })
  set(
    @Received() request: CommandRequest,
    @ValidBody(contract.setTarget) body: contract.SetTargetRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    // From the command id, so that a retry finds the same stream.
    const targetId = body.targetId ?? uuidV5(request.commandId, 'target');
    return this.door.send(request, reply, new SetTargetCommand(request, { ...body, targetId }), 201, body);
  }

  @Post(':id/revisions')
  @CommandOperation({
    vi: 'Điều chỉnh mục tiêu',
    en: 'Revise a target',
    answer: commandAnswer,
    refusals: [...STANDING, ...PLAN, 'allocation_mismatch'],
  })
  revise(
    @Received() request: CommandRequest,
    @ValidParams(contract.targetPath) { id }: Path,
    @ValidBody(contract.reviseTarget) body: contract.ReviseTargetRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ReviseTargetCommand(request, { targetId: id, ...body }), 200, body);
  }

  @Post(':id/allocations')
  @CommandOperation({
    vi: 'Phân giao mục tiêu cho các địa phương trực thuộc',
    en: 'Allocate a target to localities beneath',
    answer: commandAnswer,
    refusals: [
      ...STANDING,
      'locality_not_beneath',
      'allocation_mismatch',
      'allocation_drops_part',
      'part_repeated',
      'allocation_needs_milestones',
    ],
  })
  allocate(
    @Received() request: CommandRequest,
    @ValidParams(contract.targetPath) { id }: Path,
    @ValidBody(contract.allocateTarget) body: contract.AllocateTargetRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new AllocateTargetCommand(request, { targetId: id, ...body }), 200, body);
  }

  @Post(':id/trajectory')
  @CommandOperation({
    vi: 'Thay đường tiến độ dự kiến',
    en: 'Replace the expected course',
    answer: commandAnswer,
    refusals: [
      ...STANDING,
      'trajectory_outside_plan',
      'trajectory_out_of_order',
      'trajectory_does_not_fit',
      'trajectory_empty',
      'profile_unknown',
    ],
  })
  replan(
    @Received() request: CommandRequest,
    @ValidParams(contract.targetPath) { id }: Path,
    @ValidBody(contract.replanTarget) body: contract.ReplanTargetRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ReplanTargetCommand(request, { targetId: id, ...body }), 200, body);
  }

  @Post(':id/withdrawal')
  @CommandOperation({ vi: 'Rút mục tiêu', en: 'Withdraw a target', answer: commandAnswer, refusals: [...STANDING, 'parts_remain'] })
  withdraw(
    @Received() request: CommandRequest,
    @ValidParams(contract.targetPath) { id }: Path,
    @ValidBody(contract.withdrawTarget) body: contract.WithdrawTargetRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const withdrawal = { targetId: id, on: body.on ?? request.today, reason: body.reason, confirm: body.confirm };
    return this.door.send(request, reply, new WithdrawTargetCommand(request, withdrawal), 200, body);
  }
}
