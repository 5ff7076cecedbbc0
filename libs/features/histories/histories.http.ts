import { applyDecorators, Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import { alertPath } from '../../contract/alerts.js';
import { directivePath } from '../../contract/directives.reads.js';
import * as contract from '../../contract/histories.js';
import { localityPath } from '../../contract/localities.commands.js';
import { measurementPath } from '../../contract/measurements.commands.js';
import { targetPath } from '../../contract/targets.commands.js';
import { RequiresToken } from '../access/requires.js';
import type { HttpReply, HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { READ_AFTER } from '../http/read-after.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { HistoryDoor } from './history-door.js';

interface Path {
  readonly id: string;
}

const NOTES = [
  'Theo `Accept`: JSON, trang in (`text/html`), hoặc PDF (`application/pdf`, cần `reason`, được ghi vào lịch sử). / By `Accept`: JSON, a page to print (`text/html`), or a PDF (`application/pdf`, which needs `reason` and is put on record).',
  'Cùng một `knownAt` thì cùng một câu chuyện, dù sau đó có ghi thêm gì. / The same `knownAt` tells the same story, whatever was recorded since.',
];

const HistoryOf = (vi: string, en: string, unknown: string): MethodDecorator =>
  applyDecorators(
    Operation({ vi, en, answer: contract.history, refusals: [unknown, 'locality_out_of_scope', 'reason_required'], notes: NOTES }),
    ApiProduces('application/json', 'text/html', 'application/pdf'),
    ApiHeader(READ_AFTER),
  );

/** Whatever has a story, told in order. */
@ApiTags('histories')
@RequiresToken()
@Controller('v1')
export class HistoriesController {
  constructor(@Inject(HistoryDoor) private readonly door: HistoryDoor) {}

  @Get('targets/:id/history')
  @HistoryOf(
    'Lịch sử một mục tiêu, với số liệu và cảnh báo của nó',
    'The history of a target, with its figures and alerts',
    'target_unknown',
  )
  target(
    @ValidParams(targetPath) { id }: Path,
    @ValidQuery(contract.historyQuery) query: contract.HistoryQuery,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer('target', id, query, request, reply);
  }

  @Get('measurements/:id/history')
  @HistoryOf(
    'Lịch sử một số liệu, với cảnh báo dựa trên nó',
    'The history of a figure, with the alerts that rest on it',
    'measurement_unknown',
  )
  measurement(
    @ValidParams(measurementPath) { id }: Path,
    @ValidQuery(contract.historyQuery) query: contract.HistoryQuery,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer('measurement', id, query, request, reply);
  }

  @Get('localities/:id/history')
  @HistoryOf(
    'Lịch sử một địa phương, với mục tiêu, số liệu và cảnh báo của chính nó',
    'The history of a locality, with its own targets, figures and alerts',
    'locality_unknown',
  )
  locality(
    @ValidParams(localityPath) { id }: Path,
    @ValidQuery(contract.historyQuery) query: contract.HistoryQuery,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer('locality', id, query, request, reply);
  }

  @Get('directives/:id/history')
  @HistoryOf(
    'Lịch sử một văn bản chỉ đạo, với mục tiêu và số liệu lấy từ đó',
    'The history of a directive, with the targets and figures taken from it',
    'directive_unknown',
  )
  directive(
    @ValidParams(directivePath) { id }: Path,
    @ValidQuery(contract.historyQuery) query: contract.HistoryQuery,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer('directive', id, query, request, reply);
  }

  @Get('alerts/:id/history')
  @HistoryOf('Lịch sử một cảnh báo, với số liệu làm căn cứ', 'The history of an alert, with the figures that it rests on', 'alert_unknown')
  alert(
    @ValidParams(alertPath) { id }: Path,
    @ValidQuery(contract.historyQuery) query: contract.HistoryQuery,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.answer('alert', id, query, request, reply);
  }
}
