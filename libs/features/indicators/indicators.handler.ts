import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import { defineIndicator, indicatorDecider } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import { DefineIndicatorCommand } from './indicators.command.js';

const INDICATOR = { category: 'indicator', codec: indicatorCodec, decider: indicatorDecider };

/** For administrators of the whole country: every locality reports by the same definitions. */
@CommandHandler(DefineIndicatorCommand)
export class DefineIndicatorHandler implements ICommandHandler<DefineIndicatorCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async execute({ request, indicator }: DefineIndicatorCommand): Promise<CommandAnswer> {
    await this.scope.checkActing(request.actor, NATION, request.today);
    const id = indicator.indicatorId;
    return { id, ...(await this.handling.handle(INDICATOR, indicatorStream(id), request, (state) => defineIndicator(indicator, state))) };
  }
}
