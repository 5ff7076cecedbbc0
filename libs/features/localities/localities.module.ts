import { Module } from '@nestjs/common';
import { EndLocalityHandler, LocalityCommands, ReassignLocalityHandler, RegisterLocalityHandler } from './localities.handler.js';
import { LocalityCommandsController } from './localities.http.js';

@Module({
  controllers: [LocalityCommandsController],
  providers: [LocalityCommands, RegisterLocalityHandler, ReassignLocalityHandler, EndLocalityHandler],
})
export class LocalitiesModule {}
