import { Module } from '@nestjs/common';
import { AllocateTargetHandler } from './allocate-target.handler.js';
import { TargetFacts } from './target-facts.js';
import { ReplanTargetHandler, ReviseTargetHandler, SetTargetHandler, TargetCommands, WithdrawTargetHandler } from './targets.handler.js';
import { TargetCommandsController } from './targets.http.js';

@Module({
  controllers: [TargetCommandsController],
  providers: [
    TargetFacts,
    TargetCommands,
    SetTargetHandler,
    ReviseTargetHandler,
    ReplanTargetHandler,
    WithdrawTargetHandler,
    AllocateTargetHandler,
  ],
})
export class TargetsModule {}
