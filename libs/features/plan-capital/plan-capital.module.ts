import { Module } from '@nestjs/common';
import {
  AdjustCapitalHandler,
  AssignCapitalHandler,
  CorrectTrancheHandler,
  PlanCapitalCommands,
  WithdrawTrancheHandler,
} from './plan-capital.handler.js';
import { PlanCapitalCommandsController } from './plan-capital.http.js';
import { PlanCapitalReadsController } from './plan-capital.read.http.js';

@Module({
  controllers: [PlanCapitalCommandsController, PlanCapitalReadsController],
  providers: [PlanCapitalCommands, AssignCapitalHandler, AdjustCapitalHandler, CorrectTrancheHandler, WithdrawTrancheHandler],
})
export class PlanCapitalModule {}
