import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import * as contract from '../../contract/transparency.js';
import type { Actor } from '../../domain/kernel/command.js';
import { NATION } from '../../domain/locality/locality.events.js';
import { Open, Requires } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { LogQueries } from './log.query.js';
import { LogStatusQuery } from './log-status.query.js';
import { checkNation } from './whole-nation.js';

/** Proofs, keys and the state of the log, as JSON. */
@ApiTags('transparency')
@Controller(contract.LOG_PATH)
export class LogController {
  constructor(
    @Inject(LogQueries) private readonly queries: LogQueries,
    @Inject(LogStatusQuery) private readonly statuses: LogStatusQuery,
  ) {}

  @Get('keys')
  @Open()
  @Operation({
    vi: 'Khóa công khai của nhật ký và thời hạn',
    en: 'Public keys of the log and their times',
    answer: contract.keysAnswer,
    open: true,
  })
  keys(): Promise<contract.KeysAnswer> {
    return this.queries.keys();
  }

  @Get('proofs/inclusion')
  @Open()
  @Operation({
    vi: 'Bằng chứng một sự kiện nằm trong nhật ký (RFC 9162)',
    en: 'Proof that an event is in the log (RFC 9162)',
    answer: contract.inclusionAnswer,
    refusals: ['head_unknown', 'entry_unknown', 'log_range'],
    open: true,
  })
  inclusion(@ValidQuery(contract.inclusionQuery) query: contract.InclusionQuery): Promise<contract.InclusionAnswer> {
    return this.queries.inclusion(query);
  }

  @Get('proofs/consistency')
  @Open()
  @Operation({
    vi: 'Bằng chứng nhật ký sau chỉ nối thêm vào nhật ký trước (RFC 9162)',
    en: 'Proof that a later log only adds to an earlier one (RFC 9162)',
    answer: contract.consistencyAnswer,
    refusals: ['head_unknown', 'log_range', 'log_order'],
    open: true,
  })
  consistency(@ValidQuery(contract.consistencyQuery) query: contract.ConsistencyQuery): Promise<contract.ConsistencyAnswer> {
    return this.queries.consistency(query);
  }

  @Get('status')
  @Requires('auditor', 'leader', 'admin')
  @Operation({
    vi: 'Nhật ký dài bao nhiêu, chậm bao nhiêu, đầu mới nhất, sai khác đã thấy',
    en: 'How long the log is, how far behind, its last head, and what does not agree',
    answer: contract.logStatus,
    notes: [
      'Sai khác ở đâu, ai đã khép lại: chỉ cho người có phạm vi cả nước; người khác biết là có, và loại gì. / Where something differs and who settled it is for those whose scope is the whole country; others learn that it does, and of what kind.',
    ],
  })
  status(@Caller() { locality }: Actor): Promise<contract.LogStatus> {
    return this.statuses.status(locality === NATION);
  }

  @Get('events/:index')
  @Requires('auditor', 'admin')
  @Operation({
    vi: 'Sự kiện của một mục dạng chuẩn tắc (RFC 8785), kể cả khi mục chỉ mang mã băm của nó',
    en: 'The event of an entry in canonical form (RFC 8785), also where the entry holds only its hash',
    answer: z.looseObject({}),
    refusals: ['entry_unknown', 'log_diverged', 'locality_out_of_scope'],
  })
  async event(
    @Caller() actor: Actor,
    @ValidParams(contract.entryPath) { index }: { readonly index: number },
    @Res() reply: HttpReply,
  ): Promise<void> {
    checkNation(actor);
    const event = await this.queries.event(index);
    reply.header('content-type', 'application/json; charset=utf-8').code(200).send(event);
  }

  @Post('heads')
  @HttpCode(200)
  @Requires('auditor', 'admin')
  @Operation({
    vi: 'Ký ngay một đầu nhật ký gồm mọi sự kiện tới lúc này',
    en: 'Have a head signed now that covers every event so far',
    answer: contract.headAnswer,
    refusals: ['log_diverged', 'head_unsigned', 'locality_out_of_scope'],
  })
  publish(@Caller() actor: Actor): Promise<contract.HeadAnswer> {
    checkNation(actor);
    return this.queries.publish();
  }
}
