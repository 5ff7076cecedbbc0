import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/alerts.js';
import type { Page } from '../../contract/lists.js';
import type { Actor } from '../../domain/kernel/command.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { TARGET_VERDICTS, type TargetVerdicts } from '../http/target-verdicts.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { AlertQueries } from './alerts.query.js';

@ApiTags('alerts')
@RequiresToken()
@ReadsKnown('alerts', 'indicators', 'localities', 'progress', 'directives')
@Controller('v1/alerts')
export class AlertReadsController {
  constructor(
    @Inject(TARGET_VERDICTS) private readonly verdicts: TargetVerdicts,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  @Get()
  @Operation({
    vi: 'Cảnh báo trong phạm vi của người hỏi, nặng nhất trước',
    en: 'Alerts within the scope of who asks, the gravest first',
    answer: contract.alertPage,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown', 'target_unknown'],
  })
  list(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.alertsQuery) query: contract.AlertsQuery,
  ): Promise<Page<contract.AlertItem>> {
    return this.queries(at, query).list(query, actor.locality);
  }

  @Get('counts')
  @Operation({
    vi: 'Số cảnh báo theo trạng thái, mức độ và loại',
    en: 'Numbers of alerts by state, severity and kind',
    answer: contract.alertCounts,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown', 'target_unknown'],
  })
  counts(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.alertCountsQuery) query: contract.AlertCountsQuery,
  ): Promise<contract.AlertCounts> {
    return this.queries(at, query).counts(query, actor.locality);
  }

  @Get(':id')
  @Operation({
    vi: 'Một cảnh báo và diễn biến của nó',
    en: 'An alert and its story',
    answer: contract.alertDetail,
    refusals: ['alert_unknown', 'locality_out_of_scope'],
  })
  async one(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidParams(contract.alertPath) { id }: { id: string },
    @ValidQuery(contract.alertQuery) query: contract.AlertQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.AlertDetail> {
    const found = await this.queries(at, query).one(id);
    await this.scope.check(actor, found.localityId);
    reply.header('etag', `"${found.revision}"`);
    return found;
  }

  private queries(at: Reading, { asOf = at.day }: contract.AlertQuery): AlertQueries {
    return new AlertQueries(at.sql, this.verdicts, asOf);
  }
}
