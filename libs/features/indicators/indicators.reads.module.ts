import { Module } from '@nestjs/common';
import { IndicatorReadsController } from './indicators.read.http.js';

@Module({ controllers: [IndicatorReadsController] })
export class IndicatorReadsModule {}
