import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { made, NOTICE, storeDirective } from '../support/directives.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../support/eventstoredb/server.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';

describe('a directive in EventStoreDB', () => {
  let server: FakeEventStoreDb;
  let store: EventStore;
  let house: TestApi;

  beforeAll(async () => {
    server = await startFakeEventStoreDb();
    store = await openEventStoreDb({ connectionString: server.connectionString });
    house = await startTestApi({ wrap: () => store });
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await store.close();
    await server.stop();
  });

  it('keeps a text that is larger than an append may be, and takes an acceptance', async () => {
    const admin = await house.as('admin');
    await registerTuyenQuang(admin);
    const text = NOTICE.concat('Ủy ban nhân dân các huyện, thành phố tổ chức thực hiện. '.repeat(40_000));
    const { body } = await admin.done('/v1/directives', { localityId: 'vn-08@base', text });
    const { events } = await store.readStream(`text-${body.textSha256}`);
    expect(events.length).toBeGreaterThan(10);
    expect(events.map(({ data }) => (data as { text: string }).text).join('')).toBe(text);
    await storeDirective(store, body.id, made(body.id, 'sample-1', 101));
    const wish = { with: [102], indicatorId: 'disbursement', localityId: 'vn-08@base' };
    const accepted = await admin.done(`/v1/directives/${body.id}/proposals/101/acceptance`, wish, { 'idempotency-key': 'once' });
    expect((await store.readStream(`target-${accepted.body.outcomeId}`)).events.map(({ type }) => type)).toEqual(['TargetSet']);
    expect((await store.readStream(`directive-${body.id}`)).events.at(-1)).toMatchObject({ type: 'ProposalsAccepted' });
    expect((await admin.post('/v1/directives', { localityId: 'vn-08@base', text })).body.id).toBe(body.id);
  }, 120_000);
});
