import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { planCapitalDetail, type PlanCapitalDetail } from '../../contract/plan-capital.js';

const NATION = '/v1/plan-capital/disbursement.vn.2025';
const MERGED = '/v1/plan-capital/disbursement.vn-08@2025.2025';
const PUBLISHED = 'asOf=2025-12-11&disbursed=577703.9';

const tranche = (trancheId: string, on: string, amount: string, more: object = {}) => ({
  ...{ indicatorId: 'disbursement', localityId: 'vn', year: 2025, trancheId, on, amount, ...more },
});

describe('a tranche that was entered wrongly', () => {
  let house: TestSystem;
  let admin: HttpClient;
  let planner: HttpClient;

  const read = async (path: string): Promise<PlanCapitalDetail> =>
    planCapitalDetail.parse((await admin.get(path, { 'x-read-after': await house.store.head() })).body);
  const history = async (stream: string) => (await admin.get(`/v1/events?stream=${stream}`)).body.items as { type: string; data: object }[];

  beforeAll(async () => {
    house = await startTestSystem();
    admin = await house.as('admin');
    await registerTuyenQuang(admin);
    for (const id of ['vn-02@base', 'vn-08@base']) {
      await admin.done(`/v1/localities/${id}/succession`, { kind: 'merge', into: 'vn-08@2025', effectiveOn: '2025-07-01' });
    }
    planner = await house.as('planner', 'vn-08@2025');
    await admin.done('/v1/plan-capital', tranche('dau-nam', '2024-12-04', '885.786,6'));
    await admin.done('/v1/plan-capital', tranche('bo-sung', '2025-01-15', '27.429,6'));
    await admin.done('/v1/plan-capital', tranche('nham', '2025-02-01', '50'));
  }, 120_000);
  afterAll(() => house.close());

  it('is withdrawn, once, with the reason', async () => {
    expect((await read(`${NATION}?${PUBLISHED}`)).plan.whole).toBe('913266.2');
    const path = `${NATION}/tranches/nham/withdrawal`;
    expect((await admin.post(path, { reason: ' ' })).body.code).toBe('reason_required');
    const key = { 'idempotency-key': 'nham', 'if-match': (await admin.get(NATION)).headers.get('etag') ?? '' };
    const first = await admin.done(path, { reason: 'Nhập nhầm tỉnh' }, key);
    const again = await admin.done(path, { reason: 'Nhập nhầm tỉnh' }, key);
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
    expect((await read(NATION)).tranches.map(({ trancheId }) => trancheId)).toEqual(['dau-nam', 'bo-sung']);
    expect(await admin.post(path, { reason: 'Nhập nhầm tỉnh' })).toMatchObject({ status: 409, body: { code: 'tranche_withdrawn' } });
  });

  it('is corrected, so that both published rates come out, and what stood before stays in the history', async () => {
    expect((await read(`${NATION}?${PUBLISHED}`)).rates).toEqual({ ofWhole: '63.26', withoutLate: '63.26' });
    const path = `${NATION}/tranches/bo-sung/correction`;
    const right = { on: '2025-10-15', amount: '27.429,6', reason: 'Nhập nhầm ngày' };
    expect((await admin.post(path, right, { 'if-match': '"0"' })).status).toBe(412);
    const { body } = await admin.done(path, right);
    expect((await admin.done(path, right)).body.revision).toBe(body.revision);
    const plan = await read(`${NATION}?${PUBLISHED}`);
    expect(plan.rates).toEqual({ ofWhole: '63.26', withoutLate: '65.22' });
    expect(plan.tranches[1]).toMatchObject({
      ...{ trancheId: 'bo-sung', assignedOn: '2025-10-15', late: true, disbursableUntil: '2026-12-31' },
      decisions: [{ on: '2025-10-15', reason: null, correction: 'Nhập nhầm ngày' }],
    });
    const entries = (await history('plan-disbursement.vn.2025')).filter(
      ({ data }) => (data as { trancheId: string }).trancheId === 'bo-sung',
    );
    expect(entries).toMatchObject([
      { type: 'CapitalAssigned', data: { on: '2025-01-15' } },
      { type: 'TrancheCorrected', data: { on: '2025-10-15', decision: 0, reason: 'Nhập nhầm ngày' } },
    ]);
  });

  it('refuses a correction of what is not there, and one of somebody else’s', async () => {
    const right = { on: '2025-01-15', amount: '1', reason: 'sửa' };
    const unknown = await admin.post(`${NATION}/tranches/khac/correction`, right);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'tranche_unknown' } });
    expect((await planner.post(`${NATION}/tranches/dau-nam/correction`, right)).body.code).toBe('locality_out_of_scope');
    expect((await planner.post(`${NATION}/tranches/dau-nam/withdrawal`, { reason: 'sửa' })).body.code).toBe('locality_out_of_scope');
  });

  it('asks before capital supplemented after 30/9 is added to a tranche of earlier', async () => {
    const raise = { trancheId: 'dau-nam', on: '2025-10-20', amount: '885.886,6', reason: 'Điều chuyển từ bộ khác' };
    const asked = await admin.post(`${NATION}/adjustments`, raise, { 'accept-language': 'vi' });
    expect(asked).toMatchObject({ status: 409, body: { confirmation: 'late_supplement', params: { by: '100' } } });
    expect(asked.body.detail).toContain('hãy giao thành đợt riêng');
    await admin.done(`${NATION}/adjustments`, { ...raise, confirm: ['late_supplement'] });
    expect((await history('plan-disbursement.vn.2025')).at(-1)).toMatchObject({ data: { confirmedIncrease: '100' } });
    expect((await read(`${NATION}?asOf=2025-12-11`)).plan).toMatchObject({ late: '27429.6', withoutLate: '885886.6' });
  });

  it('lets a merged province enter the decisions of its predecessors, named', async () => {
    const january = tranche('ha-giang', '2025-01-15', '4120,5', { localityId: 'vn-08@2025' });
    const refused = await planner.post('/v1/plan-capital', january);
    expect(refused).toMatchObject({ status: 409, body: { code: 'predecessor_needed', params: { validFrom: '2025-07-01' } } });
    const foreign = await planner.post('/v1/plan-capital', { ...january, predecessorId: 'vn-10@base' });
    expect(foreign.body.code).toBe('not_a_predecessor');
    await planner.done('/v1/plan-capital', { ...january, predecessorId: 'vn-02@base' });
    const own = tranche('tuyen-quang', '2024-12-10', '5000', { localityId: 'vn-08@2025', predecessorId: 'vn-08@base' });
    await planner.done('/v1/plan-capital', own);
    const plan = await read(`${MERGED}?asOf=2025-12-31`);
    expect(plan.plan).toMatchObject({ whole: '9120.5', late: '0' });
    expect(plan.tranches.map(({ decisions: [first] }) => [first?.on, first?.predecessorId])).toEqual([
      ['2025-01-15', 'vn-02@base'],
      ['2024-12-10', 'vn-08@base'],
    ]);
  });
});
