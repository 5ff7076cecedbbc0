import type { RegisterDirective } from '../../domain/directive/directive.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class RegisterDirectiveCommand {
  constructor(
    readonly request: CommandRequest,
    readonly directive: RegisterDirective,
  ) {}
}
