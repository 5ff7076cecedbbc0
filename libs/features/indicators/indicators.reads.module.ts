import { Module } from '@nestjs/common';
import { IndicatorQueries } from './indicators.query.js';
import { IndicatorReadsController } from './indicators.read.http.js';

@Module({ controllers: [IndicatorReadsController], providers: [IndicatorQueries] })
export class IndicatorReadsModule {}
