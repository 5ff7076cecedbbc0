import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { exact } from '../../domain/kernel/decimal.js';
import { newestRules, RULES, type ScheduleRules } from '../../domain/schedule/rules.js';
import { adoptRules } from '../progress/adopt-rules.js';
import { diffPage, type DiffPage } from '../../contract/histories.diff.js';

const NA_HANG = { indicatorId: 'relocated-households', localityId: 'vn-072@base' };
const FIGURE = 'relocated-households.vn-072@base.2021.2021-08-31.actual';
const ASKED = 'fromAsOf=2021-08-31&toAsOf=2021-08-31';

describe('the difference between two moments', () => {
  let house: TestSystem;
  let [planner, auditor]: HttpClient[] = [];
  const at: Record<string, string> = {};

  const ask = async (query: string, client = auditor) =>
    client!.get(`/v1/audit/diff?${query}`, { 'x-read-after': await house.store.head() });
  const diff = async (query: string): Promise<DiffPage> => {
    const { status, body } = await ask(query);
    expect([status, body.detail]).toEqual([200, undefined]);
    return diffPage.parse(body);
  };
  const figure = (value: string, localityId = 'vn-072@base') => ({
    ...{ ...NA_HANG, localityId, asOf: '2021-08-31', basis: 'actual', figure: { shape: 'count', value } },
  });

  beforeAll(async () => {
    house = await startTestSystem();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', 'vn-08@base', { name: 'Nguyễn Thị Hoà' });
    auditor = await house.as('auditor', 'vn-08@base');
    at.start = await house.store.head();
    const aims = plan({ quantity: '84', milestones: [milestone({ value: '84' })] });
    const set = (targetId: string, localityId: string) => planner!.done('/v1/targets', { targetId, ...NA_HANG, localityId, ...aims });
    await set('own', 'vn-072@base');
    await set('still', 'vn-073@base');
    await set('whole', 'vn-08@base');
    await planner.done('/v1/measurements', figure('60', 'vn-073@base'));
    await planner.done('/v1/measurements', figure('4'));
    at.before = await house.store.head();
    await planner.done(`/v1/measurements/${FIGURE}/correction`, { figure: { shape: 'count', value: '44' }, reason: 'cộng sót' });
    at.after = await house.store.head();
  }, 120_000);
  afterAll(async () => {
    (RULES as unknown as ScheduleRules[]).splice(1);
    await house.close();
  });

  it('names the targets that changed status or figure, from what to what, and the events that did it', async () => {
    const found = await diff(`from=${at.before}&to=${at.after}&${ASKED}`);
    expect(found).toMatchObject({ from: { position: at.before, asOf: '2021-08-31' }, to: { position: at.after }, total: 2 });
    const [own, whole] = found.items;
    expect(own).toMatchObject({
      ...{ targetId: 'own', from: { status: 'behind', actual: '4' }, to: { actual: '44' }, why: 'events', eventCount: 1 },
      sentence: { vi: expect.stringMatching(/^Di dời hộ dân, huyện Na Hang: từ chậm tiến độ \(4 hộ\) thành .* \(44 hộ\)\.$/) },
      events: [
        {
          type: 'MeasurementCorrected',
          position: at.after,
          sentence: { vi: expect.stringContaining('từ 4 hộ thành 44 hộ; lý do: cộng sót.') },
        },
      ],
    });
    expect(whole).toMatchObject({
      targetId: 'whole',
      from: { actual: '64' },
      to: { actual: '104' },
      events: [{ type: 'MeasurementCorrected' }],
    });
  });

  it('names neither a verification nor a change of a figure that another one stands before', async () => {
    const from = await house.store.head();
    const verifier = await house.as('verifier', 'vn-08@base', { name: 'Trần Văn Nam' });
    await verifier.done(`/v1/measurements/${FIGURE}/verification`, {});
    await planner!.done('/v1/measurements', { ...figure('9'), asOf: '2021-07-31' });
    expect((await diff(`from=${from}&${ASKED}`)).items).toEqual([]);
    await planner!.done(`/v1/measurements/${FIGURE}/correction`, { figure: { shape: 'count', value: '43' }, reason: 'trùng một hộ' });
    const corrected = await house.store.head();
    await planner!.done(`/v1/measurements/${FIGURE.replace('08-31', '07-31')}/correction`, {
      ...{ figure: { shape: 'count', value: '10' }, reason: 'cộng sót' },
    });
    const { items } = await diff(`from=${from}&${ASKED}`);
    expect(items.map(({ targetId, why, events }) => [targetId, why, events.map(({ position }) => position)])).toEqual([
      ['own', 'events', [corrected]],
      ['whole', 'events', [corrected]],
    ]);
    await planner!.done(`/v1/measurements/${FIGURE}/correction`, { figure: { shape: 'count', value: '44' }, reason: 'đúng là 44' });
    const again = (await diff(`from=${from}&fromAsOf=2021-08-31&toAsOf=2022-06-30&target=own`)).items;
    expect(again).toMatchObject([{ to: { status: 'missed' }, why: 'time', events: [] }]);
    at.after = await house.store.head();
  });

  it('says that a target is new, and nothing of what did not change', async () => {
    const found = await diff(`from=${at.start}&to=${at.before}&${ASKED}`);
    expect(found.items.map(({ targetId, from }) => [targetId, from])).toEqual([
      ['own', null],
      ['still', null],
      ['whole', null],
    ]);
    expect(found.transitions.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(await diff(`from=${at.after}&to=${at.after}&${ASKED}`)).toMatchObject({ items: [], total: 0, transitions: [] });
  });

  it('tells what only time has changed from what events did', async () => {
    const { items } = await diff(`from=${at.after}&to=${at.after}&fromAsOf=2021-08-31&toAsOf=2022-06-30&target=own`);
    expect(items).toMatchObject([{ targetId: 'own', to: { status: 'missed' }, why: 'time', events: [] }]);
  });

  it('names what became of the localities beneath where no figure changed, also when time went by', async () => {
    const admin = await house.as('admin', 'vn', { name: 'Quản trị viên' });
    await admin.done('/v1/localities/vn-073@base/parent', { parentId: 'vn-02@base', from: '2021-01-01' });
    at.moved = await house.store.head();
    const moved = {
      ...{ targetId: 'whole', from: { actual: '104' }, to: { actual: '44' }, why: 'rules', eventCount: 1 },
      events: [
        {
          type: 'LocalityReassigned',
          sentence: { vi: 'Quản trị viên chuyển huyện Chiêm Hóa về tỉnh Hà Giang từ ngày 1/1/2021.' },
        },
      ],
    };
    expect((await diff(`from=${at.after}&to=${at.moved}&${ASKED}`)).items).toMatchObject([moved]);
    const later = await diff(`from=${at.after}&to=${at.moved}&fromAsOf=2021-08-31&toAsOf=2022-06-30`);
    const why = Object.fromEntries(later.items.map(({ targetId, why, events }) => [targetId, [why, events.length]]));
    expect(why).toEqual({ own: ['time', 0], still: ['time', 0], whole: ['rules', 1] });
  });

  it('names the rules of the schedule and the calendar, and not a profile, which only plans take up', async () => {
    const admin = await house.as('admin', 'vn', { name: 'Quản trị viên' });
    const from = await house.store.head();
    const shares = [{ month: 12, share: '1' }];
    await admin.done('/v1/indicators/relocated-households/profiles', {
      profileId: 'seasonal',
      name: 'Theo mùa',
      nameEn: 'Seasonal',
      shares,
    });
    await admin.done('/v1/indicators/relocated-households/calendar', { calendar: { kind: 'weekly', cutOffWeekday: 5, dueWeekday: 7 } });
    (RULES as unknown as ScheduleRules[]).push({ ...newestRules(), version: 2, onTrack: exact('9'), atRisk: exact('8') });
    await adoptRules(house.store);
    const { items } = await diff(`from=${from}&${ASKED}&target=own`);
    expect(items).toMatchObject([{ targetId: 'own', to: { status: 'behind' }, why: 'rules', eventCount: 2 }]);
    expect(items[0]?.events.map(({ sentence }) => sentence.vi)).toEqual([
      'Quản trị viên đặt chế độ báo cáo của chỉ tiêu di dời hộ dân.',
      'Tiến Độ áp dụng quy tắc đánh giá tiến độ phiên bản 2.',
    ]);
  });

  it('is filtered by target, indicator and locality, and comes in pages', async () => {
    const both = `from=${at.start}&${ASKED}`;
    const ids = async (query: string) => (await diff(`${both}&${query}`)).items.map(({ targetId }) => targetId);
    expect(await ids('locality=vn-073@base')).toEqual(['still']);
    expect(await ids('target=own')).toEqual(['own']);
    expect(await ids('indicator=disbursement')).toEqual([]);
    const { items, nextCursor, total } = await diff(`${both}&limit=2`);
    expect([items.length, total]).toEqual([2, 3]);
    expect(await ids(`limit=2&cursor=${nextCursor}`)).toEqual(['whole']);
  });

  it('is refused backwards, beyond the scope, and for what nobody knows', async () => {
    expect((await ask(`from=${at.after}&to=${at.before}`)).body.code).toBe('request_invalid');
    const paths = async (query: string) => (await ask(query)).body.errors?.map(({ path }: { readonly path: string }) => path);
    expect(await paths(`from=${at.before}&to=999999`)).toEqual(['to']);
    expect(await paths('from=999999')).toEqual(['from']);
    expect((await ask(`from=${at.before}&target=nothing`)).body.code).toBe('target_unknown');
    const stranger = await house.as('auditor', 'vn-10@base');
    expect((await ask(`from=${at.before}&target=own`, stranger)).body.code).toBe('locality_out_of_scope');
    expect((await ask(`from=${at.before}&locality=vn-08@base`, stranger)).body.code).toBe('locality_out_of_scope');
    expect((await ask(`from=${at.start}&${ASKED}`, stranger)).body.items).toEqual([]);
  });

  it('says figures as progress says them, digit by digit', async () => {
    const from = await house.store.head();
    const place = { indicatorId: 'disbursement', localityId: 'vn-08@base' };
    await planner!.done('/v1/targets', { targetId: 'share', ...place, ...plan({ milestones: [milestone({ value: '95' })] }) });
    const parts = { shape: 'ratio', numerator: '5', denominator: '7' };
    await planner!.done('/v1/measurements', { ...place, asOf: '2021-08-31', basis: 'actual', figure: parts });
    const { items } = await diff(`from=${from}&${ASKED}&target=share`);
    const read = { 'x-read-after': await house.store.head() };
    const { row } = (await auditor!.get('/v1/targets/share/progress?asOf=2021-08-31', read)).body as {
      row: { actual: string; expected: string };
    };
    expect(items).toMatchObject([{ to: { actual: row.actual, expected: row.expected } }]);
    expect(row.actual).toBe('71.428571428571');
  });
});
