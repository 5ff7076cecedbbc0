import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/histories.audit.js';
import type { Page } from '../../contract/lists.js';
import type { Actor } from '../../domain/kernel/command.js';
import { Requires } from '../access/requires.js';
import { Caller, Received, type CommandRequest } from '../http/command-request.js';
import { Operation } from '../http/operation.js';
import { ReadsFrom } from '../http/read-after.js';
import { ValidQuery } from '../http/valid.js';
import { AccessQueries } from './accesses.query.js';

/** What is kept under watch, and who watched. */
@ApiTags('audit')
@Requires('auditor', 'admin')
@Controller('v1/audit')
export class AccessesController {
  constructor(@Inject(AccessQueries) private readonly queries: AccessQueries) {}

  @Get('accesses')
  @ReadsFrom('accesses', 'localities')
  @Operation({
    vi: 'Ai đã xem dữ liệu cá nhân, ai đã kết xuất tài liệu, khi nào, vì sao',
    en: 'Who read personal data, who took documents out, when, and why',
    answer: contract.accessPage,
  })
  accesses(@Caller() actor: Actor, @ValidQuery(contract.accessesQuery) query: contract.AccessesQuery): Promise<Page<contract.AccessItem>> {
    return this.queries.list(query, actor.locality);
  }

  @Get('contacts')
  @ReadsFrom('notifications', 'localities')
  @Operation({
    vi: 'Những người đăng ký nhận tin trong phạm vi của mình, kèm địa chỉ; lần xem được ghi lại',
    en: 'Who has subscribed within one’s scope, with addresses; the look is put on record',
    answer: contract.contactPage,
    refusals: ['reason_required', 'locality_unknown', 'locality_out_of_scope'],
  })
  contacts(
    @Received() request: CommandRequest,
    @ValidQuery(contract.contactsQuery) query: contract.ContactsQuery,
  ): Promise<Page<contract.ContactItem>> {
    return this.queries.contacts(request, query);
  }
}
