import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AcceptanceAnswer } from '../../contract/proposals.commands.js';
import { REVIEW } from '../../domain/directive/directive.aggregate.js';
import { standingDirective } from '../../domain/directive/directive.decide.js';
import { directiveStream, type Acceptance, type DirectiveEvent } from '../../domain/directive/directive.events.js';
import type { Review } from '../../domain/directive/directive.state.js';
import { acceptProposals, openProposals, outcomeId } from '../../domain/directive/review.decide.js';
import { retriedOnConflict } from '../../event-store/command-handling.attempts.js';
import { checkRevision, CommandHandling, type History } from '../../event-store/command-handling.js';
import { comparePositions, type Position } from '../../event-store/event-store.js';
import { LocalityScope } from '../access/locality-scope.js';
import { AcceptanceOutcomes, appendOf } from './acceptance-outcomes.js';
import { AcceptProposalsCommand } from './directives.command.js';
import { Withdrawals } from './withdrawals.js';

/**
 * Turns proposals into a target or a figure by the deciders of those, and writes both facts at once. A store that cannot write
 * several streams together writes the target first: until the directive says so the proposals stay open, and the same acceptance
 * again finds the target by its id, which follows from directive and proposals, and only adds what is missing.
 */
@CommandHandler(AcceptProposalsCommand)
export class AcceptProposalsHandler implements ICommandHandler<AcceptProposalsCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Withdrawals) private readonly withdrawals: Withdrawals,
    @Inject(AcceptanceOutcomes) private readonly outcomes: AcceptanceOutcomes,
  ) {}

  execute(command: AcceptProposalsCommand): Promise<AcceptanceAnswer> {
    return retriedOnConflict(() => this.attempt(command));
  }

  private async attempt({ request, directiveId, proposals, wish }: AcceptProposalsCommand): Promise<AcceptanceAnswer> {
    const stream = directiveStream(directiveId);
    const history = await this.handling.load(REVIEW, stream, request);
    const directive = standingDirective(directiveId, history.state.directive);
    await this.scope.checkActing(request.actor, directive.localityId, request.today);
    const done = doneBefore(history);
    if (done) return answerOf(done.acceptance, { directiveId, stream, proposals, command: {}, ...done });
    checkRevision(stream, request, history.revision);
    const isWithdrawn = await this.withdrawals.among(proposals, history.state);
    const named = openProposals(directiveId, proposals, history.state, isWithdrawn);
    const {
      acceptance,
      appends,
      command,
      sameFigure = false,
      sameTarget = false,
    } = await this.outcomes.of({ request, directive, review: history.state, named, wish });
    const accepted = { directiveId, proposals, acceptance, isEdited: isEdited(wish) };
    const events = acceptProposals(accepted, history.state, isWithdrawn);
    const { revision, position } = history;
    if (wish.dryRun)
      return answerOf(acceptance, { directiveId, stream, proposals, command, sameFigure, sameTarget, revision, position, dryRun: true });
    const results = await this.handling.appendAll(
      [...appends, appendOf(REVIEW, stream, request, history, events)].filter((append) => append.events.length > 0),
    );
    const last = results.reduce<Position>((latest, one) => (comparePositions(one.position, latest) > 0 ? one.position : latest), position);
    return answerOf(acceptance, {
      directiveId,
      stream,
      proposals,
      command,
      sameFigure,
      sameTarget,
      revision: revision + events.length,
      position: last,
    });
  }
}

interface Place {
  readonly directiveId: string;
  readonly stream: string;
  readonly proposals: readonly number[];
  readonly command: object;
  readonly revision: number;
  readonly position: Position;
  readonly dryRun?: boolean;
  readonly sameFigure?: boolean;
  readonly sameTarget?: boolean;
}

function answerOf(
  acceptance: Acceptance,
  { directiveId: id, proposals, dryRun = false, sameFigure = false, sameTarget = false, stream, revision, position, command }: Place,
): AcceptanceAnswer {
  return {
    id,
    stream,
    revision,
    position,
    proposals: [...proposals],
    kind: acceptance.kind,
    outcomeId: outcomeId(acceptance),
    dryRun,
    sameFigure,
    sameTarget,
    command,
  };
}

/** Where an earlier try of the same command wrote the acceptance. */
function doneBefore({
  done,
}: History<Review>): { readonly acceptance: Acceptance; readonly revision: number; readonly position: Position } | null {
  const event = done.findLast(({ type }) => type === 'ProposalsAccepted');
  if (!event) return null;
  const { acceptance } = event.data as Extract<DirectiveEvent, { type: 'ProposalsAccepted' }>['data'];
  return { acceptance, revision: event.revision, position: event.position };
}

function isEdited({ target, measurement }: AcceptProposalsCommand['wish']): boolean {
  return Object.keys({ ...target, ...measurement }).some((member) => member !== 'targetId');
}
