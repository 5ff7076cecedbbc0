import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { planCapitalDetail, type PlanCapitalDetail } from '../../contract/plan-capital.js';

const PLAN = '/v1/plan-capital/disbursement.vn.2025';
const PROVINCE = '/v1/plan-capital/disbursement.vn-08@base.2025';

const tranche = (trancheId: string, on: string, amount: string, localityId = 'vn') => ({
  ...{ indicatorId: 'disbursement', localityId, year: 2025, trancheId, on, amount },
});

describe('plan capital over HTTP', () => {
  let house: TestSystem;
  let admin: HttpClient;
  let planner: HttpClient;

  const read = async (path: string): Promise<PlanCapitalDetail> =>
    planCapitalDetail.parse((await admin.get(path, { 'x-read-after': await house.store.head() })).body);
  const listed = async (query: string): Promise<string[]> => {
    const { body } = await admin.get(`/v1/plan-capital?${query}`, { 'x-read-after': await house.store.head() });
    return (body.items as { id: string }[]).map(({ id }) => id);
  };
  const report = (asOf: string, figure: object, basis = 'actual') =>
    admin.done('/v1/measurements', { indicatorId: 'disbursement', localityId: 'vn', asOf, basis, figure });
  const disbursed = (numerator: string) => ({ shape: 'ratio', numerator, denominator: '913216.2' });

  beforeAll(async () => {
    house = await startTestSystem();
    admin = await house.as('admin');
    await registerTuyenQuang(admin);
    planner = await house.as('planner', 'vn-08@base');
    await admin.done('/v1/plan-capital', tranche('dau-nam', '2024-12-04', '885.786,6'));
    await admin.done('/v1/plan-capital', tranche('bo-sung', '2025-10-15', '27.429,6'));
    await planner.done('/v1/plan-capital', tranche('dau-nam', '2024-12-20', '4000', 'vn-08@base'));
  }, 120_000);
  afterAll(() => house.close());

  it.each([
    ['2025-12-04', '557.054,4', '61.00', '62.89'],
    ['2025-12-11', '577703.9', '63.26', '65.22'],
  ])('tells both rates of %s to the published digit', async (asOf, amount, ofWhole, withoutLate) => {
    const plan = await read(`${PLAN}?asOf=${asOf}&disbursed=${amount}`);
    expect(plan).toMatchObject({ rates: { ofWhole, withoutLate }, disbursed: { figure: null } });
    expect(plan.plan).toEqual({ whole: '913216.2', late: '27429.6', withoutLate: '885786.6', disbursable: '913216.2' });
  });

  it('tells the tranches as of the day', async () => {
    const { tranches, plan, rates, disbursed: amount } = await read(`${PLAN}?asOf=2025-10-14`);
    expect(tranches.map(({ trancheId, late, disbursableUntil }) => [trancheId, late, disbursableUntil])).toEqual([
      ['dau-nam', false, '2026-01-31'],
    ]);
    expect(plan).toMatchObject({ whole: '885786.6', late: '0' });
    expect([rates, amount]).toEqual([null, null]);
    expect((await read(`${PLAN}?asOf=2026-02-01`)).plan.disbursable).toBe('27429.6');
    expect((await read(`${PLAN}?asOf=2024-12-03&disbursed=1`)).rates).toEqual({ ofWhole: null, withoutLate: null });
  });

  it('takes the amount of the best figure of the day, and none where only a percentage is known', async () => {
    await report('2025-12-04', disbursed('557054.4'));
    await report('2025-12-11', disbursed('570000'), 'estimated');
    await report('2025-12-11', disbursed('577703.9'));
    expect(await read(`${PLAN}?asOf=2025-12-10`)).toMatchObject({ disbursed: { amount: '557054.4' }, rates: { ofWhole: '61.00' } });
    expect(await read(`${PLAN}?asOf=2025-12-20`)).toMatchObject({
      disbursed: { amount: '577703.9', figure: { id: 'disbursement.vn.2025.2025-12-11.actual', asOf: '2025-12-11', basis: 'actual' } },
      rates: { ofWhole: '63.26', withoutLate: '65.22' },
    });
    await admin.done('/v1/measurements/disbursement.vn.2025.2025-12-11.actual/withdrawal', { reason: 'nhầm' });
    expect(await read(`${PLAN}?asOf=2025-12-20`)).toMatchObject({ disbursed: { amount: '570000', figure: { basis: 'estimated' } } });
    await report('2025-12-25', { shape: 'rate', percent: '70' });
    expect(await read(`${PLAN}?asOf=2025-12-31`)).toMatchObject({ disbursed: null, rates: null });
  });

  it('keeps an adjusted tranche in time, with the reason', async () => {
    const change = { trancheId: 'dau-nam', on: '2025-11-20', amount: '3.900,5', reason: 'Điều chuyển' };
    const { body } = await planner.done(`${PROVINCE}/adjustments`, change);
    expect((await planner.done(`${PROVINCE}/adjustments`, change)).body.revision).toBe(body.revision);
    const plan = await read(`${PROVINCE}?asOf=2025-12-31`);
    expect(plan).toMatchObject({ revision: 1, unit: 'hộ', localityName: 'Tuyên Quang', plan: { whole: '3900.5', late: '0' } });
    const plain = { source: null, predecessorId: null, correction: null };
    expect(plan.tranches).toEqual([
      {
        ...{ trancheId: 'dau-nam', assignedOn: '2024-12-20', amount: '3900.5', late: false, disbursableUntil: '2026-01-31' },
        decisions: [
          { on: '2024-12-20', amount: '4000', reason: null, ...plain },
          { on: '2025-11-20', amount: '3900.5', reason: 'Điều chuyển', ...plain },
        ],
      },
    ]);
    expect((await read(`${PROVINCE}?asOf=2025-11-19`)).plan.whole).toBe('4000');
  });

  it('lists the plans by filters, page by page, within the scope', async () => {
    const next = { ...tranche('dau-nam', '2025-12-20', '5000', 'vn-08@base'), year: 2026 };
    await planner.done('/v1/plan-capital', next);
    expect(await listed('indicator=disbursement')).toEqual([
      'disbursement.vn-08@base.2025',
      'disbursement.vn-08@base.2026',
      PLAN.slice(17),
    ]);
    expect(await listed('locality=vn-08@base&year=2026')).toEqual(['disbursement.vn-08@base.2026']);
    expect(await listed('indicator=revenue')).toEqual([]);
    const first = (await planner.get('/v1/plan-capital?limit=1&sort=-year')).body;
    expect(first.items).toMatchObject([{ id: 'disbursement.vn-08@base.2026', trancheCount: 1, plan: { whole: '5000' } }]);
    const second = (await planner.get(`/v1/plan-capital?limit=1&sort=-year&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ items: [{ id: 'disbursement.vn-08@base.2025' }], nextCursor: null });
  });

  it('refuses what has changed since it was read, and answers a repeat under the same key as the first time', async () => {
    const { headers } = await admin.get(PLAN);
    const body = tranche('them', '2025-03-01', '1');
    expect((await admin.post('/v1/plan-capital', body, { 'if-match': '"0"' })).status).toBe(412);
    const key = { 'idempotency-key': 'them', 'if-match': headers.get('etag') ?? '' };
    const first = await admin.done('/v1/plan-capital', body, key);
    const again = await admin.done('/v1/plan-capital', body, key);
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
  });

  it('says what it does not know, and takes a source that is registered', async () => {
    expect(await admin.get('/v1/plan-capital/disbursement.vn.2024')).toMatchObject({ status: 404, body: { code: 'plan_capital_unknown' } });
    expect((await admin.get('/v1/plan-capital/disbursement')).status).toBe(400);
    expect((await admin.get(`${PLAN}?disbursed=-1`)).status).toBe(400);
    const body = tranche('theo-van-ban', '2025-03-01', '1', 'vn-08@base');
    const unknown = await planner.post('/v1/plan-capital', { ...body, source: { directiveId: 'nothing' } });
    expect(unknown.body.code).toBe('directive_unknown');
    const known = await planner.done('/v1/plan-capital', { ...body, source: { directiveId: 'cv-1510-2021', clause: '2' } });
    expect(known.status).toBe(201);
  });

  it('shows its history to those who may see the locality', async () => {
    const path = '/v1/events?stream=plan-disbursement.vn-08@base.2025&limit=1';
    expect((await planner.get(path)).body.items).toMatchObject([{ type: 'CapitalAssigned', data: { amount: '4000' } }]);
    const neighbour = await house.as('leader', 'vn-10@base');
    expect((await neighbour.get(path)).body.code).toBe('locality_out_of_scope');
    expect((await neighbour.get(PROVINCE)).body.code).toBe('locality_out_of_scope');
  });
});
