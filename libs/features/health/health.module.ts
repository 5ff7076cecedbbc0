import { Module } from '@nestjs/common';
import { HealthController } from './health.http.js';
import { HealthQueries } from './health.query.js';
import { Metrics } from './metrics.js';

@Module({ controllers: [HealthController], providers: [HealthQueries, Metrics] })
export class HealthModule {}
