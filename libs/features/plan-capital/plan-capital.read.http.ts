import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '../../contract/lists.js';
import { planCapitalPath } from '../../contract/plan-capital.commands.js';
import * as contract from '../../contract/plan-capital.js';
import type { Actor } from '../../domain/kernel/command.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { PlanCapitalQueries } from './plan-capital.query.js';

@ApiTags('plan-capital')
@RequiresToken()
@ReadsKnown('plan_capital', 'progress', 'indicators', 'localities', 'directives')
@Controller('v1/plan-capital')
export class PlanCapitalReadsController {
  constructor(@Inject(LocalityScope) private readonly scope: LocalityScope) {}

  @Get()
  @Operation({
    vi: 'Các kế hoạch vốn trong phạm vi của người hỏi',
    en: 'Plans of capital within the scope of who asks',
    answer: contract.planCapitalPage,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown'],
  })
  list(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.planCapitalsQuery) query: contract.PlanCapitalsQuery,
  ): Promise<Page<contract.PlanCapitalItem>> {
    return new PlanCapitalQueries(at.sql).list(query, actor.locality, at.day);
  }

  @Get(':id')
  @Operation({
    vi: 'Một kế hoạch vốn, các đợt giao và hai tỷ lệ giải ngân',
    en: 'A plan of capital, its tranches and both rates of disbursement',
    answer: contract.planCapitalDetail,
    refusals: ['plan_capital_unknown', 'locality_unknown', 'locality_out_of_scope'],
  })
  async one(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidParams(planCapitalPath) { id }: { id: string },
    @ValidQuery(contract.planCapitalQuery) query: contract.PlanCapitalQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.PlanCapitalDetail> {
    const key = contract.planCapitalKeyOf(id);
    await this.scope.check(actor, key.localityId);
    const found = await new PlanCapitalQueries(at.sql).one(key, query, at.day);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
