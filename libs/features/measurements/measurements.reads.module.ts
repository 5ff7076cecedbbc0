import { Module } from '@nestjs/common';
import { MeasurementReadsController } from './measurements.read.http.js';

@Module({ controllers: [MeasurementReadsController] })
export class MeasurementReadsModule {}
