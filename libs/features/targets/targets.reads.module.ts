import { Module } from '@nestjs/common';
import { TargetQueries } from './targets.query.js';
import { TargetReadsController } from './targets.read.http.js';

@Module({ controllers: [TargetReadsController], providers: [TargetQueries] })
export class TargetReadsModule {}
