import { Module } from '@nestjs/common';
import { DefineIndicatorHandler } from './indicators.handler.js';
import { IndicatorCommandsController } from './indicators.http.js';

@Module({ controllers: [IndicatorCommandsController], providers: [DefineIndicatorHandler] })
export class IndicatorsModule {}
