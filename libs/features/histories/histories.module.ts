import { Global, Module } from '@nestjs/common';
import { PRINT_HISTORY, TARGET_STORY } from '../http/target-evidence.js';
import { AccessesController } from './accesses.http.js';
import { AccessQueries } from './accesses.query.js';
import { DiffController } from './diff.http.js';
import { DiffQueries } from './diff.query.js';
import { FindingsController } from './findings.http.js';
import { FindingQueries } from './findings.query.js';
import { HistoriesController } from './histories.http.js';
import { HistoryQueries } from './histories.query.js';
import { HistoryDoor } from './history-door.js';
import { printHistory, targetStoryBy } from './target-story.js';

/** Global for the stories that evidence is made of. */
@Global()
@Module({
  controllers: [HistoriesController, AccessesController, FindingsController, DiffController],
  providers: [
    HistoryQueries,
    HistoryDoor,
    AccessQueries,
    FindingQueries,
    DiffQueries,
    { provide: TARGET_STORY, useFactory: targetStoryBy, inject: [HistoryQueries] },
    { provide: PRINT_HISTORY, useValue: printHistory },
  ],
  exports: [TARGET_STORY, PRINT_HISTORY],
})
export class HistoriesModule {}
