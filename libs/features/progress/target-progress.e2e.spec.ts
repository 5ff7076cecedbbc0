import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { targetProgress, type TargetProgress } from '../../contract/progress.js';

describe('the progress of one target, at the end of August 2021', () => {
  let system: TestSystem;
  let leader: HttpClient;
  let whole: TargetProgress;

  const ask = async (id: string, asOf = '2021-08-31'): Promise<TargetProgress> =>
    targetProgress.parse((await leader.get(`/v1/targets/${id}/progress?asOf=${asOf}`, { 'accept-language': 'vi' })).body);

  beforeAll(async () => {
    system = await startTestSystem({ catalogue: true });
    leader = await system.as('leader', 'vn-08@base');
    await leader.get('/v1/progress?asOf=2021-08-31', { 'x-read-after': await system.store.head() });
    whole = await ask('tq-2021-08-relocation');
  });
  afterAll(() => system.close());

  it('tells where it leads, in numbers and in a sentence', () => {
    expect(whole.outlook).toMatchObject({ milestone: { due: '2021-12-31' }, from: '2021-08-31' });
    expect(Number(whole.outlook?.low)).toBeLessThanOrEqual(Number(whole.outlook?.forecast));
    expect(Number(whole.outlook?.high)).toBeLessThanOrEqual(100);
    expect(whole.outlook?.sentence).toMatch(/^Cần 14 điểm %\/tháng, .+; dự báo đến 31\/12 đạt .+ %/);
  });

  it('is read by the international methods, which say why where they say nothing', () => {
    expect(whole.readings?.escapCurrentStatus.score).toMatch(/^4\.404/);
    expect(whole.readings?.openSdg).toMatchObject({ class: null, why: 'value_not_positive' });
  });

  it('stands among the districts beside it', async () => {
    const part = whole.children.find(({ numerator, denominator }) => numerator === '4' && denominator === '44');
    const { peers } = await ask(part?.target.id ?? '');
    expect(peers).toMatchObject({ count: 5, stands: 'below', isAsGood: false, average: expect.stringMatching(/^44\.047/) });
  });

  it('tells nothing of the kind where there is no figure yet', async () => {
    expect(await ask('tq-2021-08-relocation', '2021-01-31')).toMatchObject({ outlook: null, readings: null, peers: null });
  });
});
