import { Controller, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/proposals.commands.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { AcceptProposalsCommand, JudgeProposalCommand } from './directives.command.js';

const KNOWN = ['directive_unknown', 'proposal_unknown'];
const OPEN = [...KNOWN, 'directive_withdrawn', 'proposal_accepted', 'proposal_dismissed'];

const ACCEPTING = [
  'proposals_do_not_fit',
  'proposal_without_place',
  'proposal_without_due',
  'proposal_without_date',
  'proposal_without_figure',
  'proposal_incremental',
  'unit_does_not_fit',
  'target_exists',
  'target_stands',
  'figure_stands',
  'target_unknown',
];

const TOGETHER =
  'Trở thành mục tiêu hoặc số liệu theo đúng quy tắc của POST /v1/targets, …/revisions và POST /v1/measurements, với cùng các từ chối; cả hai cùng được ghi. EventStoreDB có thể dừng giữa chừng; gửi lại thì ghi nốt. / ' +
  'Becomes a target or a figure by the rules of POST /v1/targets, …/revisions and POST /v1/measurements, with their refusals; both are written together. EventStoreDB may stop half way; a repeat completes it.';

interface Path {
  readonly id: string;
  readonly n: number;
}

@ApiTags('directives')
@Requires('planner', 'admin')
@Controller('v1/directives/:id/proposals/:n')
export class ProposalCommandsController {
  constructor(
    @Inject(CommandDoor) private readonly door: CommandDoor,
    @Inject(CommandBus) private readonly bus: CommandBus,
  ) {}

  @Post('acceptance')
  @CommandOperation({
    vi: 'Chấp nhận đề xuất, nguyên văn hay sau khi sửa, hoặc gộp vào mục tiêu đã có',
    en: 'Accept proposals as they are or edited, or merge them into a target that stands',
    notes: [TOGETHER],
    answer: contract.acceptanceAnswer,
    status: 201,
    refusals: [...OPEN, ...ACCEPTING],
  })
  accept(
    @Received() request: CommandRequest,
    @ValidParams(contract.proposalPath) { id, n }: Path,
    @ValidBody(contract.acceptProposals) body: contract.AcceptProposalsRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer(request, reply, body, async () => {
      const answer = await this.bus.execute<AcceptProposalsCommand, contract.AcceptanceAnswer>(
        new AcceptProposalsCommand(request, id, [n, ...body.with], body),
      );
      return { status: body.dryRun ? 200 : 201, body: answer, revision: answer.revision };
    });
  }

  @Post('dismissal')
  @CommandOperation({
    vi: 'Bỏ đề xuất',
    en: 'Dismiss a proposal',
    answer: commandAnswer,
    refusals: [...KNOWN, 'directive_withdrawn', 'proposal_accepted', 'reason_required'],
  })
  dismiss(
    @Received() request: CommandRequest,
    @ValidParams(contract.proposalPath) { id, n }: Path,
    @ValidBody(contract.judgeProposal) body: contract.JudgeProposalRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new JudgeProposalCommand(request, 'dismiss', id, n, body.reason), 200, body);
  }

  @Post('dismissal/withdrawal')
  @CommandOperation({
    vi: 'Rút lại việc bỏ đề xuất',
    en: 'Withdraw a dismissal',
    answer: commandAnswer,
    refusals: [...KNOWN, 'directive_withdrawn', 'reason_required'],
  })
  reopen(
    @Received() request: CommandRequest,
    @ValidParams(contract.proposalPath) { id, n }: Path,
    @ValidBody(contract.judgeProposal) body: contract.JudgeProposalRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new JudgeProposalCommand(request, 'reopen', id, n, body.reason), 200, body);
  }
}
