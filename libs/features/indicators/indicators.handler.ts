import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { defineIndicator, setReportingCalendar, setSeasonalProfile, type IndicatorState } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream, type IndicatorEvent } from '../../domain/indicator/indicator.events.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { CommandHandling, type Decide } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { DefineIndicatorCommand, SetReportingCalendarCommand, SetSeasonalProfileCommand } from './indicators.command.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';

/** For administrators of the whole country: every locality reports by the same definitions. */
@Injectable()
export class IndicatorCommands {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async carryOut(request: CommandRequest, id: string, decide: Decide<IndicatorState, IndicatorEvent>): Promise<CommandAnswer> {
    await this.scope.checkActing(request.actor, NATION, request.today);
    return { id, ...(await this.handling.handle(INDICATOR, indicatorStream(id), request, decide)) };
  }
}

@CommandHandler(DefineIndicatorCommand)
export class DefineIndicatorHandler implements ICommandHandler<DefineIndicatorCommand> {
  constructor(@Inject(IndicatorCommands) private readonly indicators: IndicatorCommands) {}

  execute({ request, indicator }: DefineIndicatorCommand): Promise<CommandAnswer> {
    return this.indicators.carryOut(request, indicator.indicatorId, (state) => defineIndicator(indicator, state));
  }
}

@CommandHandler(SetSeasonalProfileCommand)
export class SetSeasonalProfileHandler implements ICommandHandler<SetSeasonalProfileCommand> {
  constructor(@Inject(IndicatorCommands) private readonly indicators: IndicatorCommands) {}

  execute({ request, profile }: SetSeasonalProfileCommand): Promise<CommandAnswer> {
    return this.indicators.carryOut(request, profile.indicatorId, (state) => setSeasonalProfile(profile, state));
  }
}

@CommandHandler(SetReportingCalendarCommand)
export class SetReportingCalendarHandler implements ICommandHandler<SetReportingCalendarCommand> {
  constructor(@Inject(IndicatorCommands) private readonly indicators: IndicatorCommands) {}

  execute({ request, setting }: SetReportingCalendarCommand): Promise<CommandAnswer> {
    return this.indicators.carryOut(request, setting.indicatorId, (state) => setReportingCalendar(setting, state));
  }
}
