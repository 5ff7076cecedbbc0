import postgres, { type Sql } from 'postgres';
import { PROJECTIONS } from '../apps/projector/projections.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { generate } from './generated.js';
import { note, report } from './report.js';

const EVENTS = 1_000;
const RUNS = 21;
const TARGET = 'bench-1-1';
/** The year that the target is planned for. */
const FIGURES = 'measurement-bench-1.vn-00001@bench.2025';
const STREAMS = [`target-${TARGET}`, FIGURES];

/** The history of a target with 1,000 events, among 2,000,000 of others, beside reading the same rows with bare SQL. */
export async function benchHistories(): Promise<void> {
  const database = await benchDatabase();
  const { api, store, token, close } = await benchApi(database);
  try {
    await generate(database.sql, { indicators: 10, months: 60, isDated: true });
    await corrected(database.sql);
    await createStatusTable(database.sql);
    for (const projection of PROJECTIONS) await rebuildProjection({ store, sql: database.sql, projection });
    const auditor = { authorization: `Bearer ${await token('auditor')}` };
    const ask =
      (query: string, accept = 'application/json') =>
      async (): Promise<number> => {
        const answer = await fetch(`${api.url}/v1/targets/${TARGET}/history?${query}`, { headers: { ...auditor, accept } });
        if (answer.status !== 200) throw new Error(`the history was answered ${answer.status}: ${await answer.text()}`);
        return (await answer.arrayBuffer()).byteLength;
      };
    const bare = postgres(database.url, { max: 1, onnotice: () => {} });
    const theirs = await medianMs(() => rows(bare), RUNS);
    await bare.end();
    const peer = { peer: 'bare SQL', theirs, unit: 'ms' };
    report({
      name: `history of a target, ${EVENTS.toLocaleString('en')} events, all at once`,
      ours: await medianMs(ask('limit=1000'), RUNS),
      ...peer,
      goal: { op: '<=', ratio: 3 },
    });
    report({ name: '  its first page of 100', ours: await medianMs(ask(''), RUNS), ...peer, goal: { op: '<=', ratio: 3 } });
    note('  as JSON', `${Math.round((await ask('limit=1000')()) / 1_024)} KB`);
    note('  as a page to print, ms', (await medianMs(ask('limit=1000', 'text/html'), 5)).toFixed(0));
    await findings(api.url, auditor);
    // Last: each is put on record, and nothing projects it here.
    note('history of 1,000 events as a PDF, ms', (await medianMs(ask('limit=1000&reason=bench', 'application/pdf'), 3)).toFixed(0));
  } finally {
    await close();
    await database.close();
  }
}

async function findings(url: string, headers: Record<string, string>): Promise<void> {
  const get = (path: string) => async (): Promise<void> => {
    const answer = await fetch(`${url}/v1/audit/${path}`, { headers });
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  note('findings of a province among 2 M figures, ms', (await medianMs(get('findings?locality=vn-05@bench'), 3)).toFixed(0));
  note('  their counts, ms', (await medianMs(get('findings/counts?locality=vn-05@bench'), 3)).toFixed(0));
  const moments = 'from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z';
  note('difference of a province over a year, ms', (await medianMs(get(`diff?${moments}&locality=vn-05@bench`), 3)).toFixed(0));
}

/** Corrections of the target's own figures until its history has the wanted length. */
async function corrected(sql: Sql): Promise<void> {
  const [{ count }] = await sql<[{ count: number }]>`select count(*)::int as count from event_store.event
    where stream in ${sql(STREAMS)}`;
  await sql`
    insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
    select (select max(position) from event_store.event) + n, 11 + n, now(), gen_random_uuid(), e.stream, 'MeasurementCorrected',
      json_build_object('indicatorId', e.data->>'indicatorId', 'localityId', e.data->>'localityId', 'year', (e.data->>'year')::int, 'asOf', e.data->>'asOf',
        'basis', 'actual', 'figure', json_build_object('shape', 'ratio', 'numerator', (100 + n)::text, 'denominator', '1000'), 'reason', 'rà soát', 'justification', null),
      e.metadata
    from generate_series(1, ${EVENTS - count}::int) n
    cross join (select * from event_store.event where stream = ${FIGURES} and revision = 11) e`;
}

/** The least that has the same rows: the streams by name, with all that an entry is made of. */
function rows(sql: Sql): Promise<unknown> {
  return sql`select position, revision, recorded_at, event_id, stream, type, data, metadata from event_store.event where stream in ${sql(STREAMS)} order by position`;
}
