import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { knownQuery, type KnownQuery } from '../../contract/fields.js';
import * as contract from '../../contract/indicators.reads.js';
import type { Page } from '../../contract/lists.js';
import { RequiresToken } from '../access/requires.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { IndicatorQueries } from './indicators.query.js';

@ApiTags('indicators')
@RequiresToken()
@ReadsKnown('indicators')
@Controller('v1/indicators')
export class IndicatorReadsController {
  @Get()
  @Operation({ vi: 'Các chỉ tiêu', en: 'Indicators', answer: contract.indicatorPage })
  list(@At() at: Reading, @ValidQuery(contract.indicatorsQuery) query: contract.IndicatorsQuery): Promise<Page<contract.IndicatorItem>> {
    return new IndicatorQueries(at.sql).list(query);
  }

  @Get(':id')
  @Operation({ vi: 'Một chỉ tiêu', en: 'An indicator', answer: contract.indicatorDetail, refusals: ['indicator_unknown'] })
  async one(
    @At() at: Reading,
    @ValidParams(contract.indicatorPath) { id }: { id: string },
    @ValidQuery(knownQuery) _query: KnownQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.IndicatorDetail> {
    const found = await new IndicatorQueries(at.sql).one(id);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
