import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/progress.js';
import { targetPath } from '../../contract/targets.commands.js';
import type { Actor } from '../../domain/kernel/command.js';
import { RequiresToken } from '../access/requires.js';
import { checkFilters } from '../access/scope.sql.js';
import { Caller } from '../http/command-request.js';
import { headerOf, type HttpRequest } from '../http/http-request.js';
import { languageOf, type Language } from '../http/language.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { progressPage } from './progress.query.js';
import { targetProgress } from './target-progress.query.js';

@ApiTags('progress')
@RequiresToken()
@ReadsKnown('progress', 'indicators', 'localities', 'directives')
@Controller('v1')
export class ProgressController {
  @Get('progress')
  @Operation({
    vi: 'Tiến độ của các mục tiêu tính đến một ngày',
    en: 'Progress of the targets as of a day',
    answer: contract.progressPage,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown', 'directive_unknown'],
  })
  async list(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.progressQuery) query: contract.ProgressQuery,
    @Req() request: HttpRequest,
  ): Promise<contract.ProgressPage> {
    await checkFilters(at.sql, actor.locality, query);
    return progressPage(at.sql, actor, query, at.day, asked(request));
  }

  @Get('targets/:id/progress')
  @Operation({
    vi: 'Tiến độ của một mục tiêu: số liệu, đường tiến độ, mốc, tổng hợp, các phần',
    en: 'Progress of one target: figures, course, milestones, roll-up, parts',
    answer: contract.targetProgress,
    refusals: ['target_unknown', 'locality_out_of_scope'],
  })
  one(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidParams(targetPath) { id }: { id: string },
    @ValidQuery(contract.targetProgressQuery) query: contract.TargetProgressQuery,
    @Req() request: HttpRequest,
  ): Promise<contract.TargetProgress> {
    return targetProgress(at.sql, actor, id, query, at.day, asked(request));
  }
}

const asked = (request: HttpRequest): Language => languageOf(headerOf(request, 'accept-language'));
