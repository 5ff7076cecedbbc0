import type { ProgressRow } from '../../libs/contract/progress.js';
import type { HttpClient } from '../support/http-client.js';
import { startTestSystem, type TestSystem } from '../support/system.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';

const PLACE = 'vn-08@base';

describe('a report that is due and does not come', () => {
  let system: TestSystem;
  let planner: HttpClient;
  let leader: HttpClient;
  let position = '0';

  beforeAll(async () => {
    system = await startTestSystem();
    await registerTuyenQuang(await system.as('admin'));
    [planner, leader] = await Promise.all([system.as('planner', PLACE), system.as('leader', PLACE)]);
    const milestones = [
      { due: '2021-09-30', comparator: '>', value: '60' },
      { due: '2021-12-31', comparator: '>=', value: '98' },
    ];
    for (const targetId of ['disbursement', 'pci', 'revenue']) await target(targetId, milestones);
    await report('disbursement', '2021-08-31', { shape: 'ratio', numerator: '550', denominator: '1000' });
    await report('pci', '2020-11-30', { shape: 'index', value: '64' });
  });
  afterAll(() => system.close());

  async function target(indicatorId: string, milestones: readonly object[]): Promise<void> {
    const baseline = { value: '0', on: '2020-12-31' };
    await planner.done('/v1/targets', { targetId: indicatorId, indicatorId, localityId: PLACE, baseline, milestones, graceDays: 15 });
  }
  async function report(indicatorId: string, asOf: string, figure: object): Promise<void> {
    const { body } = await planner.done('/v1/measurements', { indicatorId, localityId: PLACE, year: 2021, asOf, basis: 'actual', figure });
    position = body.position;
  }
  async function on(asOf: string, targetId: string): Promise<ProgressRow> {
    const { status, body } = await leader.get(`/v1/progress?asOf=${asOf}&locality=${PLACE}`, { 'x-read-after': position });
    expect(status).toBe(200);
    return (body.items as ProgressRow[]).find((row) => row.target.id === targetId)!;
  }
  const shown = ({ status, reason, staleDays, percent, figure }: ProgressRow) => ({
    said: `${status} ${reason}`,
    staleDays,
    percent,
    dated: figure?.asOf,
  });
  const LAST = { percent: '55.00', dated: '2021-08-31' };

  it('lets the last figure speak, ever older, while the report may still come', async () => {
    expect(shown(await on('2021-08-31', 'disbursement'))).toEqual({ said: 'on_track on_schedule', staleDays: 0, ...LAST });
    expect(shown(await on('2021-09-30', 'disbursement'))).toEqual({ said: 'on_track on_schedule', staleDays: 30, ...LAST });
    expect(shown(await on('2021-10-15', 'disbursement'))).toEqual({ said: 'on_track on_schedule', staleDays: 45, ...LAST });
  });

  it('is missed from the day after its last day on, with the last figure still shown', async () => {
    expect(shown(await on('2021-10-16', 'disbursement'))).toEqual({ said: 'missed nothing_reported', staleDays: 46, ...LAST });
    const { body } = await leader.get('/v1/targets/disbursement/progress?asOf=2021-10-16');
    expect(body).toMatchObject({ row: { status: 'missed', actual: '55' }, points: [{ asOf: '2021-08-31', actual: '55' }] });
  });

  it('has no data, never green, where there is no figure of the time of the target: an older one is shown with its age', async () => {
    expect(shown(await on('2021-08-31', 'revenue'))).toEqual({
      said: 'no_data no_figure',
      staleDays: null,
      percent: null,
      dated: undefined,
    });
    expect(shown(await on('2021-08-31', 'pci'))).toMatchObject({
      said: 'no_data no_figure_since_baseline',
      staleDays: 274,
      dated: '2020-11-30',
    });
    expect(await on('2021-08-31', 'pci')).toMatchObject({ actual: '64' });
  });

  it('is counted by the summary as what it is shown as', async () => {
    const summary = async (asOf: string): Promise<object> => (await leader.get(`/v1/progress?asOf=${asOf}&locality=${PLACE}`)).body.summary;
    expect(await summary('2021-10-15')).toMatchObject({ on_track: 1, no_data: 2, missed: 0 });
    expect(await summary('2021-10-16')).toMatchObject({ on_track: 0, no_data: 0, missed: 3 });
  });

  it('speaks again as soon as it comes, late as it is', async () => {
    await report('disbursement', '2021-09-30', { shape: 'ratio', numerator: '610', denominator: '1000' });
    expect(shown(await on('2021-10-16', 'disbursement'))).toMatchObject({ staleDays: 16, percent: '61.00', dated: '2021-09-30' });
    expect((await on('2021-10-16', 'disbursement')).status).not.toBe('missed');
  });
});
