import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '../../contract/lists.js';
import { localityPath } from '../../contract/localities.commands.js';
import * as contract from '../../contract/localities.reads.js';
import { RequiresToken } from '../access/requires.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { LocalityQueries } from './localities.query.js';

@ApiTags('localities')
@RequiresToken()
@ReadsKnown('localities')
@Controller('v1/localities')
export class LocalityReadsController {
  @Get()
  @Operation({ vi: 'Các địa phương có hiệu lực vào một ngày', en: 'Localities in force on a day', answer: contract.localityPage })
  list(@At() at: Reading, @ValidQuery(contract.localitiesQuery) query: contract.LocalitiesQuery): Promise<Page<contract.LocalityItem>> {
    return new LocalityQueries(at.sql).list(query, query.asOf ?? at.day);
  }

  @Get(':id')
  @Operation({
    vi: 'Một địa phương, cấp trên, cấp dưới và kế thừa',
    en: 'A locality, its parents, children and succession',
    answer: contract.localityDetail,
    refusals: ['locality_unknown'],
  })
  async one(
    @At() at: Reading,
    @ValidParams(localityPath) { id }: { id: string },
    @ValidQuery(contract.localityQuery) query: contract.LocalityQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.LocalityDetail> {
    const found = await new LocalityQueries(at.sql).one(id, query.asOf ?? at.day);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }

  @Get(':id/tree')
  @Operation({
    vi: 'Cây địa phương bên dưới vào một ngày',
    en: 'The tree beneath a locality on a day',
    answer: contract.localityNode,
    refusals: ['locality_unknown'],
  })
  tree(
    @At() at: Reading,
    @ValidParams(localityPath) { id }: { id: string },
    @ValidQuery(contract.treeQuery) { asOf, depth }: contract.TreeQuery,
  ): Promise<contract.LocalityNode> {
    return new LocalityQueries(at.sql).tree(id, asOf ?? at.day, depth);
  }
}
