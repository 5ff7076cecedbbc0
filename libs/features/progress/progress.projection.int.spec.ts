import postgres, { type Sql } from 'postgres';
import { loadCatalog } from '../../../apps/cli/catalog.js';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { eventually } from '../../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { silentLog } from '../../../test/support/silent-log.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { progressProjection } from './progress.projection.js';

describe('progress over the catalogue', () => {
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  let projector: Projector;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 10, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    projector = await startProjector({ store, sql, log: silentLog, projections: [progressProjection] });
    await loadCatalog(store, 'catalog', { today: '2026-11-21' });
    const head = await store.head();
    await eventually(async () => expect((await sql`select position from progress.checkpoint`)[0]?.position).toBe(head));
  });
  afterAll(async () => {
    await projector.close();
    await store.close();
    await sql.end();
    await database.drop();
  });

  const statusesOn = async (day: string): Promise<Record<string, string>> => {
    const rows = await sql`
      select target_id, statuses[width_bucket(${day}::date, from_dates)] as status from progress.progress where directive_id = 'tq-2021-08' or target_id like 'tq-2021-08%'`;
    return Object.fromEntries(rows.map(({ target_id, status }) => [target_id, status]));
  };

  it('tells on 31/8/2021 who of Tuyên Quang is behind with the relocation', async () => {
    const found = await statusesOn('2021-08-31');
    expect(found).toMatchObject({
      'tq-2021-08-relocation': 'at_risk',
      'tq-2021-08-disbursement': 'no_data',
      'tq-2021-08-output-electricity': 'at_risk',
    });
  });

  it('keeps one row per target', async () => {
    const [row] = await sql`select count(*)::int as rows, count(distinct target_id)::int as targets from progress.progress`;
    expect(row).toEqual({ rows: 79, targets: 79 });
  });
});
