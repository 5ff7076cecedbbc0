import { createHash } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Sql } from 'postgres';
import { DIRECTIVE_TEXT, REVIEW } from '../../domain/directive/directive.aggregate.js';
import { uploadDirective } from '../../domain/directive/directive.decide.js';
import { directiveStream, type DirectiveText } from '../../domain/directive/directive.events.js';
import { receiveText, type DirectiveTextState, type ReceiveText } from '../../domain/directive/directive-text.decide.js';
import { directiveTextStream } from '../../domain/directive/directive-text.events.js';
import type { StandingDirective } from '../../domain/directive/directive.state.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import type { Loaded } from '../../event-store/aggregate.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import { CommandHandling, type Handled } from '../../event-store/command-handling.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { SQL } from '../http/tokens.js';
import { UploadDirectiveCommand, type Upload } from './directives.command.js';

/** Namespace of the ids by which parts of texts are written: whoever uploads a text writes the same events. */
const TEXTS = '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c32';
const ID_LENGTH = 32;

/** What came of an upload. */
export interface Uploaded extends Handled {
  readonly id: string;
  readonly sha256: string;
  /** False where the text was there before. */
  readonly isNew: boolean;
  readonly directive: StandingDirective | null;
}

/** Writes the text first, part by part, then the directive that has it: whatever an upload leaves half, the next one of the same text completes. */
@CommandHandler(UploadDirectiveCommand)
export class UploadDirectiveHandler implements ICommandHandler<UploadDirectiveCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  async execute({ request, upload }: UploadDirectiveCommand): Promise<Uploaded> {
    const text = described(upload);
    const { sha256 } = text;
    const stored = await this.handling.load(DIRECTIVE_TEXT, directiveTextStream(sha256), request);
    const directiveId =
      upload.directiveId ?? stored.state?.directiveId ?? (await this.registeredWith(sha256)) ?? sha256.slice(0, ID_LENGTH);
    const stream = directiveStream(directiveId);
    const review = await this.handling.load(REVIEW, stream, request);
    const { directive } = review.state;
    const localityId = directive?.localityId ?? upload.localityId;
    await this.scope.checkActing(request.actor, localityId, request.today);
    const facts = { locality: await this.handling.facts.of(LOCALITY, localityStream(localityId)) };
    const command = { directiveId, localityId, text, head: upload.head };
    // Decided before anything is written: a refusal leaves no text behind.
    const isNew = uploadDirective(command, directive, facts).length > 0;
    await this.store(request, { directiveId, sha256, bytes: text.bytes, text: upload.text }, stored);
    const handled = await this.handling.handle(REVIEW, stream, request, (state) => uploadDirective(command, state.directive, facts));
    return { id: directiveId, sha256, isNew, directive, ...handled };
  }

  private async store(request: CommandRequest, received: ReceiveText, { state, revision }: Loaded<DirectiveTextState>): Promise<void> {
    const stream = directiveTextStream(received.sha256);
    const issued = { ...request, commandId: uuidV5(TEXTS, received.sha256) };
    let expected = revision;
    for (const event of receiveText(received, state)) {
      // One at a time: EventStoreDB takes a megabyte at once.
      const drafts = draftsOf(DIRECTIVE_TEXT, stream, issued, [event], event.data.part);
      const [result] = await this.handling.appendAll([{ stream, expected: expected < 0 ? 'no_stream' : expected, events: drafts }]);
      expected = result?.revision ?? expected + 1;
    }
  }

  /** The directive that somebody registered by the hash of this very text. */
  private async registeredWith(sha256: string): Promise<string | null> {
    const [found] = await this.sql<
      { id: string }[]
    >`select id from directives.directive where text_sha256 = ${sha256} order by id limit 1`.catch(() => []);
    return found?.id ?? null;
  }
}

function described({ text, source }: Upload): DirectiveText {
  const utf8 = Buffer.from(text);
  const sha256 = createHash('sha256').update(utf8).digest('hex');
  return { sha256, bytes: utf8.length, codePoints: codePointsIn(text), ...source };
}

function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
