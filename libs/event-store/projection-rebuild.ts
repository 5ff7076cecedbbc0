import type { Sql, TransactionSql } from 'postgres';
import { comparePositions, ordinal, START, type EventBatch, type EventStore, type Position, type RecordedEvent } from './event-store.js';
import { PROJECTION_CHANNEL, type Projection } from './projection.js';
import { isTemporary, takeSingly } from './projection-faults.js';
import { createSchema, lockSchemas, moveCheckpoint, readCheckpoint, RebuildUnderWay } from './projection-tables.js';

export interface RebuildParts {
  readonly store: EventStore;
  readonly sql: Sql;
  readonly projection: Projection;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal?: AbortSignal;
  /** Events between two commits; a kill loses at most the work since the last one. */
  readonly commitEvery?: number;
}

/** `through` of `head` in the store's global order; events are those of the projection's categories. */
export interface RebuildProgress {
  readonly phase: 'reading' | 'finishing' | 'swapping' | 'done';
  readonly through: bigint;
  readonly head: bigint;
  readonly events: number;
  readonly eventsPerSecond: number;
  /** null until it can be told. */
  readonly secondsLeft: number | null;
}

const BATCH_SIZE = 5_000;
const COMMIT_EVERY = 200_000;
/** So near the head the rest is applied while the live tables stand still. */
const NEAR = 2_000n;

/**
 * Fills the projection anew in `<name>_rebuild`, beside the live tables which go on being read and written, and then puts
 * it in their place in one transaction. After a kill it goes on where it last committed. Ends early when `signal` aborts.
 * Throws `RebuildUnderWay`, and `FaultyEvent` for one that cannot be taken, with everything before it committed.
 */
export async function rebuildProjection(parts: RebuildParts): Promise<void> {
  const { sql, projection } = parts;
  await alone(sql, projection.name, async () => {
    const schema = `${projection.name}_rebuild`;
    const found = await readCheckpoint(sql, schema);
    if (found?.version !== projection.version) await createSchema(sql, projection, schema);
    const run = { ...parts, schema, meter: meter(parts) };
    // Writers who never pause would keep an exact end out of reach.
    await read(run, projection.fill?.bind(projection) ?? applying(projection), NEAR);
    if (parts.signal?.aborted) return;
    run.meter('finishing', null);
    await projection.finish?.(sql, schema, parts.signal);
    if (parts.signal?.aborted) return;
    // `apply` may count on what `finish` made; what came in meanwhile is taken by it.
    await read(run, applying(projection), NEAR);
    if (parts.signal?.aborted) return;
    run.meter('swapping', null);
    await swap(run);
    run.meter('done', null);
  });
}

interface Run extends RebuildParts {
  readonly schema: string;
  readonly meter: ReturnType<typeof meter>;
}

/** One rebuild of a projection at a time, across processes. Throws `RebuildUnderWay`. */
async function alone(sql: Sql, name: string, work: () => Promise<void>): Promise<void> {
  const session = await sql.reserve();
  try {
    const [lock] = await session`select pg_try_advisory_lock(hashtext(${`rebuild ${name}`})) as taken`;
    if (!lock?.taken) throw new RebuildUnderWay(`a rebuild of ${name} is under way in another process`);
    try {
      await work();
    } finally {
      await session`select pg_advisory_unlock(hashtext(${`rebuild ${name}`}))`.catch(() => {});
    }
  } finally {
    session.release();
  }
}

type Fill = NonNullable<Projection['fill']>;

const applying =
  (projection: Projection): Fill =>
  async (tx, schema, portions) => {
    for await (const events of portions) await projection.apply(tx, schema, events);
  };

/** Reads from the checkpoint to what was the end at the time, and again until no more than `slack` positions are missing. */
async function read(run: Run, fill: Fill, slack: bigint): Promise<void> {
  const { store, sql, schema, signal } = run;
  for (let pass = 0; ; pass++) {
    const begun = (await readCheckpoint(sql, schema))?.position ?? START;
    const missing = ordinal(await store.head()) - ordinal(begun);
    if (missing <= (pass === 0 ? 0n : slack) || signal?.aborted) return;
    const at = await readOn(run, fill, begun);
    // The last events of the store may be of a kind that no reader is shown.
    if (at === begun) return;
  }
}

async function readOn(run: Run, fill: Fill, from: Position): Promise<Position> {
  const { sql, schema, signal } = run;
  const batches = run.store.readAll(readOptions(run, from))[Symbol.asyncIterator]();
  let at = from;
  try {
    for (let more = true; more && !signal?.aborted;) {
      await sql.begin(async (tx) => {
        const reached = await portions(run, tx, batches, fill, at);
        await moveCheckpoint(tx, schema, at, reached.at);
        ({ at, more } = reached);
      });
    }
    return at;
  } catch (error) {
    if (isTemporary(error)) throw error;
    return await readCarefully(run, fill, at);
  } finally {
    await batches.return?.();
  }
}

const readOptions = ({ projection, signal }: Run, from: Position) => ({
  from,
  filter: { categories: projection.categories },
  batchSize: BATCH_SIZE,
  ...(signal ? { signal } : {}),
});

/** As many batches as one transaction takes. */
async function portions(
  run: Run,
  tx: TransactionSql,
  batches: AsyncIterator<EventBatch>,
  fill: Fill,
  from: Position,
): Promise<{ at: Position; more: boolean }> {
  let [at, more, taken] = [from, true, 0];
  async function* some(): AsyncGenerator<readonly RecordedEvent[]> {
    while (taken < (run.commitEvery ?? COMMIT_EVERY)) {
      const next = await batches.next();
      if (next.done) return void (more = false);
      const { events, through } = next.value;
      if (events.length > 0) yield events;
      at = through;
      taken += events.length;
      run.meter('reading', { events: events.length, at });
    }
  }
  await fill(tx, run.schema, some());
  return { at, more };
}

async function* only(events: readonly RecordedEvent[]): AsyncGenerator<readonly RecordedEvent[]> {
  yield events;
}

/** After a failure: in small steps as far as it goes, to find the event that cannot be taken. */
async function readCarefully(run: Run, fill: Fill, from: Position): Promise<Position> {
  const { sql, schema } = run;
  let at = from;
  const commit = (events: readonly RecordedEvent[], start: Position, to: Position): Promise<unknown> =>
    sql.begin(async (tx) => {
      if (events.length > 0) await fill(tx, schema, only(events));
      await moveCheckpoint(tx, schema, start, to);
    });
  for await (const { events, through } of run.store.readAll(readOptions(run, from))) {
    try {
      await commit(events, at, through);
    } catch (error) {
      if (isTemporary(error)) throw error;
      const reached = await takeSingly(events, at, (event, start) => commit([event], start, event.position));
      if (reached !== through) await commit([], reached, through);
    }
    at = through;
  }
  return at;
}

async function swap(run: Run): Promise<void> {
  const { sql, projection, schema } = run;
  const { name } = projection;
  const old = `${name}_old`;
  await sql`drop schema if exists ${sql(old)} cascade`;
  await sql.begin(async (tx) => {
    await lockSchemas(tx);
    const live = await readCheckpoint(tx, name);
    // Nobody else moves the live checkpoint from here on, and who waits to do so finds it gone.
    if (live) await tx`update ${tx(name)}.checkpoint set position = 'swapped'`;
    const at = await rest(run, tx);
    if (live) await tx`alter schema ${tx(name)} rename to ${tx(old)}`;
    await tx`alter schema ${tx(schema)} rename to ${tx(name)}`;
    await tx`select pg_notify(${PROJECTION_CHANNEL}, ${`${name} ${at}`})`;
  });
  await sql`drop schema if exists ${sql(old)} cascade`;
}

/** What was appended since the last look, so that the new tables never stand behind the old ones. */
async function rest({ store, projection, schema }: Run, tx: TransactionSql): Promise<Position> {
  const from = (await readCheckpoint(tx, schema))?.position ?? START;
  let at = from;
  for await (const { events, through } of store.readAll({ from, filter: { categories: projection.categories }, batchSize: BATCH_SIZE })) {
    // A savepoint each: after a failure the transaction must still be able to find the faulty event.
    const apply = (some: readonly RecordedEvent[]): Promise<unknown> => tx.savepoint((inner) => projection.apply(inner, schema, some));
    if (events.length > 0)
      await apply(events).catch((error: unknown) => {
        if (isTemporary(error)) throw error;
        return takeSingly(events, at, (event) => apply([event]));
      });
    at = through;
  }
  if (comparePositions(at, from) > 0) await moveCheckpoint(tx, schema, from, at);
  return at;
}

function meter({ store, onProgress }: RebuildParts) {
  const started = Date.now();
  let [events, through, head, first] = [0, 0n, 0n, -1n];
  const looked = store.head().then((position) => (head = ordinal(position)));
  looked.catch(() => {});
  return (phase: RebuildProgress['phase'], batch: { events: number; at: Position } | null): void => {
    if (batch) {
      events += batch.events;
      through = ordinal(batch.at);
      if (first < 0n) first = through;
    }
    if (through > head) head = through;
    const seconds = Math.max((Date.now() - started) / 1000, 0.001);
    const done = Number(through - first);
    const secondsLeft = phase === 'reading' && done > 0 ? (Number(head - through) / done) * seconds : null;
    onProgress?.({ phase, through, head, events, eventsPerSecond: events / seconds, secondsLeft });
  };
}
