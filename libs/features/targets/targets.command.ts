import type { AllocateTarget } from '../../domain/target/allocate.decide.js';
import type { ReplanTarget, ReviseTarget, SetTarget, WithdrawTarget } from '../../domain/target/target.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class SetTargetCommand {
  constructor(
    readonly request: CommandRequest,
    readonly target: SetTarget,
  ) {}
}

export class ReviseTargetCommand {
  constructor(
    readonly request: CommandRequest,
    readonly revision: ReviseTarget,
  ) {}
}

export class ReplanTargetCommand {
  constructor(
    readonly request: CommandRequest,
    readonly plan: ReplanTarget,
  ) {}
}

export class WithdrawTargetCommand {
  constructor(
    readonly request: CommandRequest,
    readonly withdrawal: WithdrawTarget,
  ) {}
}

export class AllocateTargetCommand {
  constructor(
    readonly request: CommandRequest,
    readonly allocation: AllocateTarget,
  ) {}
}
