import { Module } from '@nestjs/common';
import { AlertFeed } from './alert-feed.js';
import { AlertStreamController } from './alert-stream.http.js';
import { AcknowledgeAlertHandler } from './alerts.handler.js';
import { AlertCommandsController } from './alerts.http.js';
import { AlertReadsController } from './alerts.read.http.js';

@Module({
  controllers: [AlertStreamController, AlertReadsController, AlertCommandsController],
  providers: [AlertFeed, AcknowledgeAlertHandler],
})
export class AlertsModule {}
