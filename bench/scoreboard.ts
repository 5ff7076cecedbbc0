import type { Sql } from 'postgres';
import { PROJECTIONS } from '../apps/projector/projections.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { generate } from './generated.js';
import { note, report } from './report.js';

const QUIET_WEEK = '2021-04-01';
const RUNS = 11;

/** `GET /v1/scoreboard` of the nation, 34 provinces and 99,630 targets, against counting the same rows by hand. */
export async function benchScoreboard(): Promise<void> {
  const database = await benchDatabase();
  const { api, store, token, close } = await benchApi(database);
  try {
    await generate(database.sql, { indicators: 30, months: 3 });
    await createStatusTable(database.sql);
    for (const projection of PROJECTIONS) await rebuildProjection({ store, sql: database.sql, projection });
    const headers = { authorization: `Bearer ${await token('leader')}` };
    const ask = (query: string) => async (): Promise<string> => (await fetch(`${api.url}/v1/scoreboard?${query}`, { headers })).text();
    const ours = await medianMs(ask(`asOf=${QUIET_WEEK}`), RUNS);
    report({
      name: 'GET /v1/scoreboard, 34 provinces, 99,630 targets',
      ours,
      peer: 'bare SQL',
      theirs: await medianMs(() => counted(database.sql, QUIET_WEEK), RUNS),
      unit: 'ms',
      goal: { op: '<=', ratio: 3 },
    });
    note('  by indicator, ms', (await medianMs(ask(`asOf=${QUIET_WEEK}&by=indicator`), RUNS)).toFixed(0));
    note('  one province of them, ms', (await medianMs(ask(`asOf=${QUIET_WEEK}&locality=vn-05@bench`), RUNS)).toFixed(0));
    note('  a week in which all of them reported, ms', (await once(ask('asOf=2021-03-17'))).toFixed(0));
  } finally {
    await close();
    await database.close();
  }
}

/** The least that counts the same: provinces × statuses on the day, without the week before, the worst target, or any name. */
function counted(sql: Sql, day: string): Promise<unknown> {
  return sql`
    select l.parent_id, p.statuses[width_bucket(${day}::date, p.from_dates)] as status, count(*)
    from progress.progress p join localities.parent l on l.locality_id = p.locality_id group by 1, 2`;
}

async function once(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
