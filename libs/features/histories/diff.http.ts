import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/histories.diff.js';
import { RequiresToken } from '../access/requires.js';
import { actorOf, type HttpReply, type HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { positionIn } from '../http/position-header.js';
import { READ_AFTER } from '../http/read-after.js';
import { ValidQuery } from '../http/valid.js';
import { DiffQueries } from './diff.query.js';

@ApiTags('audit')
@RequiresToken()
@Controller('v1/audit/diff')
export class DiffController {
  constructor(@Inject(DiffQueries) private readonly queries: DiffQueries) {}

  @Get()
  @ApiHeader(READ_AFTER)
  @Operation({
    vi: 'Giữa hai thời điểm, mục tiêu nào đổi tình trạng hay số liệu, và do sự kiện nào',
    en: 'Which targets changed status or figure between two moments, and which events did it',
    answer: contract.diffPage,
    refusals: ['target_unknown', 'locality_unknown', 'locality_out_of_scope', 'indicator_unknown'],
  })
  async between(
    @ValidQuery(contract.diffQuery) query: contract.DiffQuery,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.DiffPage> {
    const answer = await this.queries.between(actorOf(request), query, positionIn(request, 'X-Read-After'));
    reply.header('x-read-position', answer.to.position);
    return answer;
  }
}
