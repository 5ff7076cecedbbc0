import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { alertCodec } from '../../domain/alert/alert.codec.js';
import { acknowledgeAlert } from '../../domain/alert/alert.decide.js';
import { alertStream } from '../../domain/alert/alert.events.js';
import { alertDecider } from '../../domain/alert/alert.state.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import { episodeId } from './alert-episodes.js';
import { AcknowledgeAlertCommand } from './alerts.command.js';

const ALERT = { category: 'alert', codec: alertCodec, decider: alertDecider };

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
      if (state.open) await this.scope.checkActing(request.actor, state.open.localityId, request.today);
      return acknowledgeAlert(acknowledgement, state);
    });
    return { id, ...handled };
  }
}
