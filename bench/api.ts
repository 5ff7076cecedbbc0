import postgres from 'postgres';
import { createApi, type Api } from '../apps/api/create-api.js';
import type { EventStore } from '../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';
import { issueDevelopmentToken, loadOrCreateDevelopmentKey } from '../libs/features/access/development-key.js';
import type { Role } from '../libs/domain/kernel/command.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchDatabase } from './database.js';
import { median } from './report.js';

export interface BenchApi {
  readonly api: Api;
  readonly store: EventStore;
  token(role: Role, locality?: string): Promise<string>;
  close(): Promise<void>;
}

/** The API as people run it, in this process, on a benchmark's database. */
export async function benchApi(database: BenchDatabase): Promise<BenchApi> {
  const store = await openPostgresEventStore({ url: database.url });
  const sql = postgres(database.url, { max: 10, onnotice: () => {} });
  const folder = await mkdtemp(join(tmpdir(), 'tiendo-bench-key-'));
  const key = await loadOrCreateDevelopmentKey(folder);
  const api = await createApi({ eventStore: store, sql, config: { host: '127.0.0.1', port: 0, access: { kind: 'development', key } } });
  return {
    api,
    store,
    token: (role, locality = 'vn') => issueDevelopmentToken(key, { role, locality }),
    async close() {
      await api.close();
      await store.close();
      await sql.end();
      await rm(folder, { recursive: true });
    },
  };
}

/** Median of `runs` timings of `work` in milliseconds, after a warm-up. */
export async function medianMs(work: () => Promise<unknown>, runs = 21): Promise<number> {
  for (let warm = 0; warm < 5; warm++) await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}
