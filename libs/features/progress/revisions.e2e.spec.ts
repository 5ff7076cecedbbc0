import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { targetProgress, type TargetProgress } from '../../contract/progress.js';

const PLACE = { indicatorId: 'revenue', localityId: 'vn-08@base' };

describe('the revisions of a target’s figures', () => {
  let system: TestSystem;
  let admin: HttpClient;

  const record = (asOf: string, basis: string, value: string) =>
    admin.done('/v1/measurements', { ...PLACE, asOf, basis, figure: { shape: 'amount', value } });
  const act = (asOf: string, basis: string, action: string, body: object) =>
    admin.done(`/v1/measurements/revenue.vn-08@base.2025.${asOf}.${basis}/${action}`, body);
  const ask = async (asOf: string): Promise<TargetProgress['revisions']> => {
    const answer = await admin.get(`/v1/targets/whole/progress?asOf=${asOf}`, { 'x-read-after': await system.store.head() });
    return targetProgress.parse(answer.body).revisions;
  };

  beforeAll(async () => {
    system = await startTestSystem();
    admin = await system.as('admin');
    await registerTuyenQuang(admin);
    const milestones = [milestone({ due: '2025-12-31', value: '913216.2' })];
    await admin.done('/v1/targets', {
      targetId: 'whole',
      ...PLACE,
      ...plan({ quantity: null, baseline: { value: '0', on: '2024-12-31' }, milestones }),
    });
  }, 120_000);
  afterAll(() => system.close());

  it('are none while every figure stands as it first came', async () => {
    await record('2025-08-31', 'estimated', '400000');
    await act('2025-08-31', 'estimated', 'verification', {});
    expect(await ask('2025-08-31')).toEqual([]);
  });

  it('tell by how much a later basis and a correction changed each date', async () => {
    await record('2025-09-30', 'estimated', '454402.3');
    await record('2025-09-30', 'settled', '440402.3');
    await record('2025-08-31', 'actual', '400000');
    await act('2025-08-31', 'actual', 'correction', { figure: { shape: 'amount', value: '410000' }, reason: 'cộng sót' });
    const corrected = { asOf: '2025-08-31', year: 2025, why: 'correction', from: 'actual', to: 'actual' };
    expect(await ask('2025-09-30')).toEqual([
      { ...corrected, before: '400000', after: '410000', change: '10000', percent: '2.5' },
      {
        ...{ asOf: '2025-09-30', year: 2025, why: 'basis', from: 'estimated', to: 'settled' },
        ...{ before: '454402.3', after: '440402.3', change: '-14000', percent: '-3.080970320793' },
      },
    ]);
    expect(await ask('2025-09-29')).toMatchObject([corrected]);
  });

  it('tell of a withdrawal that brought a less settled figure back', async () => {
    await act('2025-09-30', 'settled', 'withdrawal', { reason: 'nhầm' });
    const last = { why: 'withdrawal', from: 'settled', to: 'estimated', change: '14000' };
    expect((await ask('2025-09-30')).at(-1)).toMatchObject(last);
  });
});
