import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/scoreboard.js';
import type { Actor } from '../../domain/kernel/command.js';
import { RequiresToken } from '../access/requires.js';
import { checkFilters } from '../access/scope.sql.js';
import { Caller } from '../http/command-request.js';
import { headerOf, type HttpRequest } from '../http/http-request.js';
import { languageOf } from '../http/language.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { TARGET_VERDICTS, type TargetVerdicts } from '../http/target-verdicts.js';
import { ValidQuery } from '../http/valid.js';
import { scoreboardOf } from './scoreboard.query.js';

@ApiTags('progress')
@RequiresToken()
@ReadsKnown('progress', 'indicators', 'localities', 'directives')
@Controller('v1')
export class ScoreboardController {
  constructor(@Inject(TARGET_VERDICTS) private readonly verdicts: TargetVerdicts) {}

  @Get('scoreboard')
  @Operation({
    vi: 'Bảng tổng hợp: các địa phương bên dưới, mỗi nơi bao nhiêu mục tiêu ở tình trạng nào, xấu nhất trước, thay đổi sau một tuần',
    en: 'Scoreboard: the localities beneath one, how many targets of each have which status, worst first, with the change in a week',
    answer: contract.scoreboard,
    refusals: ['locality_unknown', 'locality_out_of_scope', 'indicator_unknown', 'directive_unknown'],
    notes: [
      'Địa phương đã sáp nhập được đếm vào nơi kế thừa; nếu địa giới được hỏi có trước ngày thành lập thì các dòng là những nơi tiền thân. / Merged localities count under their successor; under boundaries from before it was founded, the rows are its predecessors.',
    ],
  })
  async show(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.scoreboardQuery) query: contract.ScoreboardQuery,
    @Req() request: HttpRequest,
  ): Promise<contract.Scoreboard> {
    await checkFilters(at.sql, actor.locality, query);
    const asked = { ...query, locality: query.locality ?? actor.locality };
    const language = languageOf(headerOf(request, 'accept-language'));
    return scoreboardOf({ sql: at.sql, verdicts: this.verdicts, actor, day: at.day, language }, asked);
  }
}
