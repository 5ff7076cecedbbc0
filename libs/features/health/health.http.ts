import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import * as contract from '../../contract/health.js';
import { Open } from '../access/requires.js';
import type { HttpReply } from '../http/http-request.js';
import { Operation } from '../http/operation.js';
import { HealthQueries } from './health.query.js';
import { Metrics } from './metrics.js';

@ApiTags('health')
@Open()
@Controller()
export class HealthController {
  constructor(
    @Inject(HealthQueries) private readonly health: HealthQueries,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Operation({ vi: 'Tiến trình còn sống', en: 'The process is alive', answer: contract.live, open: true })
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Operation({
    vi: 'Kho sự kiện, cơ sở dữ liệu và các bảng đọc; 503 khi chưa phục vụ được',
    en: 'Event store, database and read tables; 503 while it cannot serve',
    answer: contract.ready,
    open: true,
  })
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<contract.Ready> {
    const found = await this.health.ready();
    reply.code(found.status === 'unavailable' ? 503 : 200).header('cache-control', 'no-store');
    return found;
  }

  @Get('metrics')
  @Operation({ vi: 'Số đo cho Prometheus', en: 'Figures for Prometheus', answer: z.string(), open: true })
  async scrape(@Res({ passthrough: true }) reply: HttpReply): Promise<string> {
    reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.text();
  }
}
