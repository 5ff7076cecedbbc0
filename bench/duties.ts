import type { Sql } from 'postgres';
import { PROJECTIONS } from '../apps/projector/projections.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { todayInVietnam } from '../libs/features/http/today.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { generate } from './generated.js';
import { note, report } from './report.js';

const RUNS = 7;

/** `GET /v1/duties` and its summary over 99,630 targets with three figures each, against reading the same rows by hand. */
export async function benchDuties(): Promise<void> {
  const database = await benchDatabase();
  const { api, store, token, close } = await benchApi(database);
  try {
    const today = todayInVietnam();
    await generate(database.sql, { indicators: 30, months: 3, firstYear: Number(today.slice(0, 4)), isDated: true });
    await createStatusTable(database.sql);
    for (const projection of PROJECTIONS) await rebuildProjection({ store, sql: database.sql, projection });
    const headers = { authorization: `Bearer ${await token('leader')}` };
    const ask = (path: string) => async (): Promise<string> => (await fetch(`${api.url}/v1/duties${path}`, { headers })).text();
    report({
      name: 'GET /v1/duties/summary, the nation',
      ours: await medianMs(ask('/summary'), RUNS),
      peer: 'bare SQL',
      theirs: await medianMs(() => read(database.sql, today), RUNS),
      unit: 'ms',
      goal: { op: '<=', ratio: 3 },
    });
    const parts = {
      'a page of the nation': '?',
      'a page of one province': '?locality=vn-05@bench&',
      'a page of one commune': '?locality=vn-00005@bench&',
    };
    for (const [name, path] of Object.entries(parts)) {
      const [now, then] = [await medianMs(ask(path), RUNS), await medianMs(ask(`${path}asOf=${today.slice(0, 4)}-04-20`), RUNS)];
      note(`  ${name}: today, on an earlier day, ms`, `${now.toFixed(0)}, ${then.toFixed(0)}`);
    }
  } finally {
    await close();
    await database.close();
  }
}

/** The least that reads the same rows: what is owed and what came, counted by locality, without what became of each report. */
function read(sql: Sql, today: string): Promise<unknown> {
  return sql`
    select p.locality_id, count(*), count(*) filter (where e.came > e.as_of + 11) as late
    from progress.progress p join progress.receipts r using (indicator_id, locality_id)
      cross join unnest(r.as_of, r.came) e (as_of, came)
    where p.owed_until > p.owed_after and e.came <= ${today}::date group by 1`;
}
