import { Module } from '@nestjs/common';
import { LocalityQueries } from './localities.query.js';
import { LocalityReadsController } from './localities.read.http.js';

@Module({ controllers: [LocalityReadsController], providers: [LocalityQueries] })
export class LocalityReadsModule {}
