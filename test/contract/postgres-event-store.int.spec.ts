import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../../apps/cli/embedded-postgres.js';
import { parentOf, waitForEnd } from '../../apps/cli/embedded-postgres/processes.js';
import type { NewEvent } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import type { EventStoreHarness } from './event-store-harness.js';
import { describeEventStore } from './event-store.contract.js';

describeEventStore('PostgreSQL', startHarness);

/** A server of its own, because the suite kills it. */
async function startHarness(): Promise<EventStoreHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-contract-'));
  chmodSync(folder, 0o711);
  const start = (port?: number) =>
    startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' }, ...(port === undefined ? {} : { port }) });
  let server = await start();
  const { url } = server;
  return {
    open: (options) => openPostgresEventStore({ url, patienceMs: 3_000, ...options }),
    async killServer() {
      // A session that outlives its server for a moment would still answer.
      const sessions = childrenOf(server.pid);
      process.kill(server.pid, 'SIGKILL');
      await server.died;
      await Promise.all(sessions.map((pid) => waitForEnd(pid, 10_000)));
      await server.stop();
    },
    async startServer() {
      server = await start(Number(new URL(url).port));
    },
    beginAppend: (stream, events) => beginAppend(url, stream, events),
    opener: {
      module: fileURLToPath(new URL('../../libs/event-store/postgres/postgres-event-store.ts', import.meta.url)),
      name: openPostgresEventStore.name,
      args: [{ url }],
    },
    async dispose() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(parent: number): readonly number[] {
  const all = existsSync('/proc') ? readdirSync('/proc').map(Number) : [];
  return all.filter((pid) => pid > 0 && parentOf(pid) === parent);
}

async function beginAppend(url: string, stream: string, events: readonly NewEvent[]) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const join = (texts: string[]) => texts.join('\x1e');
  const numbers = (of: (n: number) => number) => `{${events.map((_, n) => of(n)).join()}}`;
  await sql.unsafe('begin');
  await sql.unsafe('select event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    stream,
    '{-1}',
    '{0}',
    `{${events.length}}`,
    numbers(() => 1),
    numbers((n) => n + 1),
    join(events.map(({ id }) => id)),
    join(events.map(({ type }) => type)),
    join(events.map(({ data }) => JSON.stringify(data))),
    join(events.map(({ metadata }) => JSON.stringify(metadata))),
  ]);
  return {
    async commit() {
      await sql.unsafe('commit');
      await sql.end();
    },
  };
}
