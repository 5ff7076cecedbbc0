import postgres, { type Sql } from 'postgres';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { eventually } from '../../../test/support/eventually.js';
import { Newsroom } from '../../../test/support/notifications.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { locality } from '../../../test/support/samples.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { readCheckpoint } from '../../event-store/projection-tables.js';
import { outboxProjection } from './outbox.projection.js';
import { prepareNotifications } from './outbox.tables.js';

describe('a subscription to a locality that ended', () => {
  let database: TestDatabase;
  let sql: Sql;
  let store: EventStore;
  let projector: Projector;
  let news: Newsroom;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 8, onnotice: () => {} });
    store = await openPostgresEventStore({ url: database.url });
    await prepareNotifications(sql);
    projector = await startProjector({ store, sql, log: silentLog, projections: [outboxProjection] });
    news = new Newsroom(store, sql);
    await news.places();
    const [into, part] = [
      locality({ localityId: 'vn-08@2025', validFrom: '2025-07-01' }),
      { level: 'commune', parentId: 'vn-08@2025' } as const,
    ];
    for (const data of [
      into,
      locality({ localityId: 'vn-02233@2025', validFrom: '2025-07-01', ...part }),
      locality({ localityId: 'vn-19@base' }),
    ])
      await news.write(localityCodec, `locality-${data.localityId}`, { type: 'LocalityRegistered', data });
    for (const localityId of ['vn-08@base', 'vn-02@base'])
      await news.subscribe(localityId, { kind: 'in_app' }, { localities: [localityId] });
    await news.subscribe('own', { kind: 'in_app' }, { localities: ['vn-08@base'], from: 'escalated_to_me' });
    const merged = { localityId: 'vn-08@base', into: 'vn-08@2025', effectiveOn: '2025-07-01', legalBasis: null };
    await news.write(localityCodec, 'locality-vn-08@base', { type: 'LocalityMerged', data: merged });
  });
  afterAll(async () => {
    await projector.close();
    await store.close();
    await sql.end();
    await database.drop();
  });

  async function toldOf(targetId: string, localityId: string, day: string): Promise<readonly string[]> {
    await news.raise(targetId, { localityId, day });
    const head = await store.head();
    await eventually(async () => expect((await readCheckpoint(sql, 'notifications'))?.position).toBe(head));
    const rows = await sql<
      { id: string }[]
    >`select subscription_id as id from notifications.outbox where target_id = ${targetId} order by 1`;
    return rows.map(({ id }) => id);
  }

  it('hears of new alerts of its successor, and of those beneath that as it wished to', async () => {
    expect(await toldOf('t-own', 'vn-08@2025', '2025-09-01')).toEqual(['own', 'vn-08@base']);
    expect(await toldOf('t-beneath', 'vn-02233@2025', '2025-09-01')).toEqual(['vn-08@base']);
  });

  it('hears nothing of it for days before it ended, nor of other places', async () => {
    expect(await toldOf('t-before', 'vn-08@2025', '2025-06-30')).toEqual([]);
    expect(await toldOf('t-elsewhere', 'vn-19@base', '2025-09-01')).toEqual([]);
  });
});
