import { Global, Module } from '@nestjs/common';
import { TARGET_PROGRESS } from '../http/target-evidence.js';
import { TARGET_VERDICTS } from '../http/target-verdicts.js';
import { ProgressController } from './progress.read.http.js';
import { targetProgress } from './target-progress.query.js';
import { targetVerdicts } from './verdicts.js';

/** Global for the verdicts that other tables of targets count. */
@Global()
@Module({
  controllers: [ProgressController],
  providers: [
    { provide: TARGET_VERDICTS, useValue: targetVerdicts },
    { provide: TARGET_PROGRESS, useValue: targetProgress },
  ],
  exports: [TARGET_VERDICTS, TARGET_PROGRESS],
})
export class ProgressModule {}
