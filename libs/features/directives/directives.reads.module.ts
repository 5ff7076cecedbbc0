import { Module } from '@nestjs/common';
import { DirectiveQueries } from './directives.query.js';
import { DirectiveReadsController } from './directives.read.http.js';

@Module({ controllers: [DirectiveReadsController], providers: [DirectiveQueries] })
export class DirectiveReadsModule {}
