import { Days } from '../../../test/support/days.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { onDay } from '../../../test/support/on-day.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const PROVINCE = 'vn-08@base';
const DISTRICT = 'vn-072@base';

let house: TestSystem;
let days: Days;
let leader: HttpClient;

beforeAll(async () => {
  house = await startTestSystem({ day: '2021-01-04' });
  days = new Days(house, '2021-01-04');
  await registerTuyenQuang(await house.as('admin'));
  leader = await house.as('leader', PROVINCE);
  const planner = await house.as('planner');
  await days.passTo('2021-04-16');
  for (const [targetId, localityId] of [
    ['province', PROVINCE],
    ['district', DISTRICT],
  ]) {
    const more = { responsible: null, provenance: null, note: null };
    const milestones = [milestone({ value: '96' })];
    await planner.done('/v1/targets', {
      ...{ targetId, indicatorId: 'disbursement', localityId, ...more },
      ...plan({ quantity: null, milestones, graceDays: 30 }),
    });
    const figure = { shape: 'rate', percent: '3' };
    await planner.done('/v1/measurements', { indicatorId: 'disbursement', localityId, asOf: '2021-04-14', basis: 'actual', figure });
  }
  await days.settled();
}, 120_000);
afterAll(() => house?.close());

const escalations = async (targetId: string) => {
  const { events } = await house.store.readStream(`alert-${targetId}`);
  const steps = events.filter(({ type }) => type === 'AlertEscalated').map(({ data }) => data as { day: string; to: string });
  return steps.map(({ day, to }) => `${day} ${to}`);
};
const set = (steps: object[] | null, day: string, localityId = PROVINCE) =>
  onDay(day, () => leader.done('/v1/escalation', { localityId, steps }));

describe('a chain of escalation over HTTP', () => {
  it('is the built-in one until somebody sets another, and says who is told', async () => {
    const { body } = await leader.get(`/v1/escalation/${DISTRICT}`);
    expect(body).toMatchObject({ setBy: null, from: null, revision: -1 });
    expect(body.steps).toMatchObject([
      { afterWorkingDays: 5, level: 1, to: { id: PROVINCE } },
      { afterWorkingDays: 5, level: 2, to: { id: 'vn' } },
    ]);
  });

  it('holds for the locality and those beneath it, and what is due by it already goes up on the day it is set, not before', async () => {
    await days.liveTo('2021-04-22');
    await set([{ afterWorkingDays: 2, level: 1 }], '2021-04-22');
    await days.settled();
    expect((await leader.get(`/v1/escalation/${DISTRICT}`)).body).toMatchObject({ setBy: PROVINCE, from: '2021-04-22', revision: -1 });
    expect([await escalations('province'), await escalations('district')]).toEqual([['2021-04-22 vn'], [`2021-04-22 ${PROVINCE}`]]);
    await days.liveTo('2021-05-10');
    expect(await escalations('district')).toHaveLength(1);
  });

  it('can be another one beneath, and be given back', async () => {
    await set([{ afterWorkingDays: 2, level: 2 }], '2021-05-10', DISTRICT);
    await days.settled();
    expect(await escalations('district')).toEqual([`2021-04-22 ${PROVINCE}`, '2021-05-10 vn']);
    expect(await escalations('province')).toHaveLength(1);
    await set(null, '2021-05-11', DISTRICT);
    await days.settled();
    expect((await leader.get(`/v1/escalation/${DISTRICT}`)).body).toMatchObject({ setBy: PROVINCE, revision: 1 });
  });

  it('is refused beyond the scope, for a stale reader and for a place that does not exist', async () => {
    const elsewhere = await house.as('leader', 'vn-02@base');
    expect((await elsewhere.post('/v1/escalation', { localityId: PROVINCE, steps: [] })).body.code).toBe('locality_out_of_scope');
    expect((await elsewhere.get(`/v1/escalation/${PROVINCE}`)).body.code).toBe('locality_out_of_scope');
    expect((await leader.post('/v1/escalation', { localityId: PROVINCE, steps: [] }, { 'if-match': '"7"' })).status).toBe(412);
    const nation = await house.as('admin');
    expect((await nation.post('/v1/escalation', { localityId: 'nowhere', steps: [] })).body.code).toBe('locality_unknown');
    expect((await nation.get('/v1/escalation/nowhere')).body.code).toBe('locality_unknown');
  });
});
