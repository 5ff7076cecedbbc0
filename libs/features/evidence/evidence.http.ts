import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/evidence.js';
import { targetPath } from '../../contract/targets.commands.js';
import { Requires } from '../access/requires.js';
import { commandRequestOf } from '../http/command-request.js';
import type { HttpReply, HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { positionIn } from '../http/position-header.js';
import { READ_AFTER } from '../http/read-after.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { EvidenceDoor } from './evidence-door.js';

@ApiTags('audit')
@Requires('auditor', 'admin')
@Controller('v1/targets/:id/evidence')
export class EvidenceController {
  constructor(@Inject(EvidenceDoor) private readonly door: EvidenceDoor) {}

  @Get()
  @ApiHeader(READ_AFTER)
  @Operation({
    vi: 'Gói bằng chứng của một mục tiêu: sự kiện, bằng chứng trong nhật ký, đầu nhật ký đã ký, số liệu như đã hiển thị, trang in, hướng dẫn kiểm tra',
    en: 'The evidence bundle of a target: events, proofs, signed heads, the figures as shown, a printed page, how to check it',
    answer: contract.evidenceBundle,
    refusals: ['target_unknown', 'locality_out_of_scope', 'reason_required', 'head_unsigned'],
    notes: [
      'Kiểm tra không cần máy chủ: `tiendo verify gói.zip --key KHÓA`. Mỗi lần lấy gói được ghi vào lịch sử, kèm lý do. / Checked without a server: `tiendo verify bundle.zip --key KEY`. Every bundle taken is put on record, with its reason.',
    ],
  })
  async bundle(
    @ValidParams(targetPath) { id }: { readonly id: string },
    @ValidQuery(contract.evidenceQuery) { asOf, knownAt, earlier, reason }: contract.EvidenceQuery,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const asked = { targetId: id, asOf, knownAt, earlier, after: positionIn(request, 'X-Read-After') };
    const { bytes, through } = await this.door.handOut(commandRequestOf(request), asked, reason);
    reply
      .code(200)
      .header('content-type', 'application/zip')
      .header('x-read-position', through)
      .header('content-disposition', `attachment; filename="target-${id}-${through.replace('/', '-')}.zip"`)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }
}
