import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { REVIEW } from '../../domain/directive/directive.aggregate.js';
import {
  activeDirective,
  describeDirective,
  reinstateDirective,
  standingDirective,
  uploadedText,
  withdrawDirective,
} from '../../domain/directive/directive.decide.js';
import { directiveStream, type DirectiveEvent } from '../../domain/directive/directive.events.js';
import type { LastReading, Review } from '../../domain/directive/directive.state.js';
import { dismissProposal, withdrawDismissal } from '../../domain/directive/review.decide.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { CommandHandling, type Handled } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { DescribeDirectiveCommand, JudgeDirectiveCommand, JudgeProposalCommand, ReadDirectiveCommand } from './directives.command.js';
import { Withdrawals } from './withdrawals.js';

/** Loads a review for those who may act for the directive's locality, and writes what is decided. */
async function onReview(
  { handling, scope }: { readonly handling: CommandHandling; readonly scope: LocalityScope },
  request: CommandRequest,
  directiveId: string,
  decide: (review: Review) => readonly DirectiveEvent[] | Promise<readonly DirectiveEvent[]>,
): Promise<Handled> {
  return handling.handle(REVIEW, directiveStream(directiveId), request, async (review) => {
    const { localityId } = standingDirective(directiveId, review.directive);
    await scope.checkActing(request.actor, localityId, request.today);
    return decide(review);
  });
}

@CommandHandler(DescribeDirectiveCommand)
export class DescribeDirectiveHandler implements ICommandHandler<DescribeDirectiveCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Withdrawals) private readonly withdrawals: Withdrawals,
  ) {}

  async execute({ request, description }: DescribeDirectiveCommand): Promise<CommandAnswer> {
    const { handling, scope } = this;
    const { directiveId: id, localityId } = description;
    if (localityId !== undefined) await scope.checkActing(request.actor, localityId, request.today);
    const locality = localityId === undefined ? null : await handling.facts.of(LOCALITY, localityStream(localityId));
    const handled = await onReview({ handling, scope }, request, id, async (review) => {
      const hasOutcomes = localityId !== undefined && (await this.withdrawals.standingOf(review)) > 0;
      return describeDirective(description, review.directive, { locality, hasOutcomes });
    });
    return { id, ...handled };
  }
}

@CommandHandler(JudgeDirectiveCommand)
export class JudgeDirectiveHandler implements ICommandHandler<JudgeDirectiveCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Withdrawals) private readonly withdrawals: Withdrawals,
  ) {}

  async execute({ request, judgement, directiveId, reason, confirm }: JudgeDirectiveCommand): Promise<CommandAnswer> {
    const { handling, scope } = this;
    const handled = await onReview({ handling, scope }, request, directiveId, async (review) =>
      judgement === 'withdraw'
        ? withdrawDirective({ directiveId, reason, confirm }, review.directive, { standing: await this.withdrawals.standingOf(review) })
        : reinstateDirective({ directiveId, reason }, review.directive),
    );
    return { id: directiveId, ...handled };
  }
}

/** Whether a directive may be read by who asks; answers with how far earlier readings came, and writes nothing. */
@CommandHandler(ReadDirectiveCommand)
export class ReadDirectiveHandler implements ICommandHandler<ReadDirectiveCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async execute({ request, directiveId }: ReadDirectiveCommand): Promise<Handled & { readonly reading: LastReading | null }> {
    const stream = directiveStream(directiveId);
    const { state, revision, position } = await this.handling.load(REVIEW, stream, request);
    const { localityId, reading } = standingDirective(directiveId, state.directive);
    await this.scope.checkActing(request.actor, localityId, request.today);
    uploadedText(directiveId, state.directive);
    activeDirective(directiveId, state.directive);
    return { stream, revision, position, reading };
  }
}

@CommandHandler(JudgeProposalCommand)
export class JudgeProposalHandler implements ICommandHandler<JudgeProposalCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Withdrawals) private readonly withdrawals: Withdrawals,
  ) {}

  async execute({ request, judgement, directiveId, proposal, reason }: JudgeProposalCommand): Promise<CommandAnswer> {
    const { handling, scope } = this;
    const command = { directiveId, proposal, reason };
    const handled = await onReview({ handling, scope }, request, directiveId, async (review) =>
      judgement === 'reopen'
        ? withdrawDismissal(command, review)
        : dismissProposal(command, review, await this.withdrawals.among([proposal], review)),
    );
    return { id: directiveId, ...handled };
  }
}
