import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { directiveCodec } from '../../domain/directive/directive.codec.js';
import { directiveDecider, registerDirective } from '../../domain/directive/directive.decide.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { localityDecider } from '../../domain/locality/locality.state.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RegisterDirectiveCommand } from './directives.command.js';

const DIRECTIVE = { category: 'directive', codec: directiveCodec, decider: directiveDecider };
const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };

@CommandHandler(RegisterDirectiveCommand)
export class RegisterDirectiveHandler implements ICommandHandler<RegisterDirectiveCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async execute({ request, directive }: RegisterDirectiveCommand): Promise<CommandAnswer> {
    await this.scope.checkActing(request.actor, directive.localityId, request.today);
    const handled = await this.handling.handle(DIRECTIVE, directiveStream(directive.directiveId), request, async (state) =>
      registerDirective(directive, state, { locality: await this.handling.facts.of(LOCALITY, localityStream(directive.localityId)) }),
    );
    return { id: directive.directiveId, ...handled };
  }
}
