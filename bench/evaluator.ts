import postgres, { type Sql } from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectionsOn } from '../apps/projector/projections.js';
import { startProjector, type Projector } from '../apps/projector/start-projector.js';
import type { CivilDate } from '../libs/domain/kernel/civil-date.js';
import { comparePositions, type EventStore } from '../libs/event-store/event-store.js';
import { readCheckpoint } from '../libs/event-store/projection-tables.js';
import { EVALUATOR_NAME } from '../libs/features/alerts/evaluator/alert-evaluator.js';
import { recordDays } from '../libs/features/alerts/evaluator/keep-days.js';
import type { BenchDatabase } from './database.js';

const QUIET = { info: () => {}, warn: () => {}, error: console.error };

export interface Running {
  readonly sql: Sql;
  readonly store: EventStore;
  readonly projector: Projector;
}

/** A projector in this process, on a day before the first that is measured. */
export async function startEvaluator(database: BenchDatabase, store: EventStore): Promise<Running> {
  const sql = postgres(database.url, { max: 24, onnotice: () => {} });
  const today = (): CivilDate => '2021-04-09';
  const projector = await startProjector({ store, sql, log: QUIET, projections: projectionsOn(store, sql), today });
  await caughtUp(sql, store);
  return { sql, store, projector };
}

/** Milliseconds until all that follows from a day, and from those before it, is on record. */
export async function beginDay({ sql, store }: Pick<Running, 'sql' | 'store'>, day: CivilDate): Promise<number> {
  const started = performance.now();
  await recordDays({ store, today: () => day, log: QUIET });
  await caughtUp(sql, store);
  return performance.now() - started;
}

async function caughtUp(sql: Sql, store: EventStore): Promise<void> {
  for (let head = ''; head !== (await store.head());) {
    head = await store.head();
    for (;;) {
      const at = await readCheckpoint(sql, EVALUATOR_NAME);
      if (at && at.position !== 'swapped' && comparePositions(at.position, head) >= 0) break;
      await sleep(5);
    }
  }
}
