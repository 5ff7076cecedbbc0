import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '../../contract/lists.js';
import { knownQuery, type KnownQuery } from '../../contract/fields.js';
import { measurementKeyOf } from '../../contract/measurement-id.js';
import { measurementPath } from '../../contract/measurements.commands.js';
import * as contract from '../../contract/measurements.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { lacking } from '../../domain/kernel/errors.js';
import { LocalityScope } from '../access/locality-scope.js';
import { RequiresToken } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { At, type Reading } from '../http/reading.js';
import { ReadsKnown } from '../http/reads-known.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { MeasurementQueries } from './measurements.query.js';

@ApiTags('measurements')
@RequiresToken()
@ReadsKnown('progress', 'indicators', 'localities', 'directives')
@Controller('v1/measurements')
export class MeasurementReadsController {
  constructor(@Inject(LocalityScope) private readonly scope: LocalityScope) {}

  @Get()
  @Operation({
    vi: 'Số liệu trong phạm vi của người hỏi',
    en: 'Measurements within the scope of who asks',
    answer: contract.measurementPage,
    refusals: ['locality_unknown', 'locality_out_of_scope'],
  })
  async list(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidQuery(contract.measurementsQuery) query: contract.MeasurementsQuery,
  ): Promise<Page<contract.MeasurementItem>> {
    return new MeasurementQueries(at.sql).list(query, actor.locality);
  }

  @Get(':id')
  @Operation({
    vi: 'Một số liệu và các phiên bản của nó',
    en: 'A measurement and its versions',
    answer: contract.measurementDetail,
    refusals: ['measurement_unknown', 'locality_out_of_scope'],
  })
  async one(
    @At() at: Reading,
    @Caller() actor: Actor,
    @ValidParams(measurementPath) { id }: { id: string },
    @ValidQuery(knownQuery) _query: KnownQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<contract.MeasurementDetail> {
    const key = measurementKeyOf(id) ?? lacking('measurement_unknown', { indicatorId: id, localityId: null, asOf: null, basis: null });
    await this.scope.check(actor, key.localityId);
    const found = await new MeasurementQueries(at.sql).one(key);
    reply.header('etag', `"${found.streamRevision}"`);
    return found;
  }
}
