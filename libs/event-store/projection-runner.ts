import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { START, type EventBatch, type EventStore, type Position, type RecordedEvent } from './event-store.js';
import { PROJECTION_CHANNEL, type Projection } from './projection.js';
import { FaultyEvent, isTemporary, takeSingly } from './projection-faults.js';
import { rebuildProjection } from './projection-rebuild.js';
import { CheckpointMoved, moveCheckpoint, readCheckpoint, reportState, type StopReason } from './projection-tables.js';

/** What a projection runs on; `log` takes a sentence and facts. */
export interface RunnerParts {
  readonly store: EventStore;
  readonly sql: Sql;
  readonly projection: Projection;
  readonly log: { info(facts: object, sentence: string): void; warn(facts: object, sentence: string): void; error(facts: object, sentence: string): void };
}

const BATCH_SIZE = 2_000;
/** A checkpoint that only passes events of other projections is saved this often at most. */
const IDLE_SAVE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Keeps a projection up to date until `signal` aborts: fills it when its tables are missing or of another version, then
 * follows the store. A lost database or store is waited for. An event that it cannot take stops it for good, loudly and
 * exactly before that event; the caller's other projections go on.
 */
export async function runProjection(parts: RunnerParts, signal: AbortSignal): Promise<void> {
  const { projection, log } = parts;
  for (let pause = 50; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const found = await readCheckpoint(parts.sql, projection.name);
      if (found?.version !== projection.version) await fillAnew(parts, signal);
      await follow(parts, signal, () => (pause = 50));
    } catch (error) {
      if (signal.aborted) return;
      if (!isTemporary(error)) return stop(parts, error, signal);
      if (!(error instanceof CheckpointMoved)) log.warn({ projection: projection.name, error: String(error) }, 'projection waits for the database or the event store');
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
}

async function fillAnew(parts: RunnerParts, signal: AbortSignal): Promise<void> {
  await reportState(parts.sql, parts.projection.name, 'rebuilding');
  await rebuildProjection({ ...parts, signal });
}

async function follow(parts: RunnerParts, signal: AbortSignal, moved: () => void): Promise<void> {
  const { store, sql, projection } = parts;
  let saved = (await readCheckpoint(sql, projection.name))?.position ?? START;
  await reportState(sql, projection.name, 'running');
  let [savedAt, passed]: [number, Position | null] = [0, null];
  const save = async (batch: Pick<EventBatch, 'events' | 'through'>): Promise<void> => {
    saved = await take(parts, batch, saved);
    [savedAt, passed] = [Date.now(), null];
  };
  const batches = store.subscribe({ from: saved, filter: { categories: projection.categories }, batchSize: BATCH_SIZE, signal })[Symbol.asyncIterator]();
  try {
    for (let next = batches.next(); ; ) {
      const found: IteratorResult<EventBatch> | null = await (passed === null ? next : Promise.race([next, idle()]));
      if (found?.done) return;
      if (found === null) {
        if (passed !== null) await save({ events: [], through: passed });
        continue;
      }
      const { events, through }: EventBatch = found.value;
      if (!signal.aborted && through !== saved) {
        if (events.length > 0 || Date.now() - savedAt > IDLE_SAVE_MS) await save({ events, through });
        else await tell(sql, projection.name, (passed = through));
        moved();
      }
      next = batches.next();
    }
  } finally {
    void batches.return?.();
  }
}

const idle = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), IDLE_SAVE_MS).unref());

/** Readers learn at once that there is nothing to wait for; saving it can wait, but not for ever: who starts later hears no word. */
const tell = (sql: Sql, name: string, position: Position): Promise<unknown> => sql`select pg_notify(${PROJECTION_CHANNEL}, ${`${name} ${position}`})`;

/** Applies a batch; when it fails for good, event by event, so that everything before the faulty one is kept. */
async function take(parts: RunnerParts, { events, through }: Pick<EventBatch, 'events' | 'through'>, at: Position): Promise<Position> {
  try {
    return await commit(parts, events, at, through);
  } catch (error) {
    if (isTemporary(error) || events.length === 0) throw error;
  }
  return takeSingly(events, at, (event, from) => commit(parts, [event], from, event.position));
}

async function commit({ sql, projection }: RunnerParts, events: readonly RecordedEvent[], from: Position, to: Position): Promise<Position> {
  const { name } = projection;
  await sql.begin(async (tx) => {
    await moveCheckpoint(tx, name, from, to);
    if (events.length > 0) await projection.apply(tx, name, events);
    await tx`select pg_notify(${PROJECTION_CHANNEL}, ${`${name} ${to}`})`;
  });
  return to;
}

async function stop({ sql, projection, log }: RunnerParts, error: unknown, signal: AbortSignal): Promise<void> {
  const event = error instanceof FaultyEvent ? error.event : null;
  const reason: StopReason = {
    message: error instanceof Error ? error.message : String(error),
    stream: event?.stream ?? null,
    revision: event?.revision ?? null,
    type: event?.type ?? null,
    position: event?.position ?? null,
  };
  log.error({ projection: projection.name, ...reason }, 'projection stopped: it cannot take an event');
  while (!signal.aborted) {
    const told = await reportState(sql, projection.name, 'stopped', reason).then(() => true, () => false);
    if (told) return;
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
}
