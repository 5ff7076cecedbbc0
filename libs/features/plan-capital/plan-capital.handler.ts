import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { planCapitalIdOf } from '../../contract/plan-capital.js';
import { DIRECTIVE } from '../../domain/directive/directive.aggregate.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { planCapitalCodec } from '../../domain/plan-capital/plan-capital.codec.js';
import {
  adjustCapital,
  assignCapital,
  correctTranche,
  withdrawTranche,
  type AssignCapital,
  type PlanCapitalFacts,
} from '../../domain/plan-capital/plan-capital.decide.js';
import { planCapitalStream, type PlanCapitalEvent, type PlanKey } from '../../domain/plan-capital/plan-capital.events.js';
import { planCapitalDecider, type PlanCapitalState } from '../../domain/plan-capital/plan-capital.state.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { Facts } from '../../event-store/facts.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { AdjustCapitalCommand, AssignCapitalCommand, CorrectTrancheCommand, WithdrawTrancheCommand } from './plan-capital.command.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';

const PLAN_CAPITAL = { category: 'plan', codec: planCapitalCodec, decider: planCapitalDecider };
/** Decides on what the state of the plan and the facts around it are. */
type Rule = (state: PlanCapitalState, facts: PlanCapitalFacts) => readonly PlanCapitalEvent[];

@Injectable()
export class PlanCapitalCommands {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  /** For those who act for the locality on the day of the decision. */
  async decide(request: CommandRequest, command: AssignCapital, rule: Rule): Promise<CommandAnswer> {
    await this.scope.checkActing(request.actor, command.localityId, command.on);
    const facts = await this.factsOf(command, request.today);
    return this.carryOut(request, command, (state) => rule(state, facts));
  }

  /** For those who act for the locality today. */
  async withdraw({ request, withdrawal }: WithdrawTrancheCommand): Promise<CommandAnswer> {
    await this.scope.checkActing(request.actor, withdrawal.localityId, request.today);
    return this.carryOut(request, withdrawal, (state) => withdrawTranche(withdrawal, state));
  }

  private async carryOut(
    request: CommandRequest,
    key: PlanKey,
    rule: (state: PlanCapitalState) => readonly PlanCapitalEvent[],
  ): Promise<CommandAnswer> {
    const stream = planCapitalStream(key.indicatorId, key.localityId, key.year);
    const handled = await this.handling.handle(PLAN_CAPITAL, stream, request, rule);
    return { id: planCapitalIdOf(key), ...handled };
  }

  private async factsOf(command: AssignCapital, today: CivilDate): Promise<PlanCapitalFacts> {
    const { indicatorId, localityId, source, predecessorId } = command;
    const [indicator, locality, directive, succession] = await Promise.all([
      this.facts.of(INDICATOR, indicatorStream(indicatorId)),
      this.facts.of(LOCALITY, localityStream(localityId)),
      source ? this.facts.of(DIRECTIVE, directiveStream(source.directiveId)) : null,
      this.scope.upwards(predecessorId === null ? [] : [predecessorId]),
    ]);
    return { indicator, locality, directive, succession, today };
  }
}

@CommandHandler(AssignCapitalCommand)
export class AssignCapitalHandler implements ICommandHandler<AssignCapitalCommand> {
  constructor(@Inject(PlanCapitalCommands) private readonly plans: PlanCapitalCommands) {}

  execute({ request, tranche }: AssignCapitalCommand): Promise<CommandAnswer> {
    return this.plans.decide(request, tranche, (state, facts) => assignCapital(tranche, state, facts));
  }
}

@CommandHandler(AdjustCapitalCommand)
export class AdjustCapitalHandler implements ICommandHandler<AdjustCapitalCommand> {
  constructor(@Inject(PlanCapitalCommands) private readonly plans: PlanCapitalCommands) {}

  execute({ request, adjustment }: AdjustCapitalCommand): Promise<CommandAnswer> {
    return this.plans.decide(request, adjustment, (state, facts) => adjustCapital(adjustment, state, facts));
  }
}

@CommandHandler(CorrectTrancheCommand)
export class CorrectTrancheHandler implements ICommandHandler<CorrectTrancheCommand> {
  constructor(@Inject(PlanCapitalCommands) private readonly plans: PlanCapitalCommands) {}

  execute({ request, correction }: CorrectTrancheCommand): Promise<CommandAnswer> {
    return this.plans.decide(request, correction, (state, facts) => correctTranche(correction, state, facts));
  }
}

@CommandHandler(WithdrawTrancheCommand)
export class WithdrawTrancheHandler implements ICommandHandler<WithdrawTrancheCommand> {
  constructor(@Inject(PlanCapitalCommands) private readonly plans: PlanCapitalCommands) {}

  execute(command: WithdrawTrancheCommand): Promise<CommandAnswer> {
    return this.plans.withdraw(command);
  }
}
