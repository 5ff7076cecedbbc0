import { Module } from '@nestjs/common';
import { MeasurementQueries } from './measurements.query.js';
import { MeasurementReadsController } from './measurements.read.http.js';

@Module({ controllers: [MeasurementReadsController], providers: [MeasurementQueries] })
export class MeasurementReadsModule {}
