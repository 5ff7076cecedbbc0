import type { DutiesPage, DutyItem, DutySummary } from '../../contract/duties.js';
import { addDays } from '../../domain/kernel/civil-date.js';
import { workingDays } from '../../domain/reporting/working-days.js';
import { todayInVietnam } from '../http/today.js';
import { refreshReceipts } from '../progress/receipt-rows.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { countIndicator, milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const PROVINCE = 'vn-08@base';
const NA_HANG = 'vn-072@base';
const CHIEM_HOA = 'vn-073@base';

/** Targets are set on the day that the test has come to; everything else is recorded when it is. */
const CLOCK = `
  create schema spec;
  create table spec.clock (at timestamptz not null);
  insert into spec.clock values ('2020-12-01');
  create function spec.tell_time() returns trigger language plpgsql as $$
    begin new.recorded_at := (select at from spec.clock); return new; end $$;
  create trigger spec_clock before insert on event_store.event for each row when (new.type = 'TargetSet') execute function spec.tell_time()`;

describe('reporting duties over HTTP', () => {
  let house: TestSystem;
  let admin: HttpClient;
  let position = '0';

  const send = async (path: string, body: object): Promise<void> => {
    ({ position } = (await admin.done(path, body)).body);
  };
  const setTarget = (targetId: string, localityId: string, more: object = {}) =>
    send('/v1/targets', { targetId, indicatorId: 'poverty', localityId, ...plan({ quantity: null, graceDays: 30, ...more }) });
  const record = (localityId: string, asOf: string, more: object = {}) =>
    send('/v1/measurements', {
      indicatorId: 'poverty',
      localityId,
      asOf,
      basis: 'actual',
      figure: { shape: 'count', value: '7' },
      ...more,
    });
  const read = async <Answer>(query: string, client = admin, headers: Record<string, string> = {}): Promise<Answer> => {
    const { status, body } = await client.get(`/v1/duties${query}`, { 'x-read-after': position, ...headers });
    expect([status, body.code]).toEqual([200, undefined]);
    return body as Answer;
  };
  const list = (query: string, client = admin) => read<DutiesPage>(query, client, { 'accept-language': 'vi' });
  const shown = ({ locality, period, dueOn, state }: DutyItem) => [locality.id, period, dueOn, state].join(' ');
  /** Moves the receipt of a figure: what is recorded in a test is recorded today. */
  const receivedOn = async (localityId: string, asOf: string, day: string): Promise<void> => {
    await house.sql`update progress.figure set recorded_at = ${`${day}T23:59:59+07:00`} where locality_id = ${localityId} and as_of = ${asOf}`;
    await refreshReceipts(house.sql, 'progress', null);
  };

  beforeAll(async () => {
    house = await startTestSystem();
    await house.sql.unsafe(CLOCK);
    admin = await house.as('admin');
    await registerTuyenQuang(admin);
    const floor = { milestones: [milestone({ comparator: '<=', value: '5' })], baseline: { value: '9', on: '2020-12-31' } };
    await setTarget('na-hang', NA_HANG, floor);
    await setTarget('chiem-hoa', CHIEM_HOA, floor);
    await record(NA_HANG, '2021-08-14');
    await record(CHIEM_HOA, '2021-08-10');
    await list('?limit=1');
    await receivedOn(NA_HANG, '2021-08-14', '2021-08-25');
    await receivedOn(CHIEM_HOA, '2021-08-10', '2021-08-26');
  }, 120_000);
  afterAll(() => house.close());

  it('says what is owed, by whom, due when, received when', async () => {
    const { items, summary, asOf, from, to } = await list('?asOf=2021-09-21&from=2021-08-01&to=2021-09-30&sort=locality');
    expect({ asOf, from, to, summary }).toEqual({
      asOf: '2021-09-21',
      from: '2021-08-01',
      to: '2021-09-30',
      summary: { missing: 0, open: 2, late: 1, on_time: 1, lapsed: 0 },
    });
    expect(items.map(shown)).toEqual([
      `${NA_HANG} 2021-08 2021-08-25 on_time`,
      `${NA_HANG} 2021-09 2021-09-27 open`,
      `${CHIEM_HOA} 2021-08 2021-08-25 late`,
      `${CHIEM_HOA} 2021-09 2021-09-27 open`,
    ]);
    expect(items[1]).toEqual({
      indicator: { id: 'poverty', name: 'Hộ nghèo' },
      locality: { id: NA_HANG, name: 'Na Hang', fullName: 'Huyện Na Hang', level: 'district' },
      period: '2021-09',
      from: '2021-08-15',
      cutOff: '2021-09-14',
      dueOn: '2021-09-27',
      state: 'open',
      receivedOn: null,
      workingDaysLeft: 4,
      targets: ['na-hang'],
      sentence: 'Số liệu tháng 9/2021 “Hộ nghèo” của Huyện Na Hang phải gửi chậm nhất ngày 27/9/2021, còn 4 ngày làm việc.',
    });
    expect([items[0]?.receivedOn, items[2]?.receivedOn]).toEqual(['2021-08-25', '2021-08-26']);
  });

  it('knows on an earlier day only what had come by then', async () => {
    const states = async (asOf: string) =>
      (await list(`?asOf=${asOf}&period=2021-08&sort=locality`)).items.map(({ state }) => state).join(' ');
    expect(await states('2021-08-24')).toBe('open open');
    expect(await states('2021-08-25')).toBe('on_time open');
    expect(await states('2021-08-26')).toBe('on_time late');
    expect((await list('?asOf=2021-08-26&period=2021-08&state=missing')).items).toEqual([]);
  });

  it('owes from the baseline until the last milestone and its grace', async () => {
    const { items } = await list(`?asOf=2022-03-01&from=2020-01-01&to=2023-01-01&locality=${NA_HANG}`);
    expect([items.length, items[0]?.period, items.at(-1)?.period]).toEqual([13, '2021-01', '2022-01']);
    const states = items.map(({ state }) => state).join(' ');
    expect(states).toBe([...Array(7).fill('lapsed'), 'on_time', ...Array(5).fill('missing')].join(' '));
    const { items: then } = await list(`?asOf=2022-01-20&from=2020-01-01&to=2023-01-01&locality=${NA_HANG}`);
    expect(then.map(({ state }) => state).join(' ')).toBe(
      [...Array(7).fill('lapsed'), 'on_time', ...Array(4).fill('missing'), 'open'].join(' '),
    );
  });

  it('sums up completeness and timeliness per locality', async () => {
    const { total, localities } = await read<DutySummary>('/summary?asOf=2021-09-28&from=2021-08-01&to=2021-10-31');
    const counts = { missing: 2, open: 2, late: 1, on_time: 1, lapsed: 0 };
    expect(total).toEqual({ counts, expected: 4, received: 2, onTime: 1, completeness: '50.00', timeliness: '25.00' });
    expect(localities.map(({ locality, completeness, timeliness }) => [locality.id, completeness, timeliness])).toEqual([
      [CHIEM_HOA, '50.00', '0.00'],
      [NA_HANG, '50.00', '50.00'],
    ]);
    expect((await read<DutySummary>('/summary?asOf=2021-09-28&level=commune')).localities).toEqual([]);
  });

  it('counts no figure that was returned or withdrawn, and a figure sent again from then on', async () => {
    await record(NA_HANG, '2021-10-14');
    const id = `poverty.${NA_HANG}.2021.2021-10-14.actual`;
    const state = async () => (await list(`?locality=${NA_HANG}&period=2021-10`)).items[0];
    await list('?limit=1');
    await receivedOn(NA_HANG, '2021-10-14', '2021-10-20');
    expect(await state()).toMatchObject({ state: 'on_time', receivedOn: '2021-10-20' });
    await send(`/v1/measurements/${id}/return`, { reason: 'thiếu một xã' });
    expect(await state()).toMatchObject({ state: 'missing', receivedOn: null });
    await send(`/v1/measurements/${id}/correction`, { figure: { shape: 'count', value: '6' }, reason: 'đã bổ sung' });
    expect(await state()).toMatchObject({ state: 'late', receivedOn: todayInVietnam() });
    await send(`/v1/measurements/${id}/withdrawal`, { reason: 'nhập nhầm' });
    expect(await state()).toMatchObject({ state: 'missing', receivedOn: null });
  });

  it('leaves a figure on time that is corrected later', async () => {
    const id = `poverty.${NA_HANG}.2021.2021-08-14.actual`;
    await send(`/v1/measurements/${id}/correction`, { figure: { shape: 'count', value: '6' }, reason: 'cộng nhầm' });
    expect((await list(`?locality=${NA_HANG}&period=2021-08`)).items[0]).toMatchObject({ state: 'on_time', receivedOn: '2021-08-25' });
  });

  it('shows the planner of a locality its own list: overdue first, then what is open', async () => {
    const planner = await house.as('planner', NA_HANG);
    const today = todayInVietnam();
    const baseline = { value: '9', on: addDays(today, -75) };
    await setTarget('now', NA_HANG, { baseline, milestones: [milestone({ due: addDays(today, 60), comparator: '<=', value: '5' })] });
    const { items } = await list('?mine=true', planner);
    const states = items.map(({ state }) => state);
    expect(new Set(items.map(({ locality }) => locality.id))).toEqual(new Set([NA_HANG]));
    expect(states).toEqual([...states.filter((state) => state === 'missing'), ...states.filter((state) => state === 'open')]);
    expect(states).toEqual(expect.arrayContaining(['missing', 'open']));
    const open = items.find(({ state }) => state === 'open');
    expect(open && workingDays().add(today, open.workingDaysLeft ?? -1)).toBe(open?.dueOn);
    expect(items.every(({ targets }) => targets.join() === 'now')).toBe(true);
  });

  it('owes nothing after a withdrawal, and one report for two targets of an indicator', async () => {
    const soon = { milestones: [milestone({ comparator: '<=', value: '4' })], baseline: { value: '9', on: '2021-05-31' } };
    await setTarget('chiem-hoa-two', CHIEM_HOA, soon);
    const june = async () => (await list(`?locality=${CHIEM_HOA}&period=2021-06`)).items.map(({ targets }) => targets);
    expect(await june()).toEqual([['chiem-hoa', 'chiem-hoa-two']]);
    expect((await list(`?locality=${CHIEM_HOA}&period=2021-05`)).items.map(({ targets }) => targets)).toEqual([['chiem-hoa']]);
    const now = (await list(`?locality=${NA_HANG}&state=open`)).items.length;
    await send('/v1/targets/now/withdrawal', { reason: 'điều chỉnh kế hoạch' });
    expect(now).toBeGreaterThan(0);
    expect((await list(`?locality=${NA_HANG}&to=2200-12-31`)).items.filter(({ cutOff }) => cutOff >= todayInVietnam())).toEqual([]);
  });

  it('goes by the calendar of the indicator', async () => {
    const calendar = { kind: 'before', frequency: 'quarter', dueBeforeDay: 15, cutOffDay: null };
    await send('/v1/indicators/pci/calendar', { calendar });
    await setTarget('pci', PROVINCE, { indicatorId: 'pci', milestones: [milestone({ value: '70' })] });
    const { items } = await list('?asOf=2021-09-13&from=2021-06-01&to=2021-09-30&indicator=pci');
    expect(items.map(shown)).toEqual([`${PROVINCE} 2021-Q2 2021-06-14 missing`, `${PROVINCE} 2021-Q3 2021-09-14 open`]);
    expect(items[1]?.sentence).toMatch(/^Số liệu quý III\/2021 “PCI” của Tỉnh Tuyên Quang phải gửi chậm nhất ngày 14\/9\/2021, còn 1 /);
  });

  it('pages without gaps or repeats in every order, and a cursor serves its own list only', async () => {
    const query = `?asOf=2021-12-20&from=2021-01-01&to=2021-12-31`;
    for (const sort of ['due', '-due', 'state', '-state', 'locality', '-locality', 'indicator']) {
      const whole = (await list(`${query}&sort=${sort}`)).items.map(shown);
      const paged: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: DutiesPage = await list(`${query}&sort=${sort}&limit=7${cursor && `&cursor=${cursor}`}`);
        paged.push(...page.items.map(shown));
        cursor = page.nextCursor;
      }
      expect([sort, paged]).toEqual([sort, whole]);
      expect(new Set(whole).size).toBe(whole.length);
      expect(whole).toHaveLength(24 + 4);
    }
    const { nextCursor } = await list(`${query}&limit=7`);
    expect((await admin.get(`/v1/duties${query}&limit=7&sort=state&cursor=${nextCursor}`)).status).toBe(400);
  });

  it('owes nothing for periods that ended before the target was set', async () => {
    const periods = async (targetId: string, day: string): Promise<string[]> => {
      await house.sql`update spec.clock set at = ${`${day}T09:00:00+07:00`}`;
      await setTarget(targetId, PROVINCE, { indicatorId: 'revenue', milestones: [milestone({ value: '100' })] });
      await house.sql`update spec.clock set at = '2020-12-01'`;
      const { items } = await list('?asOf=2021-12-20&from=2021-01-01&to=2021-12-31&indicator=revenue');
      return items.filter(({ targets }) => targets.includes(targetId)).map(({ period }) => period);
    };
    expect(await periods('on-the-15th', '2021-09-15')).toEqual(['2021-10', '2021-11', '2021-12']);
    expect(await periods('on-the-14th', '2021-09-14')).toEqual(['2021-09', '2021-10', '2021-11', '2021-12']);
    expect(await periods('long-before', '2020-11-30')).toHaveLength(12);
  });

  it('leaves the reports of an allocated target to its parts, unless it has figures of its own', async () => {
    const owing = async () => {
      const { items } = await list('?asOf=2021-08-20&period=2021-08&indicator=relocated-households&sort=locality');
      return items.map(({ locality, state }) => `${locality.id} ${state}`);
    };
    const whole = { indicatorId: 'relocated-households', quantity: '84', milestones: [milestone({ value: '84' })] };
    await setTarget('relocation', PROVINCE, whole);
    expect(await owing()).toEqual([`${PROVINCE} open`]);
    const parts = [
      { localityId: NA_HANG, quantity: '44' },
      { localityId: CHIEM_HOA, quantity: '40' },
    ];
    await send('/v1/targets/relocation/allocations', { parts });
    const ofParts = [`${NA_HANG} open`, `${CHIEM_HOA} open`];
    expect(await owing()).toEqual(ofParts);
    const own = { indicatorId: 'relocated-households' };
    await record(PROVINCE, '2021-08-10', own);
    expect(await owing()).toEqual(ofParts);
    await receivedOn(PROVINCE, '2021-08-10', '2021-08-12');
    expect(await owing()).toEqual([...ofParts, `${PROVINCE} on_time`]);
    await send(`/v1/measurements/relocated-households.${PROVINCE}.2021.2021-08-10.actual/withdrawal`, { reason: 'nhập nhầm' });
    await list('?limit=1');
    await receivedOn(PROVINCE, '2021-08-10', '2021-08-13');
    expect(await owing()).toEqual(ofParts);
  });

  it('counts a report that a newer figure came for too late as never received, and one that it came for in time as received', async () => {
    await send('/v1/indicators', countIndicator({ indicatorId: 'schools', accumulation: 'cumulative' }));
    const reached = { milestones: [milestone({ value: '7' })], baseline: { value: '0', on: '2020-12-31' } };
    await setTarget('schools', NA_HANG, { indicatorId: 'schools', ...reached });
    await record(NA_HANG, '2021-08-20', { indicatorId: 'schools' });
    await list('?limit=1');
    await receivedOn(NA_HANG, '2021-08-20', '2021-08-24');
    const window = 'from=2021-07-01&to=2021-12-31&indicator=schools';
    const { items, summary } = await list(`?asOf=2021-08-24&${window}`);
    const states = (listed: readonly DutyItem[]) => listed.map(({ period, state }) => `${period} ${state}`);
    expect(states(items).slice(0, 4)).toEqual(['2021-07 lapsed', '2021-08 on_time', '2021-09 on_time', '2021-10 open']);
    expect(summary).toEqual({ missing: 0, open: 3, late: 0, on_time: 2, lapsed: 1 });
    const { total } = await read<DutySummary>(`/summary?asOf=2021-08-26&${window}`);
    expect(total).toMatchObject({ expected: 2, received: 1, completeness: '50.00' });
  });

  it('owes on once the target is achieved, and of a withdrawn target tells only what came', async () => {
    const states = async (): Promise<string[]> => {
      const { items } = await list('?asOf=2021-12-01&from=2021-07-01&to=2021-12-31&indicator=schools');
      return items.map(({ period, state }) => `${period} ${state}`);
    };
    expect((await admin.get('/v1/targets/schools/progress?asOf=2021-12-01')).body).toMatchObject({ row: { status: 'achieved' } });
    const came = ['2021-08 on_time', '2021-09 on_time'];
    expect(await states()).toEqual(['2021-07 lapsed', ...came, '2021-10 missing', '2021-11 missing', '2021-12 open']);
    await send('/v1/targets/schools/withdrawal', { reason: 'thôi', on: '2021-11-30' });
    expect(await states()).toEqual(came);
    const { total } = await read<DutySummary>('/summary?asOf=2021-12-01&from=2021-07-01&to=2021-12-31&indicator=schools');
    expect(total).toMatchObject({ expected: 2, received: 2, completeness: '100.00' });
  });

  it('is answered in English where that is asked for', async () => {
    const { items } = await read<DutiesPage>(`?asOf=2021-08-24&period=2021-08&locality=${CHIEM_HOA}`, admin, { 'accept-language': 'en' });
    expect(items[0]?.sentence).toBe(
      'The figures of Tuyen Quang Province for “Poor households”, August 2021, are due by the end of 25 August 2021, with 1 working day left.',
    );
  });

  it('ends a window of which one end alone is given with the year of that end, where the default would lie before it', async () => {
    const window = async (query: string) => {
      const { from, to } = await list(`?asOf=2021-08-24&limit=1${query}`);
      return [from, to];
    };
    expect(await window('')).toEqual(['2020-08-24', '2021-09-24']);
    expect(await window('&from=2021-11-05')).toEqual(['2021-11-05', '2021-12-31']);
    expect(await window('&to=2019-03-01')).toEqual(['2019-01-01', '2019-03-01']);
    expect(await window('&from=9999-12-31')).toEqual(['9999-12-31', '9999-12-31']);
    expect(await window('&to=0001-01-01')).toEqual(['0001-01-01', '0001-01-01']);
  });

  it('refuses filters that find nothing by mistake, and localities of others', async () => {
    expect((await admin.get('/v1/duties?locality=nowhere')).body.code).toBe('locality_unknown');
    expect((await admin.get('/v1/duties/summary?indicator=nothing')).body.code).toBe('indicator_unknown');
    expect((await admin.get('/v1/duties?period=thang-8')).status).toBe(400);
    const neighbour = await house.as('planner', 'vn-10@base');
    expect((await neighbour.get(`/v1/duties?locality=${NA_HANG}`)).body.code).toBe('locality_out_of_scope');
    expect((await list('?from=2021-01-01&to=2021-12-31', neighbour)).items).toEqual([]);
  });

  it.each(['', '/summary'])('refuses a window that ends before it begins, which would be empty for good: %s', async (path) => {
    const { status, body } = await admin.get(`/v1/duties${path}?from=2021-10-31&to=2021-08-01`);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('"to"')]);
    expect((await admin.get(`/v1/duties${path}?from=2021-08-01&to=2021-08-01`)).status).toBe(200);
  });
});
