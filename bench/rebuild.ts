import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';
import { progressProjection } from '../libs/features/progress/progress.projection.js';
import { benchDatabase } from './database.js';
import { cursorRead, generate } from './generated.js';
import { watchMemory } from './memory.js';
import { note, report } from './report.js';

/** Rebuild of the progress model against a plain cursor read of the same rows. */
export async function benchRebuild({ months = 60, indicators = 10 } = {}): Promise<void> {
  const database = await benchDatabase();
  const store = await openPostgresEventStore({ url: database.url });
  try {
    const events = await generate(database.sql, { indicators, months });
    const plain = await cursorRead(database.sql);
    const memory = watchMemory();
    const started = performance.now();
    const phases = new Map<string, number>();
    await rebuildProjection({
      store,
      sql: database.sql,
      projection: progressProjection,
      onProgress: ({ phase }) => phases.has(phase) || phases.set(phase, performance.now()),
    });
    const seconds = (performance.now() - started) / 1000;
    report({
      name: `rebuild of progress, ${events.toLocaleString('en')} measurements`,
      ours: events / seconds,
      peer: 'cursor read',
      theirs: plain,
      unit: 'events/s',
      goal: { op: '>=', ratio: 0.25 },
    });
    note(
      '  of it finishing (index, figures completed, every target evaluated), s',
      ((phases.get('swapping')! - phases.get('finishing')!) / 1000).toFixed(1),
    );
    note('  resident memory while rebuilding, MB (start, half, peak)', memory.stop());
  } finally {
    await store.close();
    await database.close();
  }
}
