import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { REVIEW } from '../../domain/directive/directive.aggregate.js';
import { registerDirective } from '../../domain/directive/directive.decide.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RegisterDirectiveCommand } from './directives.command.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';

@CommandHandler(RegisterDirectiveCommand)
export class RegisterDirectiveHandler implements ICommandHandler<RegisterDirectiveCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async execute({ request, directive }: RegisterDirectiveCommand): Promise<CommandAnswer> {
    await this.scope.checkActing(request.actor, directive.localityId, request.today);
    const handled = await this.handling.handle(REVIEW, directiveStream(directive.directiveId), request, async (state) =>
      registerDirective(directive, state.directive, {
        locality: await this.handling.facts.of(LOCALITY, localityStream(directive.localityId)),
      }),
    );
    return { id: directive.directiveId, ...handled };
  }
}
