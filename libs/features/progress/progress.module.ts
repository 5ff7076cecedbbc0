import { Global, Module } from '@nestjs/common';
import { TARGET_VERDICTS } from '../http/target-verdicts.js';
import { SQL } from '../http/tokens.js';
import { ProgressController } from './progress.read.http.js';
import { targetVerdicts } from './verdicts.js';

/** Global for the verdicts that other tables of targets count. */
@Global()
@Module({
  controllers: [ProgressController],
  providers: [{ provide: TARGET_VERDICTS, useFactory: targetVerdicts, inject: [SQL] }],
  exports: [TARGET_VERDICTS],
})
export class ProgressModule {}
