import type { ProgressRow } from '../../libs/contract/progress.js';
import type { HttpClient } from '../support/http-client.js';
import { district, indicator, locality, NATION_FACTS } from '../support/samples.js';
import { startTestSystem, type TestSystem } from '../support/system.js';

const [OLD_A, OLD_B, NEW] = ['vn-91@base', 'vn-92@base', 'vn-91@2025'];
const DISTRICTS = { 'vn-911@base': OLD_A, 'vn-912@base': OLD_A, 'vn-921@base': OLD_B, 'vn-922@base': OLD_B } as const;
const indicatorId = 'disbursement';

describe('two provinces become one', () => {
  let system: TestSystem;
  let admin: HttpClient;
  let position = '0';

  beforeAll(async () => {
    system = await startTestSystem();
    admin = await system.as('admin');
    for (const facts of [NATION_FACTS, province(OLD_A, '91', null), province(OLD_B, '92', null), province(NEW, '91', '2025-07-01')])
      await admin.done('/v1/localities', facts);
    for (const [id, parentId] of Object.entries(DISTRICTS))
      await admin.done('/v1/localities', { ...district(id, id), parentId, validFrom: null });
    await admin.done('/v1/localities', { ...district('vn-923@base', 'vn-923@base'), parentId: OLD_B, validFrom: null });
    await admin.done('/v1/indicators', indicator({ indicatorId }));
    for (const id of [OLD_A, OLD_B]) await setTarget(`${id.slice(0, 5)}-2025`, id, '2024-12-31', '2025-12-31');
    await setTarget('merged-2025', NEW, '2024-12-31', '2025-12-31');
    await setTarget('nation-2025', 'vn', '2024-12-31', '2025-12-31');
    await report('vn-911@base', '2025-03-31', { shape: 'ratio', numerator: '10', denominator: '100' });
    await report('vn-912@base', '2025-03-31', { shape: 'ratio', numerator: '30', denominator: '100' });
    await report('vn-921@base', '2025-03-31', { shape: 'ratio', numerator: '60', denominator: '200' });
    await report('vn-922@base', '2025-03-31', { shape: 'rate', percent: '50' });
    for (const id of [OLD_A, OLD_B])
      await admin.done(`/v1/localities/${id}/succession`, {
        kind: 'merge',
        into: NEW,
        effectiveOn: '2025-07-01',
        legalBasis: '202/2025/QH15',
      });
    for (const id of ['vn-911@base', 'vn-912@base']) await admin.done(`/v1/localities/${id}/parent`, { parentId: NEW, from: '2025-07-01' });
    position = await system.store.head();
  });
  afterAll(() => system.close());

  const province = (localityId: string, code: string, validFrom: string | null) =>
    locality({ localityId, code, name: localityId, fullName: `Tỉnh ${localityId}`, validFrom });

  async function setTarget(targetId: string, localityId: string, on: string, due: string): Promise<void> {
    const milestones = [{ due, comparator: '>=', value: '98' }];
    await admin.done('/v1/targets', { targetId, indicatorId, localityId, baseline: { value: '0', on }, milestones });
  }
  async function report(localityId: string, asOf: string, figure: object): Promise<void> {
    ({ position } = (await admin.done('/v1/measurements', { indicatorId, localityId, asOf, basis: 'actual', figure })).body);
  }
  async function ask(targetId: string, days: string): Promise<ProgressRow> {
    const { status, body } = await admin.get(`/v1/targets/${targetId}/progress?${days}`, { 'x-read-after': position });
    expect(status).toBe(200);
    return body.row;
  }
  const said = ({ rollUp }: ProgressRow) =>
    rollUp && {
      sum: `${rollUp.numerator}/${rollUp.denominator}`,
      reported: rollUp.reported,
      expected: rollUp.expected,
      leftOut: rollUp.leftOut,
    };
  const RATE = { localityId: 'vn-922@base', reason: 'rate_only' };
  const MISSING = { localityId: 'vn-923@base', reason: 'missing' };

  it('sums numerators and denominators of each old province, never percentages, and names what is left out', async () => {
    expect(await ask('vn-91-2025', 'asOf=2025-03-31')).toMatchObject({
      source: 'roll_up',
      numerator: '40',
      denominator: '200',
      percent: '20.00',
      actual: '20',
    });
    expect(said(await ask('vn-91-2025', 'asOf=2025-03-31'))).toEqual({ sum: '40/200', reported: 2, expected: 2, leftOut: [] });
    expect(said(await ask('vn-92-2025', 'asOf=2025-03-31'))).toEqual({ sum: '60/200', reported: 1, expected: 3, leftOut: [RATE, MISSING] });
  });

  it('gives the new province the figures of the old ones for the time before it was founded, under either boundaries', async () => {
    const whole = { sum: '100/400', reported: 3, expected: 5, leftOut: [RATE, MISSING] };
    for (const boundaries of ['2025-03-31', '2025-08-01'])
      expect(said(await ask('merged-2025', `asOf=2025-03-31&boundaries=${boundaries}`))).toEqual(whole);
  });

  it('gives the nation the same sum by its old and by its new provinces', async () => {
    const old = await ask('nation-2025', 'asOf=2025-03-31&boundaries=2025-03-31');
    expect(said(old)).toMatchObject({ sum: '100/400', reported: 3 });
    const young = await ask('nation-2025', 'asOf=2025-03-31&boundaries=2025-08-01');
    expect(said(young)).toMatchObject({ sum: '100/400', reported: 3 });
  });

  it('takes what stands beneath it after the merger, and its own figure before anything beneath', async () => {
    await report('vn-911@base', '2025-08-31', { shape: 'ratio', numerator: '70', denominator: '100' });
    expect(said(await ask('merged-2025', 'asOf=2025-08-31'))).toMatchObject({ sum: '100/200', reported: 2, expected: 2 });
    await report(NEW, '2025-08-31', { shape: 'ratio', numerator: '210', denominator: '400' });
    const own = await ask('merged-2025', 'asOf=2025-08-31');
    expect(own).toMatchObject({
      source: 'own',
      numerator: '210',
      denominator: '400',
      rollUp: { numerator: '100', denominator: '200', agrees: false },
    });
    expect(said(await ask('nation-2025', 'asOf=2025-08-31'))).toMatchObject({ sum: '210/400', reported: 1 });
    expect(await ask('merged-2025', 'asOf=2025-03-31')).toMatchObject({ source: 'roll_up', numerator: '100' });
  });

  it('counts a district where the asked boundaries have it', async () => {
    for (const id of ['vn-97@base', 'vn-98@base']) await admin.done('/v1/localities', province(id, id.slice(3, 5), null));
    for (const id of ['vn-971@base', 'vn-981@base'])
      await admin.done('/v1/localities', { ...district(id, id), parentId: `${id.slice(0, 5)}@base`, validFrom: null });
    await admin.done('/v1/localities/vn-981@base/parent', { parentId: 'vn-97@base', from: '2025-06-01' });
    await setTarget('moving-2025', 'vn-97@base', '2024-12-31', '2025-12-31');
    await report('vn-971@base', '2025-05-31', { shape: 'ratio', numerator: '10', denominator: '50' });
    await report('vn-981@base', '2025-05-31', { shape: 'ratio', numerator: '30', denominator: '70' });
    expect(said(await ask('moving-2025', 'asOf=2025-05-31'))).toMatchObject({ sum: '10/50', expected: 1 });
    expect(said(await ask('moving-2025', 'asOf=2025-05-31&boundaries=2025-06-01'))).toMatchObject({ sum: '40/120', expected: 2 });
    expect(said(await ask('moving-2025', 'asOf=2025-06-30'))).toMatchObject({ sum: '40/120', expected: 2 });
  });

  it('leaves out, by name, what nobody knows how to divide', async () => {
    await admin.done('/v1/localities', province('vn-95@base', '95', null));
    for (const id of ['vn-95@2025', 'vn-96@2025']) await admin.done('/v1/localities', province(id, '95', '2025-07-01'));
    await report('vn-95@base', '2025-04-30', { shape: 'ratio', numerator: '50', denominator: '80' });
    await setTarget('part-2025', 'vn-95@2025', '2024-12-31', '2025-12-31');
    await setTarget('rest-2025', 'vn-96@2025', '2024-12-31', '2025-12-31');
    const parts = [
      { localityId: 'vn-95@2025', share: '0.25' },
      { localityId: 'vn-96@2025', share: null },
    ];
    ({ position } = (await admin.done('/v1/localities/vn-95@base/succession', { kind: 'split', parts, effectiveOn: '2025-07-01' })).body);
    expect(said(await ask('part-2025', 'asOf=2025-04-30'))).toEqual({ sum: '12.5/20', reported: 1, expected: 1, leftOut: [] });
    const rest = await ask('rest-2025', 'asOf=2025-04-30');
    expect(said(rest)).toEqual({
      sum: 'null/null',
      reported: 0,
      expected: 1,
      leftOut: [{ localityId: 'vn-95@base', reason: 'unknown_share' }],
    });
    expect(rest).toMatchObject({ status: 'no_data', actual: null, percent: null });
  });
});

describe('Hà Giang and Tuyên Quang in the catalogue', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await startTestSystem({ catalogue: true });
  });
  afterAll(() => system.close());

  it('lend their figures to the province that followed both', async () => {
    const planner = await system.as('planner', 'vn-08@2025');
    await (await system.as('admin')).done('/v1/indicators', indicator({ indicatorId: 'roads-repaired' }));
    const milestones = [{ due: '2025-12-31', comparator: '>=', value: '98' }];
    await planner.done('/v1/targets', {
      targetId: 'roads-2025',
      indicatorId: 'roads-repaired',
      localityId: 'vn-08@2025',
      baseline: { value: '0', on: '2024-12-31' },
      milestones,
    });
    const row = (localityId: string, numerator: string) => ({
      indicatorId: 'roads-repaired',
      localityId,
      asOf: '2025-05-31',
      basis: 'actual',
      figure: { shape: 'ratio', numerator, denominator: '84' },
    });
    const { body } = await planner.done('/v1/measurements', [row('vn-02@base', '20'), row('vn-08@base', '37')]);
    for (const boundaries of ['2025-05-31', '2025-07-01']) {
      const answer = await planner.get(`/v1/targets/roads-2025/progress?asOf=2025-05-31&boundaries=${boundaries}`, {
        'x-read-after': body.position,
      });
      expect(answer.body.row).toMatchObject({
        source: 'roll_up',
        numerator: '57',
        denominator: '168',
        rollUp: { reported: 2, expected: 2, leftOut: [] },
      });
    }
  });
});
