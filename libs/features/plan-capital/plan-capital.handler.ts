import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { planCapitalIdOf } from '../../contract/plan-capital.js';
import { directiveCodec } from '../../domain/directive/directive.codec.js';
import { directiveDecider } from '../../domain/directive/directive.decide.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import { indicatorDecider } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { localityDecider } from '../../domain/locality/locality.state.js';
import { planCapitalCodec } from '../../domain/plan-capital/plan-capital.codec.js';
import { adjustCapital, assignCapital, type AssignCapital, type PlanCapitalFacts } from '../../domain/plan-capital/plan-capital.decide.js';
import { planCapitalStream, type PlanCapitalEvent } from '../../domain/plan-capital/plan-capital.events.js';
import { planCapitalDecider, type PlanCapitalState } from '../../domain/plan-capital/plan-capital.state.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { Facts } from '../../event-store/facts.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { AdjustCapitalCommand, AssignCapitalCommand } from './plan-capital.command.js';

const PLAN_CAPITAL = { category: 'plan', codec: planCapitalCodec, decider: planCapitalDecider };
const INDICATOR = { category: 'indicator', codec: indicatorCodec, decider: indicatorDecider };
const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };
const DIRECTIVE = { category: 'directive', codec: directiveCodec, decider: directiveDecider };

/** Decides on what the state of the plan and the facts around it are. */
type Rule = (state: PlanCapitalState, facts: PlanCapitalFacts) => readonly PlanCapitalEvent[];

/** For those who act for the locality on the day of the decision. */
@Injectable()
export class PlanCapitalCommands {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  async carryOut(request: CommandRequest, command: AssignCapital, rule: Rule): Promise<CommandAnswer> {
    const { indicatorId, localityId, year, on } = command;
    await this.scope.checkActing(request.actor, localityId, on);
    const facts = await this.factsOf(command, request.today);
    const stream = planCapitalStream(indicatorId, localityId, year);
    const handled = await this.handling.handle(PLAN_CAPITAL, stream, request, (state) => rule(state, facts));
    return { id: planCapitalIdOf(command), ...handled };
  }

  private async factsOf({ indicatorId, localityId, source }: AssignCapital, today: CivilDate): Promise<PlanCapitalFacts> {
    const [indicator, locality, directive] = await Promise.all([
      this.facts.of(INDICATOR, indicatorStream(indicatorId)),
      this.facts.of(LOCALITY, localityStream(localityId)),
      source ? this.facts.of(DIRECTIVE, directiveStream(source.directiveId)) : null,
    ]);
    return { indicator, locality, directive, today };
  }
}

@CommandHandler(AssignCapitalCommand)
export class AssignCapitalHandler implements ICommandHandler<AssignCapitalCommand> {
  constructor(@Inject(PlanCapitalCommands) private readonly plans: PlanCapitalCommands) {}

  execute({ request, tranche }: AssignCapitalCommand): Promise<CommandAnswer> {
    return this.plans.carryOut(request, tranche, (state, facts) => assignCapital(tranche, state, facts));
  }
}

@CommandHandler(AdjustCapitalCommand)
export class AdjustCapitalHandler implements ICommandHandler<AdjustCapitalCommand> {
  constructor(@Inject(PlanCapitalCommands) private readonly plans: PlanCapitalCommands) {}

  execute({ request, adjustment }: AdjustCapitalCommand): Promise<CommandAnswer> {
    return this.plans.carryOut(request, adjustment, (state, facts) => adjustCapital(adjustment, state, facts));
  }
}
