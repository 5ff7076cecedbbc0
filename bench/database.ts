import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { startEmbeddedPostgres } from '../apps/cli/embedded-postgres.js';

export interface BenchDatabase {
  readonly url: string;
  readonly sql: Sql;
  close(): Promise<void>;
}

/** An embedded PostgreSQL in a temporary folder, as durable as the one that people use. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'tiendo-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const sql = postgres(server.url, { max: 16, onnotice: () => {} });
  return {
    url: server.url,
    sql,
    async close() {
      await sql.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
