import type { SetEscalationChain } from '../../domain/alert/escalation-chain.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class SetEscalationChainCommand {
  constructor(
    readonly request: CommandRequest,
    readonly chain: SetEscalationChain,
  ) {}
}
