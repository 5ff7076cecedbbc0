import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { lacking } from '../../domain/kernel/errors.js';
import { replanTarget, reviseTarget, setTarget, withdrawTarget, type StandingParts } from '../../domain/target/target.decide.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { CommandHandling, type Decide } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { TARGET } from '../../domain/target/target.aggregate.js';
import { TargetFacts } from './target-facts.js';
import { ReplanTargetCommand, ReviseTargetCommand, SetTargetCommand, WithdrawTargetCommand } from './targets.command.js';

/** What the handlers of commands on one target share. */
@Injectable()
export class TargetCommands {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(TargetFacts) readonly facts: TargetFacts,
  ) {}

  check(request: CommandRequest, localityId: string): Promise<void> {
    return this.scope.checkActing(request.actor, localityId, request.today);
  }

  async standingParts(request: CommandRequest, { allocations }: TargetState): Promise<StandingParts> {
    const streams = allocations.map(({ targetId }) => targetStream(targetId));
    const parts = await this.handling.loadMany(TARGET, streams, request);
    return { standingParts: [...parts.values()].filter(({ state }) => state?.withdrawn === null).length };
  }

  async carryOut(request: CommandRequest, id: string, decide: Decide<TargetState | null, TargetEvent>): Promise<CommandAnswer> {
    return { id, ...(await this.handling.handle(TARGET, targetStream(id), request, decide)) };
  }

  /** As `carryOut`, for a target that exists: only for those whose scope covers its locality. */
  onPresent(
    request: CommandRequest,
    id: string,
    decide: (state: TargetState) => readonly TargetEvent[] | Promise<readonly TargetEvent[]>,
  ): Promise<CommandAnswer> {
    return this.carryOut(request, id, async (state) => {
      if (!state) lacking('target_unknown', { targetId: id });
      await this.check(request, state.localityId);
      return decide(state);
    });
  }
}

@CommandHandler(SetTargetCommand)
export class SetTargetHandler implements ICommandHandler<SetTargetCommand> {
  constructor(@Inject(TargetCommands) private readonly targets: TargetCommands) {}

  async execute({ request, target }: SetTargetCommand): Promise<CommandAnswer> {
    const { targetId, indicatorId, localityId, provenance } = target;
    await this.targets.check(request, localityId);
    return this.targets.carryOut(request, targetId, async (state) =>
      setTarget(target, state, await this.targets.facts.of(indicatorId, localityId, provenance)),
    );
  }
}

@CommandHandler(ReviseTargetCommand)
export class ReviseTargetHandler implements ICommandHandler<ReviseTargetCommand> {
  constructor(@Inject(TargetCommands) private readonly targets: TargetCommands) {}

  execute({ request, revision }: ReviseTargetCommand): Promise<CommandAnswer> {
    return this.targets.onPresent(request, revision.targetId, async (state) =>
      reviseTarget(revision, state, await this.targets.facts.of(state.indicatorId, state.localityId, revision.provenance)),
    );
  }
}

@CommandHandler(ReplanTargetCommand)
export class ReplanTargetHandler implements ICommandHandler<ReplanTargetCommand> {
  constructor(@Inject(TargetCommands) private readonly targets: TargetCommands) {}

  execute({ request, plan }: ReplanTargetCommand): Promise<CommandAnswer> {
    return this.targets.onPresent(request, plan.targetId, async (state) =>
      replanTarget(plan, state, { indicator: await this.targets.facts.indicator(state.indicatorId) }),
    );
  }
}

@CommandHandler(WithdrawTargetCommand)
export class WithdrawTargetHandler implements ICommandHandler<WithdrawTargetCommand> {
  constructor(@Inject(TargetCommands) private readonly targets: TargetCommands) {}

  execute({ request, withdrawal }: WithdrawTargetCommand): Promise<CommandAnswer> {
    return this.targets.onPresent(request, withdrawal.targetId, async (state) =>
      withdrawTarget(withdrawal, state, await this.targets.standingParts(request, state)),
    );
  }
}
