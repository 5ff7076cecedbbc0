import type { AcceptProposalsRequest } from '../../contract/proposals.commands.js';
import type { DescribeDirective, RegisterDirective } from '../../domain/directive/directive.decide.js';
import type { DirectiveHead, DirectiveText } from '../../domain/directive/directive.events.js';
import type { CommandRequest } from '../http/command-request.js';

export class RegisterDirectiveCommand {
  constructor(
    readonly request: CommandRequest,
    readonly directive: RegisterDirective,
  ) {}
}

/** A text as it came in, with what the sender said of it. */
export interface Upload {
  /** Chosen by the sender; by default that of the text. */
  readonly directiveId: string | undefined;
  readonly localityId: string;
  readonly text: string;
  readonly source: Pick<DirectiveText, 'format' | 'fileName' | 'pages'>;
  readonly head: DirectiveHead;
}

export class UploadDirectiveCommand {
  constructor(
    readonly request: CommandRequest,
    readonly upload: Upload,
  ) {}
}

export class DescribeDirectiveCommand {
  constructor(
    readonly request: CommandRequest,
    readonly description: DescribeDirective,
  ) {}
}

export class JudgeDirectiveCommand {
  constructor(
    readonly request: CommandRequest,
    readonly judgement: 'withdraw' | 'reinstate',
    readonly directiveId: string,
    readonly reason: string,
    readonly confirm: readonly string[] = [],
  ) {}
}

export class ReadDirectiveCommand {
  constructor(
    readonly request: CommandRequest,
    readonly directiveId: string,
  ) {}
}

export class AcceptProposalsCommand {
  constructor(
    readonly request: CommandRequest,
    readonly directiveId: string,
    /** The one of the address first. */
    readonly proposals: readonly number[],
    readonly wish: AcceptProposalsRequest,
  ) {}
}

export class JudgeProposalCommand {
  constructor(
    readonly request: CommandRequest,
    readonly judgement: 'dismiss' | 'reopen',
    readonly directiveId: string,
    readonly proposal: number,
    readonly reason: string,
  ) {}
}
