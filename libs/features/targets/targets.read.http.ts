import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '../../contract/lists.js';
import { targetPath } from '../../contract/targets.commands.js';
import * as contract from '../../contract/targets.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { TargetQueries } from './targets.query.js';

@ApiTags('targets')
@RequiresToken()
@ReadsKnown('targets', 'indicators', 'localities', 'directives')
@Controller('v1/targets')
export class TargetReadsController {
  constructor(@Inject(LocalityScope) private readonly scope: LocalityScope) {}

  @Get()
  @Operation({
    vi: 'Các mục tiêu trong phạm vi của người hỏi',
    en: 'Targets within the scope of who asks',
    answer: contract.targetPage,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown'],
  })
  async list(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.targetsQuery) query: contract.TargetsQuery,
  ): Promise<Page<contract.TargetItem>> {
    return new TargetQueries(at.sql).list(query, actor.locality);
  }

  @Get(':id')
  @Operation({
    vi: 'Một mục tiêu, các mốc, phân giao và các phiên bản',
    en: 'A target, its milestones, allocations and versions',
    answer: contract.targetDetail,
    refusals: ['target_unknown', 'locality_out_of_scope'],
  })
  async one(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidParams(targetPath) { id }: { id: string },
    @ValidQuery(contract.targetQuery) { asOf }: contract.TargetQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.TargetDetail> {
    const found = await new TargetQueries(at.sql).one(id, asOf);
    await this.scope.check(actor, found.localityId);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
