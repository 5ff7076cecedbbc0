import { Module } from '@nestjs/common';
import { SetEscalationChainHandler } from './escalation.handler.js';
import { EscalationController } from './escalation.http.js';

@Module({ controllers: [EscalationController], providers: [SetEscalationChainHandler] })
export class EscalationModule {}
