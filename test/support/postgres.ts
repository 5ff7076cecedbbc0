import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../../apps/cli/embedded-postgres.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A new, empty database for one test file. The first call of a run starts one embedded PostgreSQL for all workers
 * (global-teardown.js stops it), or uses the server that TIENDO_TEST_POSTGRES_URL names.
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = process.env.TIENDO_TEST_POSTGRES_URL ?? (await serverOfThisRun());
  const name = `test_${randomBytes(8).toString('hex')}`;
  await admin(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(server, `drop database if exists ${name} with (force)`) };
}

async function admin(server: string, statement: string): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

async function serverOfThisRun(): Promise<string> {
  const folder = process.env.TIENDO_TEST_RUN_DIR;
  if (folder === undefined) throw new Error('TIENDO_TEST_RUN_DIR is unset: run the tests through jest, whose global-setup.js sets it');
  const answer = join(folder, 'answer.json');
  if (isFirst(join(folder, 'starting'))) {
    writeFileSync(`${answer}.new`, JSON.stringify(await startServer(folder)), { mode: 0o600 });
    renameSync(`${answer}.new`, answer);
  }
  while (!existsSync(answer)) await sleep(20);
  const { url, error } = JSON.parse(readFileSync(answer, 'utf8')) as { url?: string; error?: string };
  if (url === undefined) throw new Error(error);
  return url;
}

/** Exactly one worker succeeds in creating the folder. */
function isFirst(marker: string): boolean {
  try {
    mkdirSync(marker);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function startServer(folder: string): Promise<{ url: string } | { error: string }> {
  try {
    const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '400' };
    const { url } = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings, outlive: true });
    return { url };
  } catch (error) {
    return { error: (error as Error).message };
  }
}
