import type { AdjustCapital, AssignCapital, CorrectTranche, WithdrawTranche } from '../../domain/plan-capital/plan-capital.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class AssignCapitalCommand {
  constructor(
    readonly request: CommandRequest,
    readonly tranche: AssignCapital,
  ) {}
}

export class AdjustCapitalCommand {
  constructor(
    readonly request: CommandRequest,
    readonly adjustment: AdjustCapital,
  ) {}
}

export class CorrectTrancheCommand {
  constructor(
    readonly request: CommandRequest,
    readonly correction: CorrectTranche,
  ) {}
}

export class WithdrawTrancheCommand {
  constructor(
    readonly request: CommandRequest,
    readonly withdrawal: WithdrawTranche,
  ) {}
}
