import { Module } from '@nestjs/common';
import { AdjustCapitalHandler, AssignCapitalHandler, PlanCapitalCommands } from './plan-capital.handler.js';
import { PlanCapitalCommandsController } from './plan-capital.http.js';
import { PlanCapitalQueries } from './plan-capital.query.js';
import { PlanCapitalReadsController } from './plan-capital.read.http.js';

@Module({
  controllers: [PlanCapitalCommandsController, PlanCapitalReadsController],
  providers: [PlanCapitalCommands, AssignCapitalHandler, AdjustCapitalHandler, PlanCapitalQueries],
})
export class PlanCapitalModule {}
