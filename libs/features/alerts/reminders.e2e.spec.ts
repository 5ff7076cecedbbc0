import { Days } from '../../../test/support/days.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import type { ReminderEvent } from '../../domain/reminder/reminder.events.js';
import { eventId, uuidV5 } from '../../event-store/event-ids.js';

type Reminder = ReminderEvent['data'];

let house: TestSystem;
let days: Days;
let planner: HttpClient;

beforeAll(async () => {
  house = await startTestSystem({ day: '2021-08-13' });
  days = new Days(house, '2021-08-13');
  const admin = await house.as('admin');
  await registerTuyenQuang(admin);
  const calendar = { kind: 'weekly', cutOffWeekday: 5, dueWeekday: 1 };
  await admin.done('/v1/indicators/pci/calendar', { calendar });
  planner = await house.as('planner');
  await set('capital', 'disbursement');
  await set('income', 'revenue');
  await set('households', 'relocated-households', 'vn-072@base');
  await set('index', 'pci', 'vn-02@base');
  for (const indicatorId of ['disbursement', 'revenue']) await report(indicatorId, '2021-07-14');
  await report('relocated-households', '2021-07-14', 'vn-072@base');
  await days.settled();
}, 60_000);
afterAll(() => house?.close());

const set = (targetId: string, indicatorId: string, localityId = 'vn-08@base'): Promise<unknown> =>
  planner.done('/v1/targets', {
    ...{ targetId, indicatorId, localityId, responsible: null, provenance: null, note: null },
    ...plan({ quantity: null, milestones: [milestone({ value: '96' })], graceDays: 30 }),
  });

const SHAPES: Readonly<Record<string, object>> = {
  disbursement: { shape: 'rate', percent: '60' },
  revenue: { shape: 'amount', value: '60' },
  'relocated-households': { shape: 'count', value: '60' },
};
const report = (indicatorId: string, asOf: string, localityId = 'vn-08@base'): Promise<unknown> =>
  planner.done('/v1/measurements', { indicatorId, localityId, asOf, basis: 'actual', figure: SHAPES[indicatorId] });

const reminders = async (localityId: string): Promise<readonly Reminder[]> =>
  (await house.store.readStream(`reminder-${localityId}`)).events.map(({ data }) => data as Reminder);
const briefly = async (localityId: string): Promise<readonly (readonly string[])[]> =>
  (await reminders(localityId)).map(({ day, duties }) => [day, ...duties.map(({ targetId, period }) => `${targetId} ${period}`)]);

describe('reminders before the due day', () => {
  it('come three working days before, one for each locality with all that it owes', async () => {
    await days.liveTo('2021-08-20');
    expect(await briefly('vn-08@base')).toEqual([['2021-08-20', 'capital 2021-08', 'income 2021-08']]);
    expect(await briefly('vn-072@base')).toEqual([['2021-08-20', 'households 2021-08']]);
    const [reminder] = await reminders('vn-08@base');
    expect(reminder?.sentence).toEqual({
      vi: 'Tuyên Quang còn 2 báo cáo phải gửi chậm nhất ngày 25/8/2021 (3 ngày làm việc nữa): giải ngân vốn đầu tư công, thu ngân sách.',
      en: 'Tuyen Quang Province still owes 2 reports due by the end of 25 August 2021 (3 working days left): disbursement of public investment, budget revenue.',
    });
  });

  it('come again one working day before, for what has not come, and not where everything has', async () => {
    await report('revenue', '2021-08-14');
    await report('relocated-households', '2021-08-14', 'vn-072@base');
    await days.liveTo('2021-08-25');
    expect(await briefly('vn-08@base')).toEqual([
      ['2021-08-20', 'capital 2021-08', 'income 2021-08'],
      ['2021-08-24', 'capital 2021-08'],
    ]);
    expect(await briefly('vn-072@base')).toHaveLength(1);
  });

  it('count working days over a holiday, and days that an outage left out each for itself', async () => {
    await days.passTo('2021-09-07');
    const due = (await reminders('vn-02@base')).filter(({ duties }) => duties.some(({ dueOn }) => dueOn === '2021-09-06'));
    expect(due.map(({ day }) => day)).toEqual(['2021-08-30', '2021-09-01']);
    const told = (await reminders('vn-02@base')).map(({ day }) => day);
    expect(told).toEqual([...new Set(told)].sort());
  });

  it('can be read by those whose scope covers the locality', async () => {
    const path = '/v1/events?stream=reminder-vn-08@base';
    const { body } = await planner.get(path);
    expect(body.items.map(({ type }: { type: string }) => type)).toContain('RemindersDue');
    expect((await (await house.as('leader', 'vn-02@base')).get(path)).body.code).toBe('locality_out_of_scope');
  });

  it('carry ids made of the day’s event, so that a repetition writes nothing', async () => {
    const { events } = await house.store.readStream('reminder-vn-08@base');
    const { events: began } = await house.store.readStream('calendar-2021');
    const day = began.find(({ data }) => (data as { day: string }).day === '2021-08-20');
    expect(events[0]?.metadata).toMatchObject({ causationId: day?.id, actor: { id: 'tiendo' } });
    const stream = 'reminder-vn-08@base';
    expect(events[0]?.id).toBe(eventId(uuidV5(day?.id ?? '', `${stream} 2021-08-20`), stream, 0));
  });
});
