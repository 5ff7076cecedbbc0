import { Module } from '@nestjs/common';
import { LogController } from './log.http.js';
import { LogFilesController } from './log-files.http.js';
import { LogQueries } from './log.query.js';
import { LogStatusQuery } from './log-status.query.js';

@Module({ controllers: [LogFilesController, LogController], providers: [LogQueries, LogStatusQuery] })
export class TransparencyModule {}
