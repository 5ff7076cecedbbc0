import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../apps/cli/embedded-postgres.js';
import type { NewEvent } from '../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';

const WRITERS = 64;
const ROUNDS = 3;
const SECONDS = 4;

/** Appends one event as the `n`th of writer `writer`'s stream. */
type Append = (writer: number, n: number) => Promise<unknown>;

interface Contestant {
  readonly append: Append;
  close(): Promise<void>;
}

/**
 * Single events by 64 concurrent writers, each to a stream of its own at its exact revision, with full durability: plain
 * one-row INSERT transactions on as many connections, the event store, and Emmett's where it is installed. Rounds
 * alternate; figures are medians.
 */
export async function benchAppend(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const contestants: Record<string, Contestant> = {};
  try {
    contestants['plain INSERT'] = await plainInserts(server.url);
    contestants['event store'] = await eventStore(server.url);
    const emmett = await emmettStore(server.url);
    if (emmett !== null) contestants.emmett = emmett;
    const figures = await race(contestants);
    report(figures);
    await atOnce(server.url);
  } finally {
    for (const { close } of Object.values(contestants)) await close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function race(contestants: Record<string, Contestant>): Promise<Record<string, number>> {
  const rounds: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, { append }] of Object.entries(contestants)) (rounds[name] ??= []).push(await perSecond(append));
  }
  return Object.fromEntries(
    Object.entries(rounds).map(([name, figures]) => [name, figures.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!]),
  );
}

let round = 0;

async function perSecond(append: Append): Promise<number> {
  const first = ++round * WRITERS;
  let count = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; performance.now() - start < SECONDS * 1000; n++, count++) await append(first + writer, n);
    }),
  );
  return (count / (performance.now() - start)) * 1000;
}

function report(figures: Record<string, number>): void {
  const ours = figures['event store']!;
  console.log(`append of single events, ${WRITERS} concurrent, fsync on:`);
  for (const [name, figure] of Object.entries(figures)) {
    const ratio = name === 'event store' ? '' : `   event store × ${(ours / figure).toFixed(1)}`;
    console.log(`  ${name.padEnd(14)} ${Math.round(figure).toString().padStart(8)}/s${ratio}`);
  }
  if (figures.emmett === undefined)
    console.log('  emmett is not installed (npm install --no-save --legacy-peer-deps @event-driven-io/emmett-postgresql@0.42.0)');
}

async function atOnce(url: string): Promise<void> {
  const store = await openPostgresEventStore({ url });
  const figures: number[] = [];
  for (let n = 0; n < 5; n++) {
    const appends = Array.from({ length: 10_000 }, (_, m) => ({
      stream: streamOf(-n, m),
      expected: 'no_stream' as const,
      events: [measurement()],
    }));
    const start = performance.now();
    await store.appendAll(appends);
    figures.push(10_000 / ((performance.now() - start) / 1000));
  }
  await store.close();
  console.log(`append of 10,000 events to 10,000 streams at once: ${Math.round(figures.sort((a, b) => a - b)[2]!)}/s`);
}

async function eventStore(url: string): Promise<Contestant> {
  const store = await openPostgresEventStore({ url });
  return {
    append: (writer, n) => store.append(streamOf(writer), n === 0 ? 'no_stream' : n - 1, [measurement()]),
    close: () => store.close(),
  };
}

async function plainInserts(url: string): Promise<Contestant> {
  const sql = postgres(url, { max: WRITERS, onnotice: () => {} });
  await sql`create table plain (
    position bigserial primary key, stream text not null, revision int not null, event_id uuid not null unique, type text not null,
    data json not null, metadata json not null, recorded_at timestamptz not null default now(), unique (stream, revision))`;
  return {
    async append(writer, n) {
      const { id, type, data, metadata } = measurement();
      await sql`insert into plain (stream, revision, event_id, type, data, metadata)
        values (${streamOf(writer)}, ${n}, ${id}, ${type}, ${sql.json(data as never)}, ${sql.json(metadata as never)})`;
    },
    close: () => sql.end(),
  };
}

interface Emmett {
  getPostgreSQLEventStore(url: string): {
    appendToStream(
      stream: string,
      events: unknown[],
      options: { expectedStreamVersion: unknown },
    ): Promise<{ nextExpectedStreamVersion: bigint }>;
    close(): Promise<void>;
  };
}

async function emmettStore(url: string): Promise<Contestant | null> {
  const name = '@event-driven-io/emmett-postgresql';
  const module = (await import(name).catch(() => null)) as Emmett | null;
  if (module === null) return null;
  const store = module.getPostgreSQLEventStore(url);
  const revisions = new Map<number, bigint>();
  return {
    async append(writer) {
      const { type, data, metadata } = measurement();
      const expectedStreamVersion = revisions.get(writer) ?? 'STREAM_DOES_NOT_EXIST';
      const result = await store.appendToStream(streamOf(writer), [{ type, data, metadata }], { expectedStreamVersion });
      revisions.set(writer, result.nextExpectedStreamVersion);
    },
    async close() {
      await store.close();
      await sleep(500); // its pool takes leave only now, and fails loudly when the server is gone before
    },
  };
}

function streamOf(writer: number, part = 0): string {
  return `measurement-rice-yield.vn-08-${writer}.${part}@base.2021`;
}

function measurement(): NewEvent {
  const data = {
    indicatorId: 'rice-yield',
    localityId: 'vn-08@base',
    asOf: '2021-08-31',
    year: 2021,
    basis: 'reported',
    figure: { shape: 'quantity', value: '55.1', unit: 'quintal/ha' },
    source: { document: '002', page: 3 },
  };
  const id = randomUUID();
  const actor = { id: 'u-17', name: 'Nguyễn Văn A', role: 'planner', locality: 'vn-08@base' };
  return {
    id,
    type: 'MeasurementRecorded',
    data,
    metadata: { commandId: id, correlationId: id, causationId: id, actor, schemaVersion: 1 },
  };
}
