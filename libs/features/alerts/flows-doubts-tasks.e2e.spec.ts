import { Days } from '../../../test/support/days.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { countIndicator, indicator, milestone, NATION_FACTS, locality, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { progressPage, targetProgress } from '../../contract/progress.js';

let house: TestSystem;
let days: Days;
let planner: HttpClient;
const PLACE = 'vn-99@base';

beforeAll(async () => {
  house = await startTestSystem({ day: '2021-02-01' });
  days = new Days(house, '2021-02-01');
  const admin = await house.as('admin');
  for (const facts of [NATION_FACTS, locality({ localityId: PLACE, code: '99' })]) await admin.done('/v1/localities', facts);
  const task = indicator({ indicatorId: 'plan-issued', shape: 'task', rollUp: 'none', accumulation: 'level', base: null });
  const flow = countIndicator({ indicatorId: 'jobs', accumulation: 'flow', unit: 'người' });
  for (const one of [
    task,
    flow,
    countIndicator({ indicatorId: 'trained', unit: 'người' }),
    indicator({ indicatorId: 'share', accumulation: 'flow' }),
  ])
    await admin.done('/v1/indicators', one);
  planner = await house.as('planner', 'vn');
  await set('jobs', '12000');
  await set('trained', '50000');
  await set('plan-issued', null, { due: '2021-03-05', comparator: 'complete' });
  await days.settled();
}, 120_000);
afterAll(() => house?.close());

const set = (id: string, value: string | null, more: object = {}): Promise<unknown> =>
  planner.done('/v1/targets', {
    ...{ targetId: id, indicatorId: id, localityId: PLACE, responsible: null, provenance: null, note: null },
    ...plan({ quantity: null, graceDays: 30, milestones: [milestone({ value, ...more })] }),
  });
const report = (indicatorId: string, asOf: string, value: string): Promise<unknown> =>
  planner.done('/v1/measurements', { indicatorId, localityId: PLACE, asOf, basis: 'actual', figure: { shape: 'count', value } });
const rowOf = async (id: string, asOf: string) => {
  await days.settled();
  const page = progressPage.parse((await planner.get(`/v1/progress?asOf=${asOf}&limit=100`)).body);
  return page.items.find(({ target }) => target.id === id);
};
const alerts = async (id: string): Promise<readonly string[]> => {
  await days.settled();
  const { events } = await house.store.readStream(`alert-${id}`);
  const told = events.filter(({ type }) => type !== 'AlertEscalated');
  return told.map(({ type, data }) => [type, (data as { kind?: string }).kind ?? (data as { why?: string }).why].join(' '));
};

describe('a flow', () => {
  it('meets its schedule as a running sum, shown beside the figure of the period', async () => {
    await report('jobs', '2021-01-31', '1020');
    await report('jobs', '2021-02-28', '1000');
    expect(await rowOf('jobs', '2021-02-28')).toMatchObject({ status: 'on_track', actual: '2020', figure: { asOf: '2021-02-28' } });
    expect(await rowOf('jobs', '2021-02-10')).toMatchObject({ status: 'on_track', actual: '1020' });
    const { points, outlook } = targetProgress.parse((await planner.get('/v1/targets/jobs/progress?asOf=2021-02-28')).body);
    expect(points).toMatchObject([
      { actual: '1020', ofPeriod: '1020' },
      { actual: '2020', ofPeriod: '1000', reason: 'on_schedule' },
    ]);
    expect(Number(outlook?.forecast)).toBeGreaterThan(11_000);
    expect((await alerts('jobs')).filter((one) => one.includes('behind'))).toEqual([]);
  });

  it('says which months it lacks, and is behind without them', async () => {
    await report('jobs', '2021-04-30', '1000');
    expect(await rowOf('jobs', '2021-04-30')).toMatchObject({ status: 'at_risk', reason: 'incomplete_sum', actual: '3020' });
    await report('jobs', '2021-03-31', '1000');
    expect(await rowOf('jobs', '2021-04-30')).toMatchObject({ status: 'on_track', actual: '4020' });
  });

  it('takes no percentage without its parts', async () => {
    const figure = { shape: 'rate', percent: '50' };
    const body = { indicatorId: 'share', localityId: PLACE, asOf: '2021-01-31', basis: 'actual', figure };
    expect(await planner.post('/v1/measurements', body)).toMatchObject({ status: 409, body: { code: 'flow_needs_parts' } });
  });
});

describe('a figure that nobody believes', () => {
  it('neither achieves a target nor ends its alert', async () => {
    await report('trained', '2021-01-31', '1000');
    await days.passTo('2021-02-02');
    expect(await alerts('trained')).toEqual(['AlertRaised behind']);
    await days.passTo('2021-02-16');
    await report('trained', '2021-02-14', '999999');
    expect(await rowOf('trained', '2021-02-14')).toMatchObject({ status: 'behind', reason: 'figure_doubted', actual: '1000' });
    expect(await rowOf('trained', '2021-02-10')).toMatchObject({ status: 'behind', reason: 'short_of_schedule' });
    expect(await alerts('trained')).toEqual(['AlertRaised behind']);
  });

  it('does both once a person has verified it', async () => {
    const verifier = await house.as('verifier', 'vn');
    await verifier.done(`/v1/measurements/trained.${PLACE}.2021.2021-02-14.actual/verification`, { note: null });
    expect(await rowOf('trained', '2021-02-14')).toMatchObject({ status: 'achieved', reason: 'target_met', actual: '999999' });
    expect(await alerts('trained')).toEqual(['AlertRaised behind', 'AlertResolved achieved']);
  });
});

describe('a task of which nobody says a word', () => {
  it('is reminded of three working days and one before its day', async () => {
    await days.liveTo('2021-03-05');
    const reminded = (await house.store.readStream(`reminder-${PLACE}`)).events.flatMap(({ data }) => {
      const { day, duties, sentence } = data as { day: string; duties: readonly { targetId: string }[]; sentence: { vi: string } };
      return duties.some(({ targetId }) => targetId === 'plan-issued') ? [[day, sentence.vi.includes('nhiệm vụ phải hoàn thành')]] : [];
    });
    expect(reminded).toEqual([
      ['2021-03-02', true],
      ['2021-03-04', true],
    ]);
    expect(await rowOf('plan-issued', '2021-03-05')).toMatchObject({ status: 'no_data', reason: 'no_figure' });
    expect(await alerts('plan-issued')).toEqual([]);
  });

  it('is overdue from the day after, and raises its alert', async () => {
    await days.passTo('2021-03-06');
    expect(await rowOf('plan-issued', '2021-03-06')).toMatchObject({ status: 'missed', reason: 'task_overdue' });
    expect(await alerts('plan-issued')).toEqual(['AlertRaised milestone_missed']);
  });
});
