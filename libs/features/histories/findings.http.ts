import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/histories.findings.js';
import type { Page } from '../../contract/lists.js';
import type { Actor } from '../../domain/kernel/command.js';
import { Requires } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidQuery } from '../http/valid.js';
import { FindingQueries } from './findings.query.js';

const REFUSALS = ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown'];

@ApiTags('audit')
@Requires('auditor', 'leader', 'admin')
@ReadsKnown('progress', 'targets', 'alerts', 'indicators', 'localities')
@Controller('v1/audit/findings')
export class FindingsController {
  constructor(@Inject(FindingQueries) private readonly queries: FindingQueries) {}

  @Get()
  @Operation({
    vi: 'Những việc đáng để kiểm tra, kèm căn cứ; mới nhất trước',
    en: 'What is worth an auditor’s look, with evidence; the latest first',
    answer: contract.findingPage,
    refusals: REFUSALS,
    notes: [
      'Không việc nào tự nó là sai: mỗi việc là một câu hỏi cần trả lời. / None of it is wrong by itself: each is a question that somebody should answer.',
    ],
  })
  list(
    @Caller() actor: Actor,
    @ValidQuery(contract.findingsQuery) query: contract.FindingsQuery,
    @At() reading: Reading,
  ): Promise<Page<contract.Finding>> {
    return this.queries.list(query, actor.locality, reading);
  }

  @Get('counts')
  @Operation({
    vi: 'Số việc đáng kiểm tra theo loại',
    en: 'How many there are of each kind',
    answer: contract.findingCounts,
    refusals: REFUSALS,
  })
  counts(
    @Caller() actor: Actor,
    @ValidQuery(contract.findingCountsQuery) query: contract.FindingCountsQuery,
    @At() reading: Reading,
  ): Promise<contract.FindingCounts> {
    return this.queries.counts(query, actor.locality, reading);
  }
}
