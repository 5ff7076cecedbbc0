import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { START, type EventBatch, type EventStore, type Position, type RecordedEvent } from './event-store.js';
import { PROJECTION_CHANNEL, type Projection } from './projection.js';
import { FaultyEvent, isForGood, isTemporary, takeSingly } from './projection-faults.js';
import { rebuildProjection } from './projection-rebuild.js';
import { CheckpointMoved, moveCheckpoint, readCheckpoint, reportState, type StopReason } from './projection-tables.js';

/** What a projection runs on; `log` takes a sentence and facts. */
export interface RunnerParts {
  readonly store: EventStore;
  readonly sql: Sql;
  readonly projection: Projection;
  readonly log: {
    info(facts: object, sentence: string): void;
    warn(facts: object, sentence: string): void;
    error(facts: object, sentence: string): void;
  };
}

const BATCH_SIZE = 2_000;
/** A checkpoint that only passes events of other projections is saved this often at most while they keep coming, and once they rest. */
const SAVE_EVERY_MS = 250;
const REST_MS = 40;
const LONGEST_PAUSE_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Keeps a projection up to date until `signal` aborts: fills it when its tables are missing or of another version, then
 * follows the store. A lost database or store is waited for, and what a database refuses for its own reasons is tried again, with
 * health saying why. An event that it cannot take stops it, loudly and exactly before that event, until somebody else puts other
 * tables in place; the caller's other projections go on.
 */
export async function runProjection(parts: RunnerParts, signal: AbortSignal): Promise<void> {
  const { projection, log } = parts;
  const held = { isUp: false };
  for (let pause = 50; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const found = await readCheckpoint(parts.sql, projection.name);
      if (found?.version !== projection.version) {
        await fillAnew(parts, signal);
        held.isUp = false;
      }
      await follow(parts, signal, held, () => (pause = 50));
    } catch (error) {
      if (signal.aborted) return;
      if (isForGood(error)) {
        await standStill(parts, error, signal);
        [held.isUp, pause] = [false, 50];
        continue;
      }
      if (!isTemporary(error)) {
        held.isUp = true;
        await tellWhy(parts, error);
      } else if (!(error instanceof CheckpointMoved))
        log.warn({ projection: projection.name, error: String(error) }, 'projection waits for the database or the event store');
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
}

async function fillAnew(parts: RunnerParts, signal: AbortSignal): Promise<void> {
  await reportState(parts.sql, parts.projection.name, 'rebuilding');
  await rebuildProjection({ ...parts, signal });
}

/** `held.isUp`: health says why it is held up, until a batch has gone through. */
async function follow(parts: RunnerParts, signal: AbortSignal, held: { isUp: boolean }, moved: () => void): Promise<void> {
  const { store, sql, projection } = parts;
  let saved = (await readCheckpoint(sql, projection.name))?.position ?? START;
  if (!held.isUp) await reportState(sql, projection.name, 'running');
  let [savedAt, passed]: [number, Position | null] = [0, null];
  const save = async (batch: Pick<EventBatch, 'events' | 'through'>): Promise<void> => {
    saved = await take(parts, batch, saved);
    [savedAt, passed] = [Date.now(), null];
  };
  // `return` would wait behind a `next` that is under way, for ever when nothing more comes.
  const left = new AbortController();
  const options = { from: saved, filter: { categories: projection.categories }, batchSize: BATCH_SIZE };
  const batches = store.subscribe({ ...options, signal: AbortSignal.any([signal, left.signal]) })[Symbol.asyncIterator]();
  try {
    for (let next = batches.next(); ;) {
      const found: IteratorResult<EventBatch> | null = await (passed === null ? next : Promise.race([next, rest()]));
      if (found?.done) return;
      if (found === null) {
        if (passed !== null) await save({ events: [], through: passed });
        continue;
      }
      const { events, through }: EventBatch = found.value;
      if (!signal.aborted && through !== saved) {
        if (events.length > 0 || Date.now() - savedAt > SAVE_EVERY_MS) await save({ events, through });
        else await tell(sql, projection.name, (passed = through));
        moved();
      }
      if (held.isUp) {
        await reportState(sql, projection.name, 'running');
        held.isUp = false;
      }
      next = batches.next();
    }
  } finally {
    left.abort();
    void batches.return?.().catch(() => {});
  }
}

const rest = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), REST_MS).unref());

/** Readers learn at once that there is nothing to wait for; saving it can wait, but not for ever: who starts later hears no word. */
const tell = (sql: Sql, name: string, position: Position): Promise<unknown> =>
  sql`select pg_notify(${PROJECTION_CHANNEL}, ${`${name} ${position}`})`;

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

/** Says in the log and, as far as it can be reached, in health what holds the projection up. */
async function tellWhy({ sql, projection: { name }, log }: RunnerParts, error: unknown): Promise<void> {
  const reason = reasonOf(error);
  log.error({ projection: name, ...reason }, 'projection is held up, and tried again');
  await reportState(sql, name, 'stopped', reason).catch(() => {});
}

/** Tells what stopped the projection, and returns when its tables are no longer those that it stopped at: a rebuild may take the event. */
async function standStill({ sql, projection: { name }, log }: RunnerParts, error: unknown, signal: AbortSignal): Promise<void> {
  const reason = reasonOf(error);
  log.error({ projection: name, ...reason }, 'projection stopped: it cannot take an event');
  let [stopped, told]: [string | null, boolean] = [null, false];
  while (!signal.aborted) {
    // Out of reach, the database says nothing new: the next look does.
    const here = await readCheckpoint(sql, name).then(
      (found) => JSON.stringify(found),
      () => null,
    );
    stopped ??= here;
    if (here !== null && here !== stopped) return log.info({ projection: name }, 'projection starts over: its tables were replaced');
    told ||= await reportState(sql, name, 'stopped', reason).then(
      () => true,
      () => false,
    );
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** What health says of an error. */
export function reasonOf(error: unknown): StopReason {
  const event = error instanceof FaultyEvent ? error.event : null;
  return {
    message: error instanceof Error ? error.message : String(error),
    stream: event?.stream ?? null,
    revision: event?.revision ?? null,
    type: event?.type ?? null,
    position: event?.position ?? null,
  };
}
