import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/duties.js';
import type { Actor } from '../../domain/kernel/command.js';
import { RequiresToken } from '../access/requires.js';
import { checkFilters } from '../access/scope.sql.js';
import { Caller } from '../http/command-request.js';
import { headerOf, type HttpRequest } from '../http/http-request.js';
import { languageOf } from '../http/language.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidQuery } from '../http/valid.js';
import { dutiesPage, dutySummary } from './duties.query.js';
import type { DutyReader } from './duty-terms.js';

const NOTES = [
  'Suy ra từ mục tiêu, lịch báo cáo của chỉ tiêu và số liệu đã ghi, không từ nút bấm nào. Kỳ được coi là đã gửi khi có số liệu với ngày tính nằm trong kỳ; số liệu bị trả lại hoặc đã rút không tính.',
  'Derived from targets, the indicators’ calendars and the figures on record, never from a button. A period is received once there is a figure whose as-of date lies in it; one that was returned or withdrawn does not count.',
];
const REFUSALS = ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown'];

@ApiTags('duties')
@RequiresToken()
@ReadsKnown('progress', 'indicators', 'localities', 'directives', 'holidays')
@Controller('v1/duties')
export class DutiesController {
  @Get()
  @Operation({
    vi: 'Chế độ báo cáo: ai phải gửi số liệu nào, hạn khi nào, đã nhận khi nào',
    en: 'Reporting duties: who owes which figures, due when, received when',
    answer: contract.dutiesPage,
    refusals: REFUSALS,
    notes: NOTES,
  })
  async list(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.dutiesQuery) query: contract.DutiesQuery,
    @Req() request: HttpRequest,
  ): Promise<contract.DutiesPage> {
    await checkFilters(at.sql, actor.locality, query);
    return dutiesPage(readerOf(at, actor, request), query);
  }

  @Get('summary')
  @Operation({
    vi: 'Mức độ đầy đủ và đúng hạn của báo cáo, theo từng đơn vị',
    en: 'Completeness and timeliness of reporting, locality by locality',
    answer: contract.dutySummary,
    refusals: REFUSALS,
    notes: NOTES,
  })
  async summary(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.dutySummaryQuery) query: contract.DutySummaryQuery,
    @Req() request: HttpRequest,
  ): Promise<contract.DutySummary> {
    await checkFilters(at.sql, actor.locality, query);
    return dutySummary(readerOf(at, actor, request), query);
  }
}

function readerOf({ sql, day, lastDay }: Reading, actor: Actor, request: HttpRequest): DutyReader {
  return { sql, actor, day, lastDay, language: languageOf(headerOf(request, 'accept-language')) };
}
