import { Module } from '@nestjs/common';
import { EventQueries } from './events.query.js';
import { EventReadsController } from './events.read.http.js';

@Module({ controllers: [EventReadsController], providers: [EventQueries] })
export class EventsModule {}
