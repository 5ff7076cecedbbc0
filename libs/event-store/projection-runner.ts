import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { StoreUnavailable } from './errors.js';
import type { EventBatch, EventStore, Position, RecordedEvent } from './event-store.js';
import { isPassing } from './postgres/connection.js';
import { PROJECTION_CHANNEL, type Projection } from './projection.js';
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
const IDLE_SAVE_MS = 100;
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
  let at = (await readCheckpoint(sql, projection.name))?.position ?? '0';
  await reportState(sql, projection.name, 'running');
  let savedAt = 0;
  for await (const batch of store.subscribe({ from: at, filter: { categories: projection.categories }, batchSize: BATCH_SIZE, signal })) {
    if (signal.aborted || batch.through === at) continue;
    const wait = batch.events.length > 0 ? 0 : savedAt + IDLE_SAVE_MS - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {});
    at = await take(parts, batch, at);
    savedAt = Date.now();
    moved();
  }
}

/** Applies a batch; when it fails for good, event by event, so that everything before the faulty one is kept. */
async function take(parts: RunnerParts, batch: EventBatch, at: Position): Promise<Position> {
  try {
    return await commit(parts, batch.events, at, batch.through);
  } catch (error) {
    if (isTemporary(error) || batch.events.length < 2) throw markedWith(error, batch.events[0]);
  }
  let reached = at;
  for (const event of batch.events) {
    reached = await commit(parts, [event], reached, event.position).catch((error: unknown) => {
      throw isTemporary(error) ? error : markedWith(error, event);
    });
  }
  return reached;
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

/** An error that came with one event. */
class FaultyEvent extends Error {
  constructor(
    readonly event: RecordedEvent,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

function markedWith(error: unknown, event: RecordedEvent | undefined): unknown {
  return isTemporary(error) || !event ? error : new FaultyEvent(event, error);
}

function isTemporary(error: unknown): boolean {
  return error instanceof CheckpointMoved || error instanceof StoreUnavailable || isPassing(error);
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
