import postgres, { type Sql } from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectionsOn } from '../apps/projector/projections.js';
import { startProjector, type Projector } from '../apps/projector/start-projector.js';
import type { CivilDate } from '../libs/domain/kernel/civil-date.js';
import { comparePositions, type EventStore } from '../libs/event-store/event-store.js';
import { readCheckpoint } from '../libs/event-store/projection-tables.js';
import { EVALUATOR_NAME } from '../libs/features/alerts/evaluator/alert-evaluator.js';
import { recordDays } from '../libs/features/alerts/evaluator/keep-days.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase, type BenchDatabase } from './database.js';
import { COMMUNES, generate } from './generated.js';
import { note, report } from './report.js';

const QUIET = { info: () => {}, warn: () => {}, error: console.error };

/** What a day costs, and how soon an alert is seen. */
export async function benchAlerts(): Promise<void> {
  await aDay();
  await onTheStream();
}

interface Running {
  readonly sql: Sql;
  readonly store: EventStore;
  readonly projector: Projector;
}

async function aDay(): Promise<void> {
  const database = await benchDatabase();
  const { store, close } = await benchApi(database);
  const pairs = await generate(database.sql, { indicators: 30, months: 3 }).then((events) => events / 3);
  const running = await start(database, store);
  try {
    const first = await begin(running, '2021-04-10');
    const days: number[] = [];
    for (let day = 11; day <= 19; day++) days.push(await begin(running, `2021-04-${day}`));
    const scan = await medianMs(() => scanned(database.sql), 5);
    const name = `a day over ${pairs.toLocaleString('en')} pairs`;
    report({ name, ours: median(days), peer: 'one scan of pairs and figures', theirs: scan, unit: 'ms', goal: { op: '<=', ratio: 3 } });
    const alerts = await database.sql<{ count: number }[]>`select count(*)::int from alerts.alert`;
    note(
      `  the first day, on which every pair is looked at and ${alerts[0]?.count.toLocaleString('en')} alerts are raised, s`,
      (first / 1000).toFixed(1),
    );
    const overdue = await begin(running, '2021-04-27');
    note('  the days up to the one on which every report is overdue, with an alert each, s', (overdue / 1000).toFixed(1));
  } finally {
    await running.projector.close();
    await running.sql.end();
    await close();
    await database.close();
  }
}

async function start(database: BenchDatabase, store: EventStore): Promise<Running> {
  const sql = postgres(database.url, { max: 24, onnotice: () => {} });
  const today = (): CivilDate => '2021-04-09';
  const projector = await startProjector({ store, sql, log: QUIET, projections: projectionsOn(store, sql), today });
  await caughtUp(sql, store);
  return { sql, store, projector };
}

/** Milliseconds until all that follows from a day, and from those before it, is on record. */
async function begin({ sql, store }: Pick<Running, 'sql' | 'store'>, day: CivilDate): Promise<number> {
  const started = performance.now();
  await recordDays({ store, today: () => day, log: QUIET });
  await caughtUp(sql, store);
  return performance.now() - started;
}

async function caughtUp(sql: Sql, store: EventStore): Promise<void> {
  for (let head = ''; head !== (await store.head());) {
    head = await store.head();
    for (;;) {
      const at = await readCheckpoint(sql, EVALUATOR_NAME);
      if (at && at.position !== 'swapped' && comparePositions(at.position, head) >= 0) break;
      await sleep(5);
    }
  }
}

/** The least that reads the same: every pair with its figures on the day. */
function scanned(sql: Sql): Promise<unknown> {
  return sql`
    select p.*, f.* from evaluator.pair p left join lateral (
      select jsonb_agg(f.* order by f.as_of desc) as figures from progress.figure f
      where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.year between p.year_from and p.year_to) f on true`;
}

const POSTS = 2_000;
const PER_SECOND = 200;

/** From a figure acknowledged to its alert on the live stream, at 200 figures a second. */
async function onTheStream(): Promise<void> {
  const database = await benchDatabase();
  const { api, store, token, close } = await benchApi(database);
  await generate(database.sql, { indicators: 1, months: 3 });
  const running = await start(database, store);
  const listening = new AbortController();
  try {
    await begin(running, '2021-06-30');
    const seen = new Map<string, number>();
    const stream = listen(`${api.url}/v1/alerts/stream`, await token('leader'), seen, listening.signal);
    await sleep(300);
    const acknowledged = await paced(api.url, await token('planner'));
    while ([...acknowledged.keys()].some((id) => !seen.has(id))) await sleep(50);
    const lags = [...acknowledged].map(([id, at]) => Math.max(0, seen.get(id)! - at)).sort((a, b) => a - b);
    const [p50, p99] = [0.5, 0.99].map((share) => lags[Math.floor(lags.length * share)]!.toFixed(0));
    note('from acknowledged figure to its alert on the stream, 200/s, ms', `p50 ${p50}, p99 ${p99}`);
    listening.abort();
    await stream;
  } finally {
    listening.abort();
    await running.projector.close();
    await running.sql.end();
    await close();
    await database.close();
  }
}

async function listen(url: string, token: string, seen: Map<string, number>, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal });
  let rest = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const id = /^data: .*"targetId":"([^"]+)"/.exec(line)?.[1];
        if (id !== undefined && !seen.has(id)) seen.set(id, performance.now());
      }
    }
  } catch {
    // Given up.
  }
}

/** One figure for each of so many communes, unchanged since March: when each was acknowledged, by target. */
async function paced(url: string, token: string): Promise<ReadonlyMap<string, number>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const started = performance.now();
  const acknowledged = new Map<string, number>();
  const posts: Promise<unknown>[] = [];
  for (let n = 0; n < Math.min(POSTS, COMMUNES); n++) {
    const wait = started + (n * 1_000) / PER_SECOND - performance.now();
    if (wait > 1) await sleep(wait);
    const [commune, numerator] = [n + 1, 3 * (40 + ((n + 1) % 50))];
    const body = JSON.stringify({
      ...{ indicatorId: 'bench-1', localityId: `vn-${String(commune).padStart(5, '0')}@bench`, asOf: '2021-06-14', basis: 'actual' },
      figure: { shape: 'ratio', numerator: String(numerator), denominator: '1000' },
    });
    posts.push(
      fetch(`${url}/v1/measurements`, { method: 'POST', headers, body }).then(async (response) => {
        if (response.status >= 300) throw new Error(await response.text());
        await response.arrayBuffer();
        acknowledged.set(`bench-1-${commune}`, performance.now());
      }),
    );
  }
  await Promise.all(posts);
  return acknowledged;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
