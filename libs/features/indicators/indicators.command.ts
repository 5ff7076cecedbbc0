import type { DefineIndicator, SetReportingCalendar, SetSeasonalProfile } from '../../domain/indicator/indicator.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class DefineIndicatorCommand {
  constructor(
    readonly request: CommandRequest,
    readonly indicator: DefineIndicator,
  ) {}
}

export class SetSeasonalProfileCommand {
  constructor(
    readonly request: CommandRequest,
    readonly profile: SetSeasonalProfile,
  ) {}
}

export class SetReportingCalendarCommand {
  constructor(
    readonly request: CommandRequest,
    readonly setting: SetReportingCalendar,
  ) {}
}
