import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/indicators.reads.js';
import type { Page } from '../../contract/lists.js';
import { RequiresToken } from '../access/requires.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { ReadsFrom } from '../http/read-after.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { IndicatorQueries } from './indicators.query.js';

@ApiTags('indicators')
@RequiresToken()
@ReadsFrom('indicators')
@Controller('v1/indicators')
export class IndicatorReadsController {
  constructor(@Inject(IndicatorQueries) private readonly queries: IndicatorQueries) {}

  @Get()
  @Operation({ vi: 'Các chỉ tiêu', en: 'Indicators', answer: contract.indicatorPage })
  list(@ValidQuery(contract.indicatorsQuery) query: contract.IndicatorsQuery): Promise<Page<contract.IndicatorItem>> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Operation({ vi: 'Một chỉ tiêu', en: 'An indicator', answer: contract.indicatorDetail, refusals: ['indicator_unknown'] })
  async one(
    @ValidParams(contract.indicatorPath) { id }: { id: string },
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.IndicatorDetail> {
    const found = await this.queries.one(id);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
