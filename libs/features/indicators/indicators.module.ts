import { Module } from '@nestjs/common';
import { DefineIndicatorHandler, IndicatorCommands, SetReportingCalendarHandler, SetSeasonalProfileHandler } from './indicators.handler.js';
import { IndicatorCommandsController } from './indicators.http.js';

@Module({
  controllers: [IndicatorCommandsController],
  providers: [IndicatorCommands, DefineIndicatorHandler, SetSeasonalProfileHandler, SetReportingCalendarHandler],
})
export class IndicatorsModule {}
