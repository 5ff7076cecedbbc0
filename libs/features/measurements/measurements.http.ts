import { Body, Controller, Headers, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/measurements.commands.js';
import { measurementKeyOf } from '../../contract/measurement-id.js';
import { lacking } from '../../domain/kernel/errors.js';
import type { MeasurementKey } from '../../domain/measurement/measurement.events.js';
import { Requires } from '../access/requires.js';
import { CommandDoor, type Outcome } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { languageOf } from '../http/language.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams, ValidQuery } from '../http/valid.js';
import { ChangeMeasurementCommand, RecordMeasurementCommand, RecordMeasurementsCommand, type RowResult } from './measurements.command.js';
import { inputOf } from './measurement-input.js';
import { rowsAnswerOf, rowsRefused } from './rows-answer.js';

const FIGURE = [
  'shape_does_not_fit',
  'unit_does_not_fit',
  'numerator_exceeds_denominator',
  'cumulative_falls',
  'below_minimum',
  'above_maximum',
];
const PLACE = ['indicator_unknown', 'locality_unknown', 'locality_not_in_force', 'as_of_in_future'];
const PRESENT = ['measurement_unknown', 'measurement_withdrawn'];

const BULK =
  'Nhiều số liệu: gửi kèm `Idempotency-Key`. Kho sự kiện không ghi được nhiều luồng cùng lúc (EventStoreDB) có thể dừng giữa chừng; gửi lại cùng khóa thì ghi nốt phần còn lại. / ' +
  'Many figures: send an `Idempotency-Key`. A store that cannot write several streams at once (EventStoreDB) may stop half way; a repeat with the same key completes it.';

interface Path {
  readonly id: string;
}

@ApiTags('measurements')
@Controller('v1/measurements')
export class MeasurementCommandsController {
  constructor(
    @Inject(CommandDoor) private readonly door: CommandDoor,
    @Inject(CommandBus) private readonly bus: CommandBus,
  ) {}

  @Post()
  @Requires('planner', 'admin')
  @CommandOperation({
    vi: 'Ghi một hoặc tối đa 10.000 số liệu',
    en: 'Record one or up to 10,000 figures',
    notes: [BULK],
    answer: z.union([commandAnswer, contract.rowsAnswer]),
    status: 201,
    refusals: ['measurement_exists', 'rows_refused', 'duplicate_in_request', ...PLACE, ...FIGURE],
  })
  @ApiResponse({
    status: 200,
    description: 'dryRun, hoặc partial có dòng bị từ chối / dryRun, or partial with refused rows',
    standardSchema: contract.rowsAnswer as never,
  })
  record(
    @Received() request: CommandRequest,
    @ValidQuery(contract.recordOptions) query: contract.RecordOptions,
    // Documented by the schema, checked row by row.
    @Body({ schema: contract.recordMeasurements }) body: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const input = inputOf(body, query);
    if (input.kind === 'one') return this.door.send(request, reply, new RecordMeasurementCommand(request, input.measurement), 201, body);
    return this.door.answer(request, reply, body, async () => {
      const results = await this.bus.execute<RecordMeasurementsCommand, readonly RowResult[]>(
        new RecordMeasurementsCommand(request, input.rows, input.options),
      );
      return outcomeOf(results, input.options, languages, request.correlationId);
    });
  }

  @Post(':id/correction')
  @Requires('planner', 'admin')
  @CommandOperation({
    vi: 'Sửa số liệu',
    en: 'Correct a figure',
    answer: commandAnswer,
    refusals: ['reason_required', ...PRESENT, ...PLACE, ...FIGURE],
  })
  correct(
    @Received() request: CommandRequest,
    @ValidParams(contract.measurementPath) { id }: Path,
    @ValidBody(contract.correctMeasurement) body: contract.CorrectMeasurementRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ChangeMeasurementCommand(request, { kind: 'correct', ...keyOf(id), ...body }), 200, body);
  }

  @Post(':id/withdrawal')
  @Requires('planner', 'admin')
  @CommandOperation({ vi: 'Rút số liệu', en: 'Withdraw a figure', answer: commandAnswer, refusals: ['reason_required', ...PRESENT] })
  withdraw(
    @Received() request: CommandRequest,
    @ValidParams(contract.measurementPath) { id }: Path,
    @ValidBody(contract.withdrawMeasurement) body: { reason: string },
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ChangeMeasurementCommand(request, { kind: 'withdraw', ...keyOf(id), ...body }), 200, body);
  }

  @Post(':id/verification')
  @Requires('verifier', 'admin')
  @CommandOperation({
    vi: 'Xác nhận số liệu',
    en: 'Verify a figure',
    answer: commandAnswer,
    refusals: ['measurement_returned', ...PRESENT],
  })
  verify(
    @Received() request: CommandRequest,
    @ValidParams(contract.measurementPath) { id }: Path,
    @ValidBody(contract.verifyMeasurement) body: { note: string | null },
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ChangeMeasurementCommand(request, { kind: 'verify', ...keyOf(id), ...body }), 200, body);
  }

  @Post(':id/return')
  @Requires('verifier', 'admin')
  @CommandOperation({
    vi: 'Trả lại số liệu để sửa',
    en: 'Return a figure for correction',
    answer: commandAnswer,
    refusals: ['reason_required', ...PRESENT],
  })
  giveBack(
    @Received() request: CommandRequest,
    @ValidParams(contract.measurementPath) { id }: Path,
    @ValidBody(contract.returnMeasurement) body: { reason: string },
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new ChangeMeasurementCommand(request, { kind: 'return', ...keyOf(id), ...body }), 200, body);
  }
}

function keyOf(id: string): MeasurementKey {
  return measurementKeyOf(id) ?? lacking('measurement_unknown', { indicatorId: id, localityId: null, asOf: null, basis: null });
}

function outcomeOf(
  results: readonly RowResult[],
  options: contract.RecordOptions,
  languages: string | undefined,
  correlationId: string,
): Outcome {
  const answer = rowsAnswerOf(results);
  if (options.dryRun || answer.refused === 0) return { status: options.dryRun ? 200 : 201, body: answer, revision: null };
  if (options.partial && answer.recorded > 0) return { status: 200, body: answer, revision: null };
  return { status: 409, body: rowsRefused(answer, languageOf(languages), correlationId), revision: null };
}
