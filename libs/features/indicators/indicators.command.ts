import type { DefineIndicator } from '../../domain/indicator/indicator.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class DefineIndicatorCommand {
  constructor(
    readonly request: CommandRequest,
    readonly indicator: DefineIndicator,
  ) {}
}
