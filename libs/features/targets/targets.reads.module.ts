import { Module } from '@nestjs/common';
import { TargetReadsController } from './targets.read.http.js';

@Module({ controllers: [TargetReadsController] })
export class TargetReadsModule {}
