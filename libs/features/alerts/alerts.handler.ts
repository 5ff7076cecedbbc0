import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { acknowledgeAlert } from '../../domain/alert/alert.decide.js';
import { alertStream } from '../../domain/alert/alert.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import { episodeId } from './alert-episodes.js';
import { AcknowledgeAlertCommand } from './alerts.command.js';
import { ALERT } from '../../domain/alert/alert.aggregate.js';

@CommandHandler(AcknowledgeAlertCommand)
export class AcknowledgeAlertHandler implements ICommandHandler<AcknowledgeAlertCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  /** Only for those who may act for the alert's locality today. */
  async execute({ request, acknowledgement }: AcknowledgeAlertCommand): Promise<CommandAnswer> {
    const id = episodeId(acknowledgement);
    const handled = await this.handling.handle(ALERT, alertStream(acknowledgement.targetId), request, async (state) => {
      // First: whoever may not act for the place learns nothing of its alerts, not even that one has ended.
      if (state.localityId !== null) await this.scope.checkActing(request.actor, state.localityId, request.today);
      return acknowledgeAlert(acknowledgement, state, request.today);
    });
    return { id, ...handled };
  }
}
