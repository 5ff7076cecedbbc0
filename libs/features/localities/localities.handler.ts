import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { reassignLocality, registerLocality } from '../../domain/locality/locality.decide.js';
import { localityStream, NATION, type LocalityEvent } from '../../domain/locality/locality.events.js';
import { type KnownLocalities, type LocalityState } from '../../domain/locality/locality.state.js';
import { abolishLocality, mergeLocality, renameLocality, splitLocality } from '../../domain/locality/succession.decide.js';
import { CommandHandling, type Decide } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { EndLocalityCommand, ReassignLocalityCommand, RegisterLocalityCommand, type Succession } from './localities.command.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';

/** What the three handlers share: the stream, the door, and the localities that a command names. */
@Injectable()
export class LocalityCommands {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async carryOut(request: CommandRequest, id: string, decide: Decide<LocalityState | null, LocalityEvent>): Promise<CommandAnswer> {
    return { id, ...(await this.handling.handle(LOCALITY, localityStream(id), request, decide)) };
  }

  check(request: CommandRequest, localityId: string): Promise<void> {
    return this.scope.checkActing(request.actor, localityId, request.today);
  }

  async known(ids: readonly string[]): Promise<KnownLocalities> {
    const states = await this.handling.facts.ofMany(LOCALITY, ids.map(localityStream));
    return new Map(ids.flatMap((id) => (states.get(localityStream(id)) ? [[id, states.get(localityStream(id)) as LocalityState]] : [])));
  }
}

@CommandHandler(RegisterLocalityCommand)
export class RegisterLocalityHandler implements ICommandHandler<RegisterLocalityCommand> {
  constructor(@Inject(LocalityCommands) private readonly localities: LocalityCommands) {}

  async execute({ request, locality }: RegisterLocalityCommand): Promise<CommandAnswer> {
    const { localityId, parentId } = locality;
    if (parentId !== null) await this.localities.check(request, parentId);
    else if (request.actor.locality !== NATION)
      throw new DomainError('locality_out_of_scope', 'forbidden', { localityId, scope: request.actor.locality });
    return this.localities.carryOut(request, localityId, async (state) =>
      registerLocality(locality, state, { localities: await this.localities.known(parentId === null ? [] : [parentId]) }),
    );
  }
}

@CommandHandler(ReassignLocalityCommand)
export class ReassignLocalityHandler implements ICommandHandler<ReassignLocalityCommand> {
  constructor(@Inject(LocalityCommands) private readonly localities: LocalityCommands) {}

  async execute({ request, change }: ReassignLocalityCommand): Promise<CommandAnswer> {
    await this.localities.check(request, change.localityId);
    await this.localities.check(request, change.parentId);
    return this.localities.carryOut(request, change.localityId, async (state) =>
      reassignLocality(change, state, { localities: await this.localities.known([change.parentId]) }),
    );
  }
}

@CommandHandler(EndLocalityCommand)
export class EndLocalityHandler implements ICommandHandler<EndLocalityCommand> {
  constructor(@Inject(LocalityCommands) private readonly localities: LocalityCommands) {}

  async execute({ request, succession }: EndLocalityCommand): Promise<CommandAnswer> {
    const { localityId } = succession;
    await this.localities.check(request, localityId);
    return this.localities.carryOut(request, localityId, async (state) =>
      end(succession, state, await this.localities.known(successorsOf(succession))),
    );
  }
}

function successorsOf(succession: Succession): readonly string[] {
  if (succession.kind === 'split') return succession.parts.map(({ localityId }) => localityId);
  return succession.kind === 'abolish' ? [] : [succession.into];
}

function end(succession: Succession, state: LocalityState | null, localities: KnownLocalities): readonly LocalityEvent[] {
  const { kind: _, ...command } = succession;
  switch (succession.kind) {
    case 'merge':
      return mergeLocality(command as typeof succession, state, { localities });
    case 'rename':
      return renameLocality(command as typeof succession, state, { localities });
    case 'split':
      return splitLocality(command as typeof succession, state, { localities });
    case 'abolish':
      return abolishLocality(command, state);
  }
}
