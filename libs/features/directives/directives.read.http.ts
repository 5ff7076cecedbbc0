import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { readingAnswer, type ReadingAnswer } from '../../contract/directives.commands.js';
import * as contract from '../../contract/directives.reads.js';
import type { Page } from '../../contract/lists.js';
import { proposalPath } from '../../contract/proposals.commands.js';
import * as proposals from '../../contract/proposals.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { ReadsFrom } from '../http/read-after.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { DirectiveQueries } from './directives.query.js';
import { ProposalQueries } from './proposals.query.js';
import { Readings } from './readings.js';

const ONE = ['directive_unknown', 'locality_out_of_scope'];

interface Path {
  readonly id: string;
}

@ApiTags('directives')
@RequiresToken()
@ReadsFrom('directives', 'localities', 'indicators', 'targets', 'progress')
@Controller('v1/directives')
export class DirectiveReadsController {
  constructor(
    @Inject(DirectiveQueries) private readonly queries: DirectiveQueries,
    @Inject(ProposalQueries) private readonly proposals: ProposalQueries,
    @Inject(Readings) private readonly readings: Readings,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  @Get()
  @Operation({
    vi: 'Các văn bản chỉ đạo trong phạm vi của người hỏi',
    en: 'Directives within the scope of who asks',
    answer: contract.directivePage,
    refusals: ['locality_unknown', 'locality_out_of_scope'],
  })
  list(
    @Caller() actor: Actor,
    @ValidQuery(contract.directivesQuery) query: contract.DirectivesQuery,
  ): Promise<Page<contract.DirectiveItem>> {
    return this.queries.list(query, actor.locality);
  }

  @Get(':id')
  @Operation({ vi: 'Một văn bản chỉ đạo', en: 'A directive', answer: contract.directiveItem, refusals: ONE })
  async one(
    @Caller() actor: Actor,
    @ValidParams(contract.directivePath) { id }: Path,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.DirectiveItem> {
    const found = await this.seen(actor, id);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }

  @Get(':id/reading')
  @Operation({ vi: 'Máy đọc đến đâu', en: 'How far the reader is', answer: readingAnswer, refusals: ONE })
  async reading(
    @Caller() actor: Actor,
    @ValidParams(contract.directivePath) { id }: Path,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<ReadingAnswer> {
    const { id: found } = await this.seen(actor, id);
    const run = this.readings.runOf(found);
    const answer = this.readings.stateOf(found, await this.proposals.readingOf(found), run);
    if (answer.state === 'reading') reply.header('retry-after', '1');
    return answer;
  }

  @Get(':id/text')
  @Operation({
    vi: 'Nguyên văn như đã lưu, cả hay một đoạn',
    en: 'The text as it is stored, whole or a stretch of it',
    answer: z.string(),
    refusals: [...ONE, 'directive_without_text'],
    notes: [
      '`text/plain`; ETag là SHA-256 của toàn văn. Địa phương bên dưới xem được đúng các câu mà mục tiêu, số liệu của mình lấy từ đó. / ' +
        '`text/plain`; the ETag is the SHA-256 of the whole text. A locality beneath sees the very words that its own targets and figures come from.',
    ],
  })
  async text(
    @Caller() actor: Actor,
    @ValidParams(contract.directivePath) { id }: Path,
    @ValidQuery(contract.textQuery) { from, to }: contract.TextQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const { sha256, codePoints, text } = await this.queries.text(await this.quoted(actor, id, from, to), from, to);
    const etag = `"${sha256}"`;
    reply.header('etag', etag).header('x-text-code-points', String(codePoints)).header('content-type', 'text/plain; charset=utf-8');
    if (known === etag) reply.code(304).send('');
    else reply.code(200).send(text);
  }

  @Get(':id/proposals')
  @Operation({
    vi: 'Các đề xuất máy đọc tìm thấy, với chữ quanh trích dẫn và gợi ý',
    en: 'What the reader found, with the words around each quote and what it might become',
    answer: proposals.proposalPage,
    refusals: ONE,
  })
  async found(
    @Caller() actor: Actor,
    @ValidParams(contract.directivePath) { id }: Path,
    @ValidQuery(proposals.proposalsQuery) query: proposals.ProposalsQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<proposals.ProposalPage> {
    const page = await this.proposals.list(actor, await this.seen(actor, id), query);
    reply.header('etag', `"${page.revision}"`);
    return page;
  }

  @Get(':id/proposals/:n')
  @Operation({ vi: 'Một đề xuất', en: 'A proposal', answer: proposals.proposalItem, refusals: [...ONE, 'proposal_unknown'] })
  async proposal(@Caller() actor: Actor, @ValidParams(proposalPath) { id, n }: Path & { n: number }): Promise<proposals.ProposalItem> {
    return this.proposals.one(actor, await this.seen(actor, id), n);
  }

  /** The directive, also for those whose own targets and figures were accepted from just these words. */
  private async quoted(actor: Actor, id: string, from?: number, to?: number): Promise<contract.DirectiveItem> {
    const isQuote = from !== undefined && to !== undefined && (await this.queries.isQuoted(id, from, to, actor.locality));
    return isQuote ? this.queries.one(id) : this.seen(actor, id);
  }

  /** The directive, for those whose scope covers its locality. */
  private async seen(actor: Actor, id: string): Promise<contract.DirectiveItem> {
    const found = await this.queries.one(id);
    await this.scope.check(actor, found.localityId);
    return found;
  }
}
