import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/events.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import { Operation } from '../http/operation.js';
import { ValidQuery } from '../http/valid.js';
import { EventQueries } from './events.query.js';

@ApiTags('events')
@RequiresToken()
@Controller('v1/events')
export class EventReadsController {
  constructor(@Inject(EventQueries) private readonly queries: EventQueries) {}

  @Get()
  @Operation({
    vi: 'Lịch sử của một luồng: ai, lúc nào, vì sao',
    en: 'The history of a stream: who, when, why',
    answer: contract.eventsAnswer,
    refusals: ['stream_unknown', 'locality_out_of_scope'],
  })
  history(@Caller() actor: Actor, @ValidQuery(contract.eventsQuery) query: contract.EventsQuery): Promise<contract.EventsAnswer> {
    return this.queries.history(actor, query);
  }
}
