import type { HttpClient } from '../../../test/support/http-client.js';
import { allEvents } from '../../../test/support/projected.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { accessPage, contactPage } from '../../contract/histories.audit.js';

const ADDRESS = 'hoa.nguyen@example.vn';
const WHY = 'reason=%C4%90%E1%BB%91i%20chi%E1%BA%BFu';

describe('reads of personal data', () => {
  let house: TestSystem;
  let [planner, auditor]: HttpClient[] = [];

  const read = async (client: HttpClient | undefined, query: string) =>
    client!.get(`/v1/audit/contacts?${query}`, { 'x-read-after': await house.store.head() });
  const accesses = async () =>
    accessPage.parse((await auditor!.get('/v1/audit/accesses', { 'x-read-after': await house.store.head() })).body).items;
  const contactId = async (): Promise<string> =>
    (await planner!.get('/v1/subscriptions', { 'x-read-after': await house.store.head() })).body.items[0].channel.contactId;

  beforeAll(async () => {
    house = await startTestSystem();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', 'vn-072@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
    auditor = await house.as('auditor', 'vn-08@base', { subject: 'thanh', name: 'Lê Thanh' });
    await planner.done('/v1/subscriptions', { localities: ['vn-072@base'], channel: { kind: 'email', address: ADDRESS } });
  }, 120_000);
  afterAll(() => house.close());

  it('are answered within the scope, and on record before they are', async () => {
    const { items } = contactPage.parse((await read(auditor, WHY)).body);
    expect(items).toMatchObject([{ personId: 'hoa', localities: ['vn-072@base'], channel: 'email', address: ADDRESS, confirmed: false }]);
    expect(await accesses()).toMatchObject([
      {
        type: 'PersonalDataRead',
        who: { id: 'thanh' },
        reason: 'Đối chiếu',
        what: { what: 'contacts', scope: 'vn-08@base', count: 1, people: ['hoa'] },
      },
    ]);
  });

  it('find nobody beyond the scope', async () => {
    const elsewhere = await house.as('auditor', 'vn-10@base');
    expect((await read(elsewhere, WHY)).body.items).toEqual([]);
    expect((await read(elsewhere, `${WHY}&locality=vn-072@base`)).body.code).toBe('locality_out_of_scope');
  });

  it('are refused without a reason, and to whoever is no auditor', async () => {
    const before = (await accesses()).length;
    expect((await read(auditor, '')).body.code).toBe('request_invalid');
    expect((await read(auditor, 'reason=%20')).body.code).toBe('reason_required');
    expect((await read(planner, WHY)).body.code).toBe('role_forbidden');
    expect(await accesses()).toHaveLength(before);
  });

  it('name no address in the history, and none at all once it was erased, which breaks nothing', async () => {
    const before = await allEvents(house.store);
    await planner!.done(`/v1/contacts/${await contactId()}/erasure`, {});
    expect(contactPage.parse((await read(auditor, WHY)).body).items).toMatchObject([{ personId: 'hoa', address: null }]);
    const after = await allEvents(house.store);
    expect(JSON.stringify(after)).not.toContain(ADDRESS);
    expect(after.slice(0, before.length)).toEqual(before);
    expect((await accesses()).filter(({ type }) => type === 'PersonalDataErased')).toMatchObject([
      { who: { id: 'hoa' }, reason: 'Chủ địa chỉ tự xóa', what: { personId: 'hoa' } },
    ]);
  });

  it('can be erased by an administrator of the place, with a reason, and by no other', async () => {
    await planner!.done('/v1/subscriptions', { localities: ['vn-072@base'], channel: { kind: 'email', address: ADDRESS } });
    const { items } = contactPage.parse((await read(auditor, WHY)).body);
    const erasure = `/v1/contacts/${items.find(({ address }) => address !== null)?.contactId ?? ''}/erasure`;
    const reason = { reason: 'Đã nghỉ hưu' };
    const [elsewhere, above] = [await house.as('admin', 'vn-10@base'), await house.as('admin', 'vn-08@base', { subject: 'quan' })];
    expect((await auditor!.post(erasure, reason)).body.code).toBe('contact_unknown');
    expect((await elsewhere.post(erasure, reason)).body.code).toBe('contact_unknown');
    expect((await above.post(erasure, {})).body.code).toBe('reason_required');
    expect((await read(auditor, WHY)).body.items).toContainEqual(expect.objectContaining({ address: ADDRESS }));
    await above.done(erasure, reason);
    expect((await read(auditor, WHY)).body.items).not.toContainEqual(expect.objectContaining({ address: ADDRESS }));
    const ofHers = await auditor!.get('/v1/audit/accesses?about=hoa', { 'x-read-after': await house.store.head() });
    expect(accessPage.parse(ofHers.body).items.map(({ type, who }) => `${type} ${who.id}`)).toEqual(
      expect.arrayContaining(['PersonalDataErased quan', 'PersonalDataErased hoa', 'PersonalDataRead thanh']),
    );
    expect((await auditor!.get('/v1/audit/accesses?about=nobody')).body.items).toEqual([]);
  });
});
