import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as contract from '../../contract/transparency.js';
import type { Actor } from '../../domain/kernel/command.js';
import { TILE_WIDTH } from '../../transparency/tile-ids.js';
import { Open, Requires } from '../access/requires.js';
import { Caller } from '../http/command-request.js';
import { headerOf, type HttpReply, type HttpRequest } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { LogQueries } from './log.query.js';
import { checkNation } from './whole-nation.js';

const compress = promisify(gzip);

/** A file of the log never changes; what a token opens is for its bearer's cache alone. */
const FOR_EVER = 'max-age=31536000, immutable';

/** The log as C2SP tlog-tiles serves it: static bytes that any of its clients reads. */
@ApiTags('transparency')
@Controller(contract.LOG_PATH)
export class LogFilesController {
  constructor(@Inject(LogQueries) private readonly queries: LogQueries) {}

  @Get('checkpoint')
  @Open()
  @Operation({
    vi: 'Đầu nhật ký mới nhất, đã ký',
    en: 'The last signed head of the log',
    answer: contract.checkpoint,
    refusals: ['head_unknown'],
    open: true,
  })
  async checkpoint(@Res() reply: HttpReply): Promise<void> {
    const { note } = await this.queries.head();
    reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', 'no-cache').code(200).send(note);
  }

  @Get('tile/entries/*')
  @Requires('auditor', 'admin')
  @Operation({
    vi: 'Gói các mục, mỗi mục là một sự kiện (C2SP tlog-tiles)',
    en: 'A bundle of entries, each an event (C2SP tlog-tiles)',
    answer: contract.tileBytes,
    refusals: ['tile_unknown', 'locality_out_of_scope'],
    notes: ['Chỉ cho người có phạm vi cả nước. / Only for those whose scope is the whole country.'],
  })
  async entries(@Caller() actor: Actor, @Req() request: HttpRequest, @Res() reply: HttpReply): Promise<void> {
    checkNation(actor);
    const { bytes } = await this.queries.file(fileOf(request));
    reply
      .header('content-type', 'application/octet-stream')
      .header('cache-control', `private, ${FOR_EVER}`)
      .header('vary', 'accept-encoding');
    const isZipped = /\bgzip\b/.test(headerOf(request, 'accept-encoding') ?? '');
    if (isZipped) reply.header('content-encoding', 'gzip');
    reply.code(200).send(isZipped ? await compress(bytes, { level: 5 }) : asBuffer(bytes));
  }

  @Get('tile/*')
  @Open()
  @Operation({
    vi: 'Ô băm của cây Merkle (C2SP tlog-tiles)',
    en: 'A tile of hashes of the Merkle tree (C2SP tlog-tiles)',
    answer: contract.tileBytes,
    refusals: ['tile_unknown'],
    open: true,
  })
  async tile(@Req() request: HttpRequest, @Res() reply: HttpReply): Promise<void> {
    const { tile, bytes } = await this.queries.file(fileOf(request));
    const lasting = tile.width === TILE_WIDTH ? FOR_EVER : 'max-age=86400';
    reply.header('content-type', 'application/octet-stream').header('cache-control', `public, ${lasting}`).code(200).send(asBuffer(bytes));
  }
}

/** As it was sent: one file has one spelling. */
function fileOf({ url }: HttpRequest): string {
  return (url.split('?', 1)[0] ?? '').slice(`/${contract.LOG_PATH}/`.length);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
