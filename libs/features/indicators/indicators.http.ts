import { Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/indicators.commands.js';
import { indicatorPath } from '../../contract/indicators.reads.js';
import { Requires } from '../access/requires.js';
import { CommandDoor } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { DefineIndicatorCommand, SetReportingCalendarCommand, SetSeasonalProfileCommand } from './indicators.command.js';

interface Path {
  readonly id: string;
}

@ApiTags('indicators')
@Requires('admin')
@Controller('v1/indicators')
export class IndicatorCommandsController {
  constructor(@Inject(CommandDoor) private readonly door: CommandDoor) {}

  @Post()
  @CommandOperation({
    vi: 'Định nghĩa chỉ tiêu',
    en: 'Define an indicator',
    answer: commandAnswer,
    status: 201,
    refusals: ['locality_out_of_scope', 'indicator_differs', 'roll_up_does_not_fit', 'ratio_member_does_not_fit', 'limits_crossed'],
  })
  define(
    @Received() request: CommandRequest,
    @ValidBody(contract.defineIndicator) body: contract.DefineIndicatorRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new DefineIndicatorCommand(request, body), 201, body);
  }

  @Post(':id/profiles')
  @CommandOperation({
    vi: 'Đặt đường mùa vụ của chỉ tiêu',
    en: 'Set a seasonal profile of an indicator',
    answer: commandAnswer,
    refusals: [
      'locality_out_of_scope',
      'indicator_unknown',
      'profile_does_not_fit',
      'profile_empty',
      'profile_months_out_of_order',
      'profile_shares_fall',
      'profile_unfinished',
    ],
    notes: ['Mục tiêu đã giao giữ nguyên tỷ lệ đã chép. / Targets that were planned by it keep the shares that they copied.'],
  })
  setProfile(
    @Received() request: CommandRequest,
    @ValidParams(indicatorPath) { id }: Path,
    @ValidBody(contract.setSeasonalProfile) body: contract.SetSeasonalProfileRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new SetSeasonalProfileCommand(request, { indicatorId: id, ...body }), 200, body);
  }

  @Post(':id/calendar')
  @CommandOperation({
    vi: 'Đặt lịch báo cáo của chỉ tiêu',
    en: 'Set the reporting calendar of an indicator',
    answer: commandAnswer,
    refusals: ['locality_out_of_scope', 'indicator_unknown', 'calendar_out_of_range', 'calendar_dates_out_of_order'],
  })
  setCalendar(
    @Received() request: CommandRequest,
    @ValidParams(indicatorPath) { id }: Path,
    @ValidBody(contract.setReportingCalendar) body: contract.SetReportingCalendarRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new SetReportingCalendarCommand(request, { indicatorId: id, ...body }), 200, body);
  }
}
