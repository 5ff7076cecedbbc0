import type { Sql } from 'postgres';
import { alertsOnTheStream } from './alert-stream.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { beginDay, startEvaluator } from './evaluator.js';
import { generate } from './generated.js';
import { median, note, report } from './report.js';

/** What a day costs, and how soon an alert is seen. */
export async function benchAlerts(): Promise<void> {
  await aDay();
  await alertsOnTheStream();
}

async function aDay(): Promise<void> {
  const database = await benchDatabase();
  const { store, close } = await benchApi(database);
  const pairs = await generate(database.sql, { indicators: 30, months: 3 }).then((events) => events / 3);
  const running = await startEvaluator(database, store);
  try {
    const first = await beginDay(running, '2021-04-10');
    const days: number[] = [];
    for (let day = 11; day <= 19; day++) days.push(await beginDay(running, `2021-04-${day}`));
    const scan = await medianMs(() => scanned(database.sql), 5);
    const name = `a day over ${pairs.toLocaleString('en')} pairs`;
    report({ name, ours: median(days), peer: 'one scan of pairs and figures', theirs: scan, unit: 'ms', goal: { op: '<=', ratio: 3 } });
    const alerts = await database.sql<{ count: number }[]>`select count(*)::int from alerts.alert`;
    note(
      `  the first day, on which every pair is looked at and ${alerts[0]?.count.toLocaleString('en')} alerts are raised, s`,
      (first / 1000).toFixed(1),
    );
    const overdue = await beginDay(running, '2021-04-27');
    note('  the days up to the one on which every report is overdue, with an alert each, s', (overdue / 1000).toFixed(1));
  } finally {
    await running.projector.close();
    await running.sql.end();
    await close();
    await database.close();
  }
}

/** The least that reads the same: every pair with its figures on the day. */
function scanned(sql: Sql): Promise<unknown> {
  return sql`
    select p.*, f.* from evaluator.pair p left join lateral (
      select jsonb_agg(f.* order by f.as_of desc) as figures from progress.figure f
      where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.year between p.year_from and p.year_to) f on true`;
}
