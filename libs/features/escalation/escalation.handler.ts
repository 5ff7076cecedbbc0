import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { ESCALATION_CHAIN, setEscalationChain } from '../../domain/alert/escalation-chain.decide.js';
import { escalationChainStream } from '../../domain/alert/escalation-chain.events.js';
import { lacking } from '../../domain/kernel/errors.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { Facts } from '../../event-store/facts.js';
import { LocalityScope } from '../access/locality-scope.js';
import { SetEscalationChainCommand } from './escalation.command.js';

/** For those who act for the locality. */
@CommandHandler(SetEscalationChainCommand)
export class SetEscalationChainHandler implements ICommandHandler<SetEscalationChainCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  async execute({ request, chain }: SetEscalationChainCommand): Promise<CommandAnswer> {
    const { localityId } = chain;
    await this.scope.checkActing(request.actor, localityId, request.today);
    if (!(await this.facts.of(LOCALITY, localityStream(localityId)))) lacking('locality_unknown', { localityId });
    const stream = escalationChainStream(localityId);
    const decide = (state: Parameters<typeof setEscalationChain>[1]) => setEscalationChain(chain, state, request.today);
    return { id: localityId, ...(await this.handling.handle(ESCALATION_CHAIN, stream, request, decide)) };
  }
}
