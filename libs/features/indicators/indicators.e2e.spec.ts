import { eventually } from '../../../test/support/eventually.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const shares = (june: string) => [
  { month: 6, share: june },
  { month: 12, share: '0,92' },
  { month: 13, share: '1' },
];
const profile = (june = '0,34') => ({
  profileId: 'state-investment',
  name: 'Vốn đầu tư thực hiện từ ngân sách nhà nước',
  nameEn: 'State-budget investment',
  shares: shares(june),
  source: { name: 'Cục Thống kê', url: 'https://www.nso.gov.vn/' },
  fittedYears: [2024, 2025],
});
const stored = (june: string) => [
  { month: 6, share: june },
  { month: 12, share: '0.92' },
  { month: 13, share: '1' },
];
const calendar = { kind: 'periodic', frequency: 'month', cutOffDay: 14, dueDay: 25, minWorkingDays: 1 };
const PROFILES = '/v1/indicators/disbursement/profiles';
const CALENDAR = '/v1/indicators/disbursement/calendar';

describe('profiles and calendars of indicators over HTTP', () => {
  let house: TestSystem;
  let admin: HttpClient;
  let planner: HttpClient;

  const readAfter = async (path: string, position: string) => (await admin.get(path, { 'x-read-after': position })).body;

  beforeAll(async () => {
    house = await startTestSystem();
    admin = await house.as('admin');
    await registerTuyenQuang(admin);
    planner = await house.as('planner', 'vn-08@base');
  }, 120_000);
  afterAll(() => house.close());

  it('sets a profile and a calendar once, and shows them with the indicator', async () => {
    const first = await admin.done(PROFILES, profile());
    expect((await admin.done(PROFILES, profile())).body.revision).toBe(first.body.revision);
    const { body } = await admin.done(CALENDAR, { calendar: { kind: 'periodic', frequency: 'month', cutOffDay: 14, dueDay: 25 } });
    expect(body.revision).toBe(first.body.revision + 1);
    expect(await readAfter('/v1/indicators/disbursement', body.position)).toMatchObject({
      id: 'disbursement',
      profiles: [{ ...profile(), shares: stored('0.34') }],
      calendar,
      revision: body.revision,
    });
    expect(await readAfter('/v1/indicators/poverty', body.position)).toMatchObject({ profiles: [], calendar: null });
  });

  it('refuses what has changed since it was read, and answers a repeat under the same key as the first time', async () => {
    expect((await admin.post(CALENDAR, { calendar }, { 'if-match': '"77"' })).status).toBe(412);
    const key = { 'idempotency-key': 'weekly' };
    const weekly = { calendar: { kind: 'weekly', cutOffWeekday: 5, dueWeekday: 7 } };
    const first = await admin.done('/v1/indicators/poverty/calendar', weekly, key);
    expect((await admin.done('/v1/indicators/poverty/calendar', weekly, key)).body).toEqual(first.body);
  });

  it('is refused to planners and to administrators of a province', async () => {
    expect((await planner.post(PROFILES, profile())).body.code).toBe('role_forbidden');
    expect((await (await house.as('admin', 'vn-08@base')).post(PROFILES, profile())).body.code).toBe('locality_out_of_scope');
  });

  it('plans a target by the profile, which keeps its shares until it is replanned', async () => {
    await admin.done(PROFILES, profile('0,34'));
    const target = {
      targetId: 'seasonal',
      indicatorId: 'disbursement',
      localityId: 'vn-08@base',
      ...plan({ quantity: null, milestones: [milestone({ due: '2022-01-31', value: '100' })] }),
      trajectory: { kind: 'profile', profileId: 'state-investment' },
    };
    await planner.done('/v1/targets', target);
    await admin.done(PROFILES, profile('0,4'));
    expect((await planner.done('/v1/targets', target)).body.revision).toBe(0);
    const figure = { indicatorId: 'disbursement', localityId: 'vn-08@base', asOf: '2021-06-30', basis: 'actual' };
    const recorded = await planner.done('/v1/measurements', { ...figure, figure: { shape: 'rate', percent: '33' } });
    expect((await readAfter('/v1/targets/seasonal', recorded.body.position)).trajectory).toEqual({
      ...target.trajectory,
      shares: stored('0.34'),
    });
    const rowOf = async (position: string) =>
      (await readAfter('/v1/targets/seasonal/progress?asOf=2021-06-30', position)).row as { status: string; expected: string };
    expect(await rowOf(recorded.body.position)).toMatchObject({ status: 'on_track', expected: '34' });
    const again = await planner.done('/v1/targets/seasonal/trajectory', { trajectory: target.trajectory, reason: 'tính lại' });
    await eventually(async () => expect(await rowOf(again.body.position)).toMatchObject({ status: 'at_risk', expected: '40' }));
  });

  it('follows a course in steps', async () => {
    const trajectory = { kind: 'step', points: [{ on: '2021-06-30', value: '30' }] };
    const target = { targetId: 'stepped', indicatorId: 'revenue', localityId: 'vn-08@base' };
    const { body } = await planner.done('/v1/targets', { ...target, ...plan({ quantity: null }), trajectory });
    expect((await readAfter('/v1/targets/stepped', body.position)).trajectory).toEqual(trajectory);
  });
});
