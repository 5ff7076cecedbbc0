import type { AcknowledgeAlert } from '../../domain/alert/alert.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class AcknowledgeAlertCommand {
  constructor(
    readonly request: CommandRequest,
    readonly acknowledgement: AcknowledgeAlert,
  ) {}
}
