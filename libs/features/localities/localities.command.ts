import type { RegisterLocality, ReassignLocality } from '../../domain/locality/locality.decide.js';
import type { AbolishLocality, MergeLocality, RenameLocality, SplitLocality } from '../../domain/locality/succession.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class RegisterLocalityCommand {
  constructor(
    readonly request: CommandRequest,
    readonly locality: RegisterLocality,
  ) {}
}

export class ReassignLocalityCommand {
  constructor(
    readonly request: CommandRequest,
    readonly change: ReassignLocality,
  ) {}
}

export type Succession =
  | ({ readonly kind: 'merge' } & MergeLocality)
  | ({ readonly kind: 'rename' } & RenameLocality)
  | ({ readonly kind: 'split' } & SplitLocality)
  | ({ readonly kind: 'abolish' } & AbolishLocality);

export class EndLocalityCommand {
  constructor(
    readonly request: CommandRequest,
    readonly succession: Succession,
  ) {}
}
