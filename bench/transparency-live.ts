import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { EventStore } from '../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';
import { followStore } from '../libs/features/transparency/follower.js';
import { createKeyFile } from '../libs/features/transparency/key-file.js';
import { prepareLog } from '../libs/features/transparency/log.tables.js';
import { LogQueries } from '../libs/features/transparency/log.query.js';
import { publishedKeys, publishHead } from '../libs/features/transparency/publisher.js';
import { readState } from '../libs/features/transparency/stored-log.js';
import { verifyLog } from '../libs/features/transparency/verify-log.js';
import { benchDatabase } from './database.js';
import { cursorRead, generate } from './generated.js';
import { watchMemory } from './memory.js';
import { median, note, report } from './report.js';

const WRITERS = 64;
const ROUNDS = 5;
const SECONDS = 4;
const PROOFS = 1_000;

/** The log over a million events in PostgreSQL: built, verified, asked for proofs, and its price while others append. */
export async function benchTransparencyLive({ indicators = 10, months = 30 } = {}): Promise<void> {
  const database = await benchDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-bench-key-'));
  const store = await openPostgresEventStore({ url: database.url });
  try {
    await generate(database.sql, { indicators, months, isDated: true });
    // Before and after each, since others may be at work on the machine as well.
    const [before, build, between] = [await cursorRead(database.sql), await built(database.sql, store), await cursorRead(database.sql)];
    build((before + between) / 2);
    const keys = await createKeyFile(join(folder, 'log-key.json'), 'bench.example/log', '2020-01-01T00:00:00.000Z');
    await publishHead(database.sql, keys, new Date().toISOString());
    const verify = await verified(database.sql, store);
    verify((between + (await cursorRead(database.sql))) / 2);
    await proofs(database.sql, store);
    await price(database.url, store, join(folder, 'log-key.json'));
  } finally {
    await store.close();
    await database.close();
    rmSync(folder, { recursive: true });
  }
}

/** What tells the figure, given the speed of a plain read. */
type Tell = (plain: number) => void;

async function built(sql: Sql, store: EventStore): Promise<Tell> {
  await prepareLog(sql);
  const memory = watchMemory();
  const startedAt = performance.now();
  const stop = new AbortController();
  const following = followStore({ sql, store }, stop.signal);
  const head = await store.head();
  while ((await readState(sql)).position !== head || !(await isIndexed(sql))) await sleep(50);
  const seconds = (performance.now() - startedAt) / 1_000;
  stop.abort();
  await following;
  const { size } = await readState(sql);
  const [row] = await sql<{ size: string }[]>`
    select pg_size_pretty(sum(pg_total_relation_size(c.oid))) as size from pg_class c where relnamespace = 'transparency'::regnamespace and relkind = 'r'`;
  const [name, resident] = [`log built over ${size.toLocaleString('en')} events`, memory.stop()];
  return (plain) => {
    report({ name, ours: size / seconds, peer: 'cursor read', theirs: plain, unit: 'events/s', goal: { op: '>=', ratio: 0.25 } });
    note('  resident memory, MB (start, half, peak)', resident);
    note('  size of the log', row?.size ?? '');
  };
}

async function isIndexed(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ here: boolean }[]>`select to_regclass('transparency.entry_event') is not null as here`;
  return row?.here === true;
}

async function verified(sql: Sql, store: EventStore): Promise<Tell> {
  const memory = watchMemory();
  const startedAt = performance.now();
  const { size, findings } = await verifyLog({ sql, store }, { keys: () => publishedKeys(sql) });
  const seconds = (performance.now() - startedAt) / 1_000;
  if (findings.length > 0) throw new Error(JSON.stringify(findings[0]));
  const resident = memory.stop();
  return (plain) => {
    const peer = { peer: 'cursor read', theirs: plain, unit: 'events/s', goal: { op: '>=', ratio: 0.25 } } as const;
    report({ name: 'everything verified', ours: size / seconds, ...peer });
    note('  resident memory, MB (start, half, peak)', resident);
  };
}

async function proofs(sql: Sql, store: EventStore): Promise<void> {
  const queries = new LogQueries(sql, store);
  const ids = await sql<{ id: string }[]>`select event_id as id from event_store.event tablesample system_rows(${PROOFS})`.catch(
    () => sql<{ id: string }[]>`select event_id as id from event_store.event where position % 997 = 0 limit ${PROOFS}`,
  );
  const spent = { ours: [] as number[], theirs: [] as number[] };
  for (const { id } of ids) {
    let at = performance.now();
    await sql`select position from event_store.event where event_id = ${id}`;
    spent.theirs.push(performance.now() - at);
    at = performance.now();
    await queries.inclusion({ event: id });
    spent.ours.push(performance.now() - at);
  }
  const ours = median(spent.ours);
  report({
    name: 'inclusion proof by event',
    ours,
    peer: 'look-up',
    theirs: median(spent.theirs),
    unit: 'ms',
    goal: { op: '<=', ratio: 20 },
  });
  note('  median within 5 ms', ours <= 5 ? 'ok' : `SHORT, at ${median(spent.theirs).toFixed(2)} ms for a look-up of a row`);
}

/** Appends with and without a log being kept in another process, in turns; that process sleeps through the others. */
async function price(url: string, store: EventStore, keyFile: string): Promise<void> {
  const figures = { alone: [] as number[], kept: [] as number[] };
  const child = fork(new URL('./transparency-child.js', import.meta.url), [url, keyFile]);
  await new Promise((resolve) => child.once('message', resolve));
  await appends(store);
  for (let round = 0; round < ROUNDS; round++) {
    figures.kept.push(await appends(store));
    child.kill('SIGSTOP');
    figures.alone.push(await appends(store));
    child.kill('SIGCONT');
  }
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
  const peer = { peer: 'without', theirs: median(figures.alone), unit: 'events/s', goal: { op: '>=', ratio: 0.95 } } as const;
  report({ name: 'appends while the log is kept', ours: median(figures.kept), ...peer });
}

async function appends(store: EventStore): Promise<number> {
  let count = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const stream = `measurement-rice-yield.${randomUUID()}.2021`;
      for (let n = 0; performance.now() - startedAt < SECONDS * 1_000; n++, count++) {
        await store.append(stream, n === 0 ? 'no_stream' : n - 1, [newEvent()]);
      }
    }),
  );
  return (count / (performance.now() - startedAt)) * 1_000;
}

function newEvent() {
  const id = randomUUID();
  const data = {
    indicatorId: 'rice-yield',
    localityId: 'vn-08@base',
    asOf: '2021-08-31',
    year: 2021,
    basis: 'actual',
    figure: { value: '55.1' },
  };
  const actor = { id: 'u-17', name: 'Nguyễn Văn A', role: 'planner', locality: 'vn-08@base' };
  return {
    id,
    type: 'MeasurementRecorded',
    data,
    metadata: { commandId: id, correlationId: id, causationId: id, actor, schemaVersion: 1 },
  };
}
