import { Module } from '@nestjs/common';
import { LocalityReadsController } from './localities.read.http.js';

@Module({ controllers: [LocalityReadsController] })
export class LocalityReadsModule {}
