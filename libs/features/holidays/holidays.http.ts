import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { commandAnswer, type CommandAnswer } from '../../contract/answers.js';
import { knownQuery, type KnownQuery } from '../../contract/fields.js';
import * as contract from '../../contract/holidays.js';
import { Requires, RequiresToken } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import { headerOf, type HttpReply, type HttpRequest } from '../http/http-request.js';
import { languageOf } from '../http/language.js';
import { CommandOperation, Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidBody, ValidParams, ValidQuery } from '../http/valid.js';
import { SetHolidaysCommand } from './holidays.command.js';
import { holidaysOf } from './holidays.query.js';

@ApiTags('duties')
@Controller('v1/holidays')
export class HolidaysController {
  constructor(
    @Inject(CommandDoor) private readonly door: CommandDoor,
    @Inject(CommandBus) private readonly bus: CommandBus,
  ) {}

  @Post()
  @Requires('planner', 'admin')
  @CommandOperation({
    vi: 'Nhập ngày nghỉ, ngày làm bù của một năm theo thông báo',
    en: 'Enter the days off and the days worked in exchange of a year, as announced',
    answer: z.union([commandAnswer, contract.holidaysTried]),
    refusals: ['locality_out_of_scope', 'holiday_out_of_year', 'holiday_named_twice', 'holiday_worked_anyway', 'holidays_too_many'],
    notes: [
      'Chỉ người có phạm vi cả nước. Lần nhập sau thay toàn bộ lần nhập trước của năm; danh sách rỗng là trở về bảng có sẵn. Hạn gửi, nhắc việc và chuyển cấp cảnh báo tính theo ngay. / For those whose scope is the whole country. A later entry takes the place of the year’s earlier one; empty lists go back to the built-in table. Due days, reminders and escalations follow at once.',
      '`dryRun`: cho biết ngày nào sẽ đổi, không ghi. / `dryRun`: tells which days would change, writes nothing.',
    ],
  })
  set(
    @Received() request: CommandRequest,
    @ValidBody(contract.setHolidays) body: contract.SetHolidaysRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const { dryRun, ...holidays } = body;
    return this.door.answer(request, reply, body, async () => {
      const answer = await this.bus.execute<SetHolidaysCommand, CommandAnswer | contract.HolidaysTried>(
        new SetHolidaysCommand(request, holidays, dryRun),
      );
      return { status: 200, body: answer, revision: dryRun ? null : answer.revision };
    });
  }

  @Get(':year')
  @RequiresToken()
  @ReadsKnown('holidays')
  @Operation({
    vi: 'Ngày nghỉ lễ và ngày làm bù của một năm: có sẵn hay đã nhập theo thông báo',
    en: 'Days off and days worked in exchange of a year: built in, or entered as announced',
    answer: contract.holidaysDetail,
  })
  async show(
    @At() at: Reading,
    @ValidParams(contract.holidaysPath) { year }: { year: number },
    @ValidQuery(knownQuery) _query: KnownQuery,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.HolidaysDetail> {
    const found = await holidaysOf(at.sql, year, languageOf(headerOf(request, 'accept-language')));
    if (found.revision >= 0) reply.header('etag', `"${found.revision}"`);
    return found;
  }
}
