import { Module } from '@nestjs/common';
import { MeasurementFacts } from './measurement-facts.js';
import { ChangeMeasurementHandler, RecordMeasurementHandler } from './measurements.handler.js';
import { MeasurementCommandsController } from './measurements.http.js';
import { RecordMeasurementsHandler } from './record-measurements.handler.js';

@Module({
  controllers: [MeasurementCommandsController],
  providers: [MeasurementFacts, RecordMeasurementHandler, RecordMeasurementsHandler, ChangeMeasurementHandler],
})
export class MeasurementsModule {}
