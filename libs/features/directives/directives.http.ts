import { Body, Controller, Headers, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { commandAnswer } from '../../contract/answers.js';
import * as contract from '../../contract/directives.commands.js';
import { directivePath } from '../../contract/directives.reads.js';
import type { LastReading } from '../../domain/directive/directive.state.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { Handled } from '../../event-store/command-handling.js';
import { FormatError } from '../../formats/extract-text.js';
import { Requires } from '../access/requires.js';
import { CommandDoor, type Outcome } from '../http/command-door.js';
import { Received, type CommandRequest } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { languageOf } from '../http/language.js';
import { CommandOperation } from '../http/operation.js';
import { ValidBody, ValidParams, ValidQuery } from '../http/valid.js';
import {
  DescribeDirectiveCommand,
  JudgeDirectiveCommand,
  ReadDirectiveCommand,
  RegisterDirectiveCommand,
  UploadDirectiveCommand,
} from './directives.command.js';
import { formatProblem } from './format-problem.js';
import { READER_VERSION } from './reader.js';
import { Readings } from './readings.js';
import type { Uploaded } from './upload.handler.js';
import { UploadNotes } from './upload-notes.js';
import { directiveInputOf, type TextInput } from './upload-input.js';

/** How long a sender waits for the proposals of a short text; a longer one is answered 202 and asked after. */
const PATIENCE_MS = 1_500;

const HEAD = ['issued_on_malformed', 'locality_unknown', 'directive_differs'];
const FILES =
  'Tệp gửi nguyên làm nội dung yêu cầu (txt, md, docx, pdf có lớp chữ, html), kèm `localityId` và `fileName` trên địa chỉ. Cùng một nội dung là cùng một văn bản: 200. Văn bản dài: 202, hỏi tiếp ở `GET …/reading`. / ' +
  'A file is sent as the body itself (txt, md, docx, pdf with a text layer, html), with `localityId` and `fileName` in the address. The same text is the same directive: 200. A long text: 202, ask on at `GET …/reading`.';

interface Path {
  readonly id: string;
}

@ApiTags('directives')
@Requires('planner', 'admin')
@Controller('v1/directives')
export class DirectiveCommandsController {
  constructor(
    @Inject(CommandDoor) private readonly door: CommandDoor,
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Readings) private readonly readings: Readings,
    @Inject(UploadNotes) private readonly notes: UploadNotes,
  ) {}

  @Post()
  @CommandOperation({
    vi: 'Tải văn bản chỉ đạo lên, hoặc chỉ đăng ký',
    en: 'Upload a directive, or register its facts alone',
    notes: [FILES],
    answer: z.union([contract.uploadAnswer, commandAnswer]),
    status: 201,
    refusals: [...HEAD, 'sha256_malformed', 'text_required', 'text_too_long', 'text_of_another_directive', 'directive_withdrawn'],
  })
  @ApiResponse({ status: 200, description: 'đã có / known already', standardSchema: contract.uploadAnswer as never })
  @ApiResponse({ status: 202, description: 'đang đọc / being read', standardSchema: contract.uploadAnswer as never })
  async add(
    @Received() request: CommandRequest,
    @ValidQuery(contract.fileQuery) query: contract.FileQuery,
    // Documented by the schema, told apart by what it has.
    @Body({ schema: contract.newDirective }) body: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    try {
      const input = await directiveInputOf(body, query);
      if (input.kind === 'text') return await this.door.answer(request, reply, body, () => this.upload(request, input));
      // From the command id, so that a retry finds the same stream.
      const directiveId = input.facts.directiveId ?? uuidV5(request.commandId, 'directive');
      return await this.door.send(request, reply, new RegisterDirectiveCommand(request, { ...input.facts, directiveId }), 201, body);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      await this.door.answer(request, reply, body, () =>
        Promise.resolve(formatProblem(error, languageOf(languages), request.correlationId)),
      );
    }
  }

  @Post(':id/description')
  @CommandOperation({
    vi: 'Sửa số hiệu, loại, cơ quan, ngày, trích yếu, địa phương',
    en: 'Correct number, kind, issuer, dates, title and locality',
    answer: commandAnswer,
    refusals: ['directive_unknown', 'reason_required', 'issued_on_malformed', 'directive_has_outcomes', 'locality_unknown'],
  })
  describe(
    @Received() request: CommandRequest,
    @ValidParams(directivePath) { id }: Path,
    @ValidBody(contract.describeDirective) body: contract.DescribeDirectiveRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new DescribeDirectiveCommand(request, { directiveId: id, ...body }), 200, body);
  }

  @Post(':id/withdrawal')
  @CommandOperation({
    vi: 'Rút văn bản: tải nhầm, bị thu hồi hay thay thế; mục tiêu và số liệu đã lập từ đó vẫn giữ',
    en: 'Withdraw a directive uploaded by mistake, recalled or replaced; what came of it stands',
    answer: commandAnswer,
    refusals: ['directive_unknown', 'reason_required', 'outcomes_remain'],
  })
  withdraw(
    @Received() request: CommandRequest,
    @ValidParams(directivePath) { id }: Path,
    @ValidBody(contract.withdrawDirective) body: contract.WithdrawDirectiveRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new JudgeDirectiveCommand(request, 'withdraw', id, body.reason, body.confirm), 200, body);
  }

  @Post(':id/reinstatement')
  @CommandOperation({
    vi: 'Khôi phục văn bản đã rút',
    en: 'Take the withdrawal of a directive back',
    answer: commandAnswer,
    refusals: ['directive_unknown', 'reason_required'],
  })
  reinstate(
    @Received() request: CommandRequest,
    @ValidParams(directivePath) { id }: Path,
    @ValidBody(contract.judgeDirective) body: contract.JudgeDirectiveRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    return this.door.send(request, reply, new JudgeDirectiveCommand(request, 'reinstate', id, body.reason), 200, body);
  }

  @Post(':id/reading')
  @CommandOperation({
    vi: 'Đọc (lại) văn bản bằng phiên bản máy đọc hiện tại; chỉ thêm đề xuất mới',
    en: 'Read the text (again) by the present reader; adds only what is new',
    answer: contract.readingAnswer,
    refusals: ['directive_unknown', 'directive_without_text', 'directive_withdrawn'],
  })
  @ApiResponse({ status: 202, description: 'đang đọc / being read', standardSchema: contract.readingAnswer as never })
  read(@Received() request: CommandRequest, @ValidParams(directivePath) { id }: Path, @Res() reply: HttpReply): Promise<void> {
    return this.door.answer(request, reply, {}, async () => {
      const found = await this.bus.execute<ReadDirectiveCommand, Handled & { readonly reading: LastReading | null }>(
        new ReadDirectiveCommand(request, id),
      );
      const { answer } = await this.reading(request, id, found.reading);
      return { status: answer.state === 'done' ? 200 : 202, body: answer, revision: null };
    });
  }

  private async upload(request: CommandRequest, { upload, notes }: TextInput): Promise<Outcome> {
    const { id, stream, sha256, isNew, directive, ...written } = await this.bus.execute<UploadDirectiveCommand, Uploaded>(
      new UploadDirectiveCommand(request, upload),
    );
    const { answer, handled } = await this.reading(request, id, directive?.reading ?? null);
    const { revision, position } = handled ?? written;
    const all = [...notes, ...(await this.notes.of(request, id, upload.localityId))];
    const body: contract.UploadAnswer = { id, stream, revision, position, textSha256: sha256, notes: all, reading: answer };
    const status = answer.state !== 'done' ? 202 : isNew ? 201 : 200;
    return { status, body, revision };
  }

  /** Reads what the present reader has not read, and waits for a while. */
  private async reading(
    request: CommandRequest,
    id: string,
    known: LastReading | null,
  ): Promise<{ answer: contract.ReadingAnswer; handled: Handled | null }> {
    if (known?.isComplete && known.readerVersion === READER_VERSION)
      return { answer: this.readings.stateOf(id, known, undefined), handled: null };
    const run = this.readings.ask(id, request);
    const handled = await Promise.race([run.done, sleep(PATIENCE_MS, null, { ref: false })]);
    const reading = handled ? { readerVersion: READER_VERSION, isComplete: true } : known;
    return { answer: this.readings.stateOf(id, reading, run), handled };
  }
}
