import type { EventStore, RecordedEvent } from '../../../event-store/event-store.js';
import type { Projection } from '../../../event-store/projection.js';
import type { RollUps } from '../../http/roll-ups.js';
import { EvaluatorBatch, type Group, type Kind } from './evaluator-batch.js';
import { createEvaluatorTables, readTaken, writeTaken } from './evaluator.tables.js';
import { KnownWorld, WORLD_CATEGORIES } from './known-world.js';
import { ReportsOwed } from './owed-reports.js';

/** Of the projection, and of its schema. */
export const EVALUATOR_NAME = 'evaluator';

export interface EvaluatorParts {
  readonly store: EventStore;
  readonly rollUps: RollUps;
}

/**
 * Raises, changes, escalates and resolves alerts as facts come in and days begin. It runs as a projection does, and beside its own
 * tables it appends to the alert streams: before its transaction commits, under ids that a repetition repeats, so that a kill
 * between the two neither loses nor doubles anything. Filled anew, it takes over what the streams say and appends nothing;
 * every pair is looked at once afterwards.
 */
export function alertEvaluator({ store, rollUps }: EvaluatorParts): Projection {
  const world = new KnownWorld(store);
  const parts = { store, rollUps, reports: new ReportsOwed(() => world.workingDays) };
  return {
    name: EVALUATOR_NAME,
    version: 8,
    categories: ['calendar', ...WORLD_CATEGORIES, 'target', 'measurement', 'alert'],
    createTables: createEvaluatorTables,
    async apply(tx, schema, events) {
      const [first, last] = [events[0], events.at(-1)];
      if (!first || !last) return;
      const place = { tx, schema, isLive: schema === EVALUATOR_NAME };
      const { day, through } = await readTaken(place);
      await world.beAt(through);
      const batch = new EvaluatorBatch(place, parts, world, day);
      await batch.takeUp({ ...first, position: through });
      for (const group of grouped(events)) await batch.take(group);
      await writeTaken(place, { day: batch.day, through: last.position });
      world.leaveAt(last.position);
    },
  };
}

const KINDS: Readonly<Record<string, Kind>> = { calendar: 'day', measurement: 'measurement', target: 'target', alert: 'alert' };

/** Runs of events of one kind, in order. A day stands alone. */
function grouped(events: readonly RecordedEvent[]): readonly Group[] {
  const groups: { kind: Kind; events: RecordedEvent[] }[] = [];
  for (const event of events) {
    const kind = KINDS[event.stream.slice(0, event.stream.indexOf('-'))] ?? 'world';
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== 'day') last.events.push(event);
    else groups.push({ kind, events: [event] });
  }
  return groups;
}
