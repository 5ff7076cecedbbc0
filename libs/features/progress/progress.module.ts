import { Module } from '@nestjs/common';
import { ProgressController } from './progress.read.http.js';

@Module({ controllers: [ProgressController] })
export class ProgressModule {}
