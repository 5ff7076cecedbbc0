import postgres, { type Sql } from 'postgres';
import { PROJECTIONS } from '../../../apps/projector/projections.js';
import { startProjector, type Projector } from '../../../apps/projector/start-projector.js';
import { startTestApi, type TestApi } from '../../../test/support/api.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../../../test/support/eventstoredb/server.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { silentLog } from '../../../test/support/silent-log.js';
import { raisedAlert, resolvedAlert, storeAlert } from '../../../test/support/stored-alerts.js';
import { allCaughtUp, startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openEventStoreDb } from '../../event-store/eventstoredb/eventstoredb-event-store.js';

const PLACE = { indicatorId: 'relocated-households', localityId: 'vn-08@base' };
const FIGURE = 'relocated-households.vn-08@base.2021.2021-08-31.actual';

interface House extends Pick<TestApi, 'as' | 'url'> {
  readonly store: EventStore;
}

/** Sets, reports, corrects, verifies, revises, warns, merges and withdraws; answers with the position after the correction. */
async function live(house: House): Promise<string> {
  const admin = await house.as('admin', 'vn', { name: 'Quản trị viên' });
  const planner = await house.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
  const verifier = await house.as('verifier', 'vn-08@base', { subject: 'lan', name: 'Trần Văn Lân' });
  await registerTuyenQuang(admin);
  const provenance = { directiveId: 'cv-1510-2021', clause: 'mục 2, gạch 4' };
  const aims = (value: string) => plan({ milestones: [milestone({ due: '2021-09-30', value }), milestone({ value: '84' })] });
  await planner.done('/v1/targets', { targetId: 'whole', ...PLACE, ...aims('60'), provenance });
  for (const [localityId, value] of [
    ['vn-072@base', '4'],
    ['vn-08@base', '37'],
  ] as const)
    await planner.done('/v1/measurements', {
      ...PLACE,
      localityId,
      asOf: '2021-08-31',
      basis: 'actual',
      figure: { shape: 'count', value },
    });
  const figure = { shape: 'count', value: '52' };
  const { position } = (await planner.done(`/v1/measurements/${FIGURE}/correction`, { figure, reason: 'nhập nhầm' })).body;
  await verifier.done(`/v1/measurements/${FIGURE}/verification`, {});
  await planner.done('/v1/targets/whole/revisions', { ...aims('50'), reason: 'Mưa lũ kéo dài' });
  await storeAlert(house.store, raisedAlert('whole', PLACE.indicatorId, PLACE.localityId), resolvedAlert('whole'));
  await planner.done(`/v1/measurements/${FIGURE}/correction`, { figure: { shape: 'count', value: '54' }, reason: 'đếm lại' });
  await admin.done('/v1/localities/vn-073@base/parent', { parentId: 'vn-02@base', from: '2021-06-01' });
  await planner.done('/v1/targets/whole/withdrawal', { reason: 'Thay bằng mục tiêu mới' });
  return position;
}

/** Without what each system has of its own: ids by the order in which they come, no instants and no positions. */
function plain(answer: unknown): unknown {
  const ids = new Map<string, string>();
  const text = JSON.stringify(answer, (key, value: unknown) =>
    ['position', 'recordedAt', 'at', 'nextCursor'].includes(key) && value !== null ? key : value,
  );
  return JSON.parse(
    text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => ids.get(id) ?? (ids.set(id, `id ${ids.size}`), ids.get(id)!)),
  );
}

describe('histories over EventStoreDB', () => {
  let [server, store, house, sql, projector, other] = [] as unknown as [FakeEventStoreDb, EventStore, TestApi, Sql, Projector, TestSystem];
  let houses: readonly House[];
  let corrected: readonly string[];

  beforeAll(async () => {
    server = await startFakeEventStoreDb();
    store = await openEventStoreDb({ connectionString: server.connectionString });
    [house, other] = await Promise.all([startTestApi({ wrap: () => store }), startTestSystem()]);
    const { host, port } = house.sql.options;
    sql = postgres({ ...house.sql.options, host, port, max: 16 } as never);
    projector = await startProjector({
      ...{ store, sql, log: silentLog, notifications: { mail: null, allowPrivate: true }, projections: PROJECTIONS },
    });
    houses = [{ as: house.as, url: house.url, store }, other];
    corrected = [await live(houses[0]!), await live(houses[1]!)];
    await Promise.all([allCaughtUp(store, sql), allCaughtUp(other.store, other.sql)]);
  }, 180_000);
  afterAll(async () => {
    await projector.close();
    await sql.end();
    await Promise.all([house.close(), other.close(), store.close()]);
    await server.stop();
  });

  /** The answer of either system; `path` may name the position of its first correction as `@`. */
  const both = (path: string, accept = 'application/json'): Promise<readonly string[]> =>
    Promise.all(
      houses.map(async ({ as, url }, n) => {
        const { token } = await as('auditor', 'vn');
        const headers = { authorization: `Bearer ${token}`, accept, 'accept-language': 'vi' };
        const answer = await fetch(url + path.replace('@@', encodeURIComponent(corrected[n]!)), { headers });
        expect([path, answer.status]).toEqual([path, 200]);
        return answer.text();
      }),
    );

  it.each([
    ['/v1/targets/whole/history', 10],
    ['/v1/targets/whole/history?knownAt=@@', 4],
    [`/v1/measurements/${FIGURE}/history`, 4],
    [`/v1/measurements/${FIGURE}/history?knownAt=@@`, 2],
    ['/v1/alerts/whole~1/history', 2],
    ['/v1/localities/vn-08@base/history', 10],
    ['/v1/localities/vn-02@base/history', 2],
    ['/v1/directives/cv-1510-2021/history', 2],
    ['/v1/audit/findings', 4],
    ['/v1/audit/findings?knownAt=@@', 2],
    ['/v1/audit/diff?from=@@&fromAsOf=2021-08-31&toAsOf=2021-08-31', 1],
  ])('%s is the same as over PostgreSQL', async (path, count) => {
    const [here, there] = (await both(path)).map((text) => JSON.parse(text) as { items: readonly unknown[] });
    expect(here?.items).toHaveLength(count);
    expect(plain(here)).toEqual(plain(there));
  });

  it('are told as of a moment alike however long ago, byte for byte', async () => {
    const path = '/v1/targets/whole/history?knownAt=@@';
    expect(await both(path)).toEqual(await both(path));
  });

  it.each(['5', '5/6'])('are refused at %s, which this store never writes', async (position) => {
    const auditor = await house.as('auditor');
    const asked = await auditor.get(`/v1/targets/whole/history?knownAt=${position}`);
    const after = await auditor.get('/v1/targets/whole/history', { 'x-read-after': position });
    expect([asked, after].map(({ status, body }) => [status, body.errors?.[0]?.path])).toEqual([
      [400, 'knownAt'],
      [400, 'X-Read-After'],
    ]);
    expect((await auditor.get('/v1/localities?knownAt=0', { 'x-read-after': await store.head() })).body.items).toEqual([]);
  });

  it('come in pages that together are the whole', async () => {
    const [whole] = (await both('/v1/targets/whole/history')).map((text) => (JSON.parse(text) as { items: unknown[] }).items);
    const told: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { token } = await house.as('auditor', 'vn');
      const answer: Response = await fetch(`${house.url}/v1/targets/whole/history?limit=2${cursor}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const page = (await answer.json()) as { items: unknown[]; nextCursor: string | null };
      told.push(...page.items);
      cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
    }
    expect(told).toEqual(whole);
  });

  it('are printed alike', async () => {
    const pages = (await both('/v1/targets/whole/history', 'text/html')).map((html) =>
      html
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
        .replace(/vị trí \d+(\/\d+)?/g, 'vị trí')
        .replace(/\d+:\d\d:\d\d/g, 'giờ'),
    );
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).toContain('công văn 1510/UBND-TH, mục 2, gạch 4');
    expect(pages[0]).not.toContain('mục mục');
  });
});
