import type { Sql } from 'postgres';
import { PROJECTIONS } from '../apps/projector/projections.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { generate } from './generated.js';
import { note, report } from './report.js';

const QUIET_WEEK = '2021-04-01';
/** In it each target got its newest figure: on its first day the one before counted. */
const BUSY_WEEK = '2021-03-17';
/** Before the last two figures. */
const LONG_AGO = '2021-02-10';
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
    report({
      name: '  a week in which all of them reported',
      ours: await medianMs(ask(`asOf=${BUSY_WEEK}`), RUNS),
      peer: 'bare SQL',
      theirs: await medianMs(() => counted(database.sql, BUSY_WEEK), RUNS),
      unit: 'ms',
      goal: { op: '<=', ratio: 3 },
    });
    note('  a day before the last two figures of all, ms', (await once(ask(`asOf=${LONG_AGO}`))).toFixed(0));
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
