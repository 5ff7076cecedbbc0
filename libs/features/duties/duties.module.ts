import { Module } from '@nestjs/common';
import { DutiesController } from './duties.read.http.js';

@Module({ controllers: [DutiesController] })
export class DutiesModule {}
