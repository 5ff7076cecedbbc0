import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/directives.reads.js';
import type { Page } from '../../contract/lists.js';
import { RequiresToken } from '../access/requires.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { ReadsFrom } from '../http/read-after.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { DirectiveQueries } from './directives.query.js';

@ApiTags('directives')
@RequiresToken()
@ReadsFrom('directives', 'localities')
@Controller('v1/directives')
export class DirectiveReadsController {
  constructor(@Inject(DirectiveQueries) private readonly queries: DirectiveQueries) {}

  @Get()
  @Operation({ vi: 'Các văn bản chỉ đạo', en: 'Directives', answer: contract.directivePage })
  list(@ValidQuery(contract.directivesQuery) query: contract.DirectivesQuery): Promise<Page<contract.DirectiveItem>> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Operation({ vi: 'Một văn bản chỉ đạo', en: 'A directive', answer: contract.directiveItem, refusals: ['directive_unknown'] })
  async one(
    @ValidParams(contract.directivePath) { id }: { id: string },
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.DirectiveItem> {
    const found = await this.queries.one(id);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
