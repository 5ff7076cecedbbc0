import { PROJECTIONS } from '../apps/projector/projections.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { generate } from './generated.js';
import { note, report } from './report.js';

const PROVINCE = 'vn-05@bench';

/** `GET /v1/progress` of one province among 100,000 rows, against the same rows fetched by bare SQL. */
export async function benchProgress(): Promise<void> {
  const database = await benchDatabase();
  const { api, store, token, close } = await benchApi(database);
  try {
    await generate(database.sql, { indicators: 30, months: 3 });
    await createStatusTable(database.sql);
    for (const projection of PROJECTIONS) await rebuildProjection({ store, sql: database.sql, projection });
    const headers = { authorization: `Bearer ${await token('leader')}` };
    for (const [day, what] of [
      ['2021-04-01', 'the day after the figures'],
      ['2021-02-20', 'an earlier day'],
    ] as const) {
      const url = `${api.url}/v1/progress?asOf=${day}&locality=${encodeURIComponent(PROVINCE)}&limit=5000`;
      const rows = await pages(url, headers);
      const ours = await medianMs(() => pages(url, headers), 11);
      const bare = await medianMs(() => bareRows(database.sql, day), 11);
      report({
        name: `GET /v1/progress, ${rows.toLocaleString('en')} rows of 99,630, ${what}`,
        ours,
        peer: 'bare SQL',
        theirs: bare,
        unit: 'ms',
        goal: { op: '<=', ratio: 3 },
      });
    }
    const first = `${api.url}/v1/progress?asOf=2021-04-01&locality=${encodeURIComponent(PROVINCE)}`;
    note(
      '  its first page of 100 rows with the summary, ms',
      (await medianMs(async () => (await fetch(first, { headers })).text())).toFixed(1),
    );
  } finally {
    await close();
    await database.close();
  }
}

async function pages(url: string, headers: Record<string, string>): Promise<number> {
  let rows = 0;
  for (let cursor = ''; ;) {
    const page = (await (await fetch(url + cursor, { headers })).json()) as { items: unknown[]; nextCursor: string | null };
    rows += page.items.length;
    if (page.nextCursor === null) return rows;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

/** What the pages show, by hand: the rows with their names and the figure known on the day. */
function bareRows(sql: Awaited<ReturnType<typeof benchDatabase>>['sql'], day: string): Promise<unknown> {
  return sql`
    select p.*, l.name, l.full_name, l.level, i.definition, d.number, d.issuer, f.*
    from progress.progress p join localities.locality l on l.id = p.locality_id join progress.indicator i using (indicator_id)
    left join directives.directive d on d.id = p.directive_id
    left join lateral (
      select f.as_of, f.basis_rank, f.numerator, f.denominator, f.value from progress.figure f
      where f.indicator_id = p.indicator_id and f.locality_id = p.locality_id and f.as_of <= ${day} order by f.as_of desc, f.basis_rank desc, f.revision desc limit 1) f on true
    where p.locality_id in (select locality_id from localities.parent where parent_id = ${PROVINCE} union select ${PROVINCE}) order by p.locality_id, p.target_id`;
}
