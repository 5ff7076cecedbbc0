import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { ReadingAnswer } from '../../contract/directives.commands.js';
import { DIRECTIVE_TEXT, REVIEW } from '../../domain/directive/directive.aggregate.js';
import { uploadedText } from '../../domain/directive/directive.decide.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import type { DirectiveState, LastReading } from '../../domain/directive/directive.state.js';
import { wholeText } from '../../domain/directive/directive-text.decide.js';
import { directiveTextStream } from '../../domain/directive/directive-text.events.js';
import type { CommandContext } from '../../domain/kernel/command.js';
import { makeProposals } from '../../domain/directive/review.decide.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { CommandHandling, type Handled, type Issued } from '../../event-store/command-handling.js';
import { uuidV7 } from '../../event-store/event-ids.js';
import { readDirective } from '../../reading/read-directive.js';
import type { ReadingOptions } from '../../reading/reading.js';
import { ProjectionPositions } from '../http/projection-positions.js';
import { LOG, SQL } from '../http/tokens.js';
import { todayInVietnam } from '../http/today.js';
import { dayOf, placesOf, readingOptions } from './known-places.js';
import { READER_VERSION, readText } from './reader.js';
import { headOf, proposalsOf } from './stored-proposals.js';

/** UTF-16 units within which the head of a document ends. */
const HEAD_LENGTH = 6_000;
/** Milliseconds for which the tables are waited for at a time, and until what was read is to be seen in them. */
const PATIENCE_MS = 200;
const SHOWN_MS = 5_000;

interface Run {
  share: number;
  /** The stream after the last proposals; null where nothing came of it. */
  readonly done: Promise<Handled | null>;
}

/**
 * The readings that this process does, one at a time. What a kill cuts off has written nothing, or a part of the proposals that
 * the next reading completes: the next start goes on by itself, and anybody may ask for it.
 */
@Injectable()
export class Readings implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly runs = new Map<string, Run>();
  private readonly stopping = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  private resumed: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(ProjectionPositions) private readonly positions: ProjectionPositions,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Begins to read a directive for somebody, unless it is being read. Throws nothing: what fails is logged, and may be asked for again. */
  ask(directiveId: string, asked: CommandContext): Run {
    const under = this.runs.get(directiveId);
    if (under) return under;
    const run: Run = {
      share: 0,
      done: this.last.then(() => this.carryOut(directiveId, asked)).catch((error) => this.failed(directiveId, error)),
    };
    this.runs.set(directiveId, run);
    this.last = run.done;
    void run.done.then((handled) => this.shown(handled)).finally(() => this.runs.delete(directiveId));
    return run;
  }

  /** The reading that is under way, if any: to be asked for before the tables, for it ends once they tell of it. */
  runOf(id: string): Run | undefined {
    return this.runs.get(id);
  }

  /** How far the reading of a directive is, for those who know how far earlier ones came. */
  stateOf(id: string, reading: LastReading | null, run: Run | undefined): ReadingAnswer {
    const versions = { readerVersion: reading?.readerVersion ?? null, presentReaderVersion: READER_VERSION };
    const isPresent = reading?.isComplete && reading.readerVersion === READER_VERSION;
    if (run && !isPresent) return { id, state: 'reading', share: Math.min(1, run.share), ...versions };
    return { id, ...(reading?.isComplete ? { state: 'done', share: 1 } : { state: 'waiting', share: 0 }), ...versions };
  }

  /** Goes on with what was uploaded and not read to the end. */
  onApplicationBootstrap(): void {
    this.resumed = this.resume().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.log.warn({ err: error }, 'readings that broke off wait until they are asked for');
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.resumed;
    await this.last;
  }

  /** A reading is over for whoever asks when its proposals are to be seen. */
  private async shown(handled: Handled | null): Promise<void> {
    if (handled) await this.positions.reaches('directives', handled.position, SHOWN_MS).catch(() => false);
  }

  private async carryOut(directiveId: string, asked: CommandContext): Promise<Handled | null> {
    if (this.stopping.signal.aborted) return null;
    const issued: Issued = { ...asked, commandId: uuidV7(), causationId: asked.commandId, key: null, ifMatch: null };
    const stream = directiveStream(directiveId);
    const { directive } = (await this.handling.load(REVIEW, stream, issued)).state;
    const text = await this.textOf(directiveId, directive, issued);
    const options = await this.optionsFor(text, directive?.localityId ?? '');
    const tell = (share: number): void => {
      const run = this.runs.get(directiveId);
      if (run) run.share = share;
    };
    const reading = await readText({ text, options }, tell, this.stopping.signal);
    if (!reading) return null;
    const made = { directiveId, readerVersion: reading.readerVersion, head: headOf(reading.document), proposals: proposalsOf(reading) };
    // One event at a time: EventStoreDB takes a megabyte at once.
    for (let isComplete = false; ;) {
      const handled = await this.handling.handle(REVIEW, stream, { ...issued, commandId: uuidV7() }, (review) => {
        const [next] = makeProposals(made, review);
        isComplete = next === undefined || (next.type === 'ProposalsMade' && next.data.isComplete);
        return next ? [next] : [];
      });
      if (isComplete) return handled;
    }
  }

  /** The head alone tells under which boundaries the text speaks. */
  private async optionsFor(text: string, localityId: string): Promise<ReadingOptions> {
    const { document } = readDirective(text.slice(0, HEAD_LENGTH));
    return readingOptions(await placesOf(this.sql, localityId, dayOf(document)), localityId);
  }

  private async textOf(directiveId: string, directive: DirectiveState, issued: Issued): Promise<string> {
    const { sha256 } = uploadedText(directiveId, directive);
    const { state } = await this.handling.load(DIRECTIVE_TEXT, directiveTextStream(sha256), issued);
    const text = wholeText(state);
    if (text === null) throw new Error(`the text ${sha256} is not whole`);
    return text;
  }

  private failed(directiveId: string, error: unknown): null {
    this.log.error({ err: error, directiveId }, 'a directive could not be read');
    return null;
  }

  /** The tables may lag behind the uploads that a kill cut off. */
  private async resume(): Promise<void> {
    const head = await this.handling.store.head();
    while (!(await this.positions.reaches('directives', head, PATIENCE_MS))) if (this.stopping.signal.aborted) return;
    for (const id of await this.unread()) await this.goOn(id);
  }

  private async unread(): Promise<readonly string[]> {
    const rows = await this.sql<{ id: string }[]>`
      select id from directives.directive
      where state->>'text' is not null and state->>'withdrawn' is null
        and coalesce(state->'reading'->>'isComplete', 'false') = 'false' order by id`;
    return rows.map(({ id }) => id);
  }

  private async goOn(id: string): Promise<void> {
    const { events } = await this.handling.store.readStream(directiveStream(id));
    const upload = events.findLast(({ type }) => type === 'DirectiveUploaded');
    if (upload) this.ask(id, { ...metadataOf(upload), today: todayInVietnam() });
  }
}
