import type { ProgressRow } from '../../libs/contract/progress.js';
import type { Answer, HttpClient } from '../support/http-client.js';
import { startTestSystem, type TestSystem } from '../support/system.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';

const PLACE = 'vn-08@base';
const TARGET = 'tq-2021-disbursement';

describe('a figure on its way from the planner over the verifier and back', () => {
  let system: TestSystem;
  let planner: HttpClient;
  let verifier: HttpClient;
  let leader: HttpClient;

  beforeAll(async () => {
    system = await startTestSystem();
    await registerTuyenQuang(await system.as('admin'));
    [planner, verifier, leader] = await Promise.all([
      system.as('planner', PLACE),
      system.as('verifier', PLACE),
      system.as('leader', PLACE),
    ]);
    const milestones = [{ due: '2021-12-31', comparator: '>=', value: '98' }];
    await planner.done('/v1/targets', {
      targetId: TARGET,
      indicatorId: 'disbursement',
      localityId: PLACE,
      baseline: { value: '0', on: '2020-12-31' },
      milestones,
    });
  });
  afterAll(() => system.close());

  const record = (asOf: string, basis: string, numerator: string, more: object = {}): Promise<Answer> =>
    planner.done('/v1/measurements', {
      indicatorId: 'disbursement',
      localityId: PLACE,
      asOf,
      basis,
      figure: { shape: 'ratio', numerator, denominator: '1000' },
      ...more,
    });
  const id = (asOf: string, basis: string, year = 2021): string => `disbursement.${PLACE}.${year}.${asOf}.${basis}`;
  const act = (client: HttpClient, measurement: string, action: string, body: object): Promise<Answer> =>
    client.done(`/v1/measurements/${measurement}/${action}`, body);

  /** What the leader reads after a command, told only its position. */
  async function after({ body }: Answer, asOf = '2021-09-30'): Promise<ProgressRow> {
    const answer = await leader.get(`/v1/progress?asOf=${asOf}`, { 'x-read-after': body.position });
    expect(answer.status).toBe(200);
    return answer.body.items[0];
  }
  const best = (row: ProgressRow) => ({
    percent: row.percent,
    figure: row.figure && `${row.figure.asOf} ${row.figure.basis} ${row.figure.state}`,
  });

  it('is read as soon as it was answered, corrected, verified, returned and corrected again', async () => {
    expect(best(await after(await record('2021-08-31', 'actual', '300')))).toEqual({
      percent: '30.00',
      figure: '2021-08-31 actual recorded',
    });
    const ratio = (numerator: string) => ({ figure: { shape: 'ratio', numerator, denominator: '1000' }, reason: 'Nhập nhầm' });
    const august = id('2021-08-31', 'actual');
    expect(best(await after(await act(planner, august, 'correction', ratio('720'))))).toEqual({
      percent: '72.00',
      figure: '2021-08-31 actual corrected',
    });
    expect(best(await after(await act(verifier, august, 'verification', {})))).toEqual({
      percent: '72.00',
      figure: '2021-08-31 actual verified',
    });
    const returned = await after(await act(verifier, august, 'return', { reason: 'Chưa khớp với Kho bạc' }));
    expect(returned).toMatchObject({ status: 'no_data', actual: null, percent: null, figure: null, source: null });
    expect(best(await after(await act(planner, august, 'correction', ratio('700'))))).toEqual({
      percent: '70.00',
      figure: '2021-08-31 actual corrected',
    });
  });

  it('gives way to a more settled one of the same day, and to any of a later day', async () => {
    expect(best(await after(await record('2021-08-31', 'estimated', '710')))).toMatchObject({ percent: '70.00' });
    expect(best(await after(await record('2021-08-31', 'settled', '705')))).toEqual({
      percent: '70.50',
      figure: '2021-08-31 settled recorded',
    });
    expect(best(await after(await record('2021-09-15', 'estimated', '720')))).toEqual({
      percent: '72.00',
      figure: '2021-09-15 estimated recorded',
    });
  });

  it('is the older one when an earlier day is asked, and none before the first', async () => {
    const latest = await record('2021-10-31', 'actual', '800');
    expect(best(await after(latest, '2021-09-14'))).toMatchObject({ percent: '70.50' });
    expect(best(await after(latest, '2021-10-31'))).toMatchObject({ percent: '80.00' });
    expect(await after(latest, '2021-08-30')).toMatchObject({ status: 'no_data', figure: null, percent: null });
  });

  it('comes back when the one that hid it is withdrawn, in the past and in the present', async () => {
    const withdrawn = await act(planner, id('2021-10-31', 'actual'), 'withdrawal', { reason: 'Báo cáo nhầm kỳ' });
    expect(best(await after(withdrawn, '2021-12-01'))).toMatchObject({ percent: '72.00' });
    const settled = await act(planner, id('2021-08-31', 'settled'), 'withdrawal', { reason: 'Báo cáo nhầm kỳ' });
    expect(best(await after(settled, '2021-09-01'))).toEqual({ percent: '70.00', figure: '2021-08-31 actual corrected' });
  });

  it('counts only for the years of the target', async () => {
    const other = await record('2021-12-20', 'actual', '10', { year: 2022 });
    expect(best(await after(other, '2021-12-31'))).toMatchObject({ percent: '72.00' });
  });

  it('is late when the last milestone was met only after its day', async () => {
    const met = await record('2021-12-31', 'actual', '970');
    expect(await after(met, '2022-03-01')).toMatchObject({ status: 'missed', late: false });
    const late = await record('2022-01-31', 'settled', '985', { year: 2021 });
    expect(await after(late, '2022-03-01')).toMatchObject({ status: 'achieved', late: true, percent: '98.50' });
    expect(await after(late, '2022-01-15')).toMatchObject({ status: 'missed', percent: '97.00' });
  });
});
