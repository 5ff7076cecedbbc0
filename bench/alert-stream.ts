import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervised } from '../apps/cli/supervised.js';
import { openPostgresEventStore } from '../libs/event-store/postgres/postgres-event-store.js';
import { comparePositions, type Position } from '../libs/event-store/event-store.js';
import { PROJECTION_CHANNEL } from '../libs/event-store/projection.js';
import { issueDevelopmentToken, loadOrCreateDevelopmentKey } from '../libs/features/access/development-key.js';
import type { Posted } from './alert-load.js';
import { benchDatabase } from './database.js';
import { beginDay, startEvaluator } from './evaluator.js';
import { generate } from './generated.js';
import { note } from './report.js';

/** From a figure acknowledged to its alert on the live stream, at 200 figures a second; API, projector and load in processes of their own. */
export async function alertsOnTheStream(): Promise<void> {
  const database = await benchDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tiendo-bench-api-'));
  const key = await loadOrCreateDevelopmentKey(folder);
  const env = { ...process.env, TIENDO_DATABASE_URL: database.url, TIENDO_DATA_DIR: folder };
  const logFile = join(folder, 'api.log');
  const api = new Supervised({ name: 'api', args: () => ['api', '--port', '0'], env, logFile, onRestart: console.error });
  const store = await openPostgresEventStore({ url: database.url });
  await generate(database.sql, { indicators: 1, months: 3 });
  const running = await startEvaluator(database, store);
  try {
    await beginDay(running, '2021-06-30');
    const progress: Seen[] = [];
    await database.sql.listen(PROJECTION_CHANNEL, (payload) => {
      const [name, position = '0'] = payload.split(' ');
      if (name === 'progress') progress.push({ position, at: Date.now() });
    });
    const token = await issueDevelopmentToken(key, { role: 'planner', locality: 'vn' });
    const posted = await load({ url: (await api.start()) ?? '', token });
    const visible = posted.map(({ position, at }) => progress.find((one) => comparePositions(one.position, position) >= 0)!.at - at);
    note('from acknowledged figure to visible progress, 200/s, ms', percentiles(visible));
    note('from acknowledged figure to its alert on the stream, 200/s, ms', percentiles(posted.map(({ at, alertAt }) => alertAt - at)));
  } finally {
    await api.stop();
    await running.projector.close();
    await running.sql.end();
    await store.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Seen {
  readonly position: Position;
  readonly at: number;
}

function load(to: { readonly url: string; readonly token: string }): Promise<readonly Posted[]> {
  const child = fork(join(import.meta.dirname, 'alert-load.js'));
  child.send(to);
  return new Promise((resolve, reject) => {
    child.once('message', (posted) => resolve(posted as Posted[]));
    child.once('error', reject);
    child.once('exit', (code) => code && reject(new Error(`the load ended with ${code}`)));
  });
}

function percentiles(lags: readonly number[]): string {
  const sorted = lags.map((lag) => Math.max(0, lag)).sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => sorted[Math.floor(sorted.length * share)]);
  return `p50 ${p50}, p99 ${p99}`;
}
