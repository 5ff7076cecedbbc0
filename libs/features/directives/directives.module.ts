import { Module } from '@nestjs/common';
import { RegisterDirectiveHandler } from './directives.handler.js';
import { DirectiveCommandsController } from './directives.http.js';

@Module({ controllers: [DirectiveCommandsController], providers: [RegisterDirectiveHandler] })
export class DirectivesModule {}
