import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { raisedAlert, storeAlert } from '../../../test/support/stored-alerts.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import type { AlertEvent } from '../../domain/alert/alert.events.js';
import { history, type History, type HistoryEntry } from '../../contract/histories.js';

const PLACE = { indicatorId: 'relocated-households', localityId: 'vn-08@base' };
const FIGURE = 'relocated-households.vn-08@base.2021.2021-08-31.actual';
const OTHER = 'relocated-households.vn-08@base.2021.2021-07-31.actual';
const TARGET = '/v1/targets/whole/history';
const aims = (first: object) => plan({ milestones: [milestone({ due: '2021-09-30', ...first }), milestone({ value: '84' })] });

/** The target's alert, raised because of the figure. */
function doubted(): AlertEvent {
  const raised = raisedAlert('whole', PLACE.indicatorId, PLACE.localityId);
  if (raised.type !== 'AlertRaised') throw new Error('an alert that was not raised');
  const { data } = raised;
  return { type: 'AlertRaised', data: { ...data, evidence: { ...data.evidence, measurementIds: [FIGURE] } } };
}

describe('histories', () => {
  let house: TestSystem;
  let [planner, verifier, auditor, stranger]: HttpClient[] = [];
  let position: string;

  const ask = (path: string, query = '', client = auditor, after = position) => client!.get(`${path}?${query}`, { 'x-read-after': after });
  const tell = async (path: string, query = '', after = position): Promise<History> => {
    const answer = await ask(path, query, auditor, after);
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return history.parse(answer.body);
  };
  const types = ({ items }: History): string[] => items.map(({ type }) => type);
  const only = (told: History, type: string): HistoryEntry => told.items.find((item) => item.type === type)!;

  beforeAll(async () => {
    house = await startTestSystem();
    const admin = await house.as('admin', 'vn', { name: 'Quản trị viên' });
    planner = await house.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
    verifier = await house.as('verifier', 'vn-08@base', { subject: 'lan', name: 'Trần Văn Lân' });
    auditor = await house.as('auditor', 'vn-08@base', { subject: 'thanh', name: 'Lê Thanh' });
    stranger = await house.as('auditor', 'vn-10@base');
    await registerTuyenQuang(admin);
    const provenance = { directiveId: 'cv-1510-2021', clause: '2a' };
    await planner.done('/v1/targets', { targetId: 'whole', ...PLACE, ...aims({ comparator: '>', value: '60' }), provenance });
    const figure = (asOf: string, value: string) => ({ ...PLACE, asOf, basis: 'actual', figure: { shape: 'count', value } });
    await planner.done('/v1/measurements', figure('2021-08-31', '37'));
    await planner.done('/v1/measurements', figure('2021-07-31', '20'));
    await planner.done('/v1/measurements', { ...figure('2020-07-31', '3'), year: 2020 });
    await planner.done(`/v1/measurements/${FIGURE}/correction`, { figure: { shape: 'count', value: '52' }, reason: 'Nhập nhầm.' });
    await verifier.done(`/v1/measurements/${FIGURE}/verification`, {});
    await planner.done('/v1/targets/whole/revisions', { ...aims({ comparator: '>=', value: '50' }), reason: 'Mưa lũ kéo dài' });
    await storeAlert(house.store, doubted());
    const note = { note: 'Đã giao phòng Kế hoạch.', recoveryOn: null };
    await planner.get('/v1/alerts/whole~1', { 'x-read-after': await house.store.head() });
    ({ position } = (await planner.done('/v1/alerts/whole~1/acknowledgement', note)).body);
  }, 120_000);
  afterAll(() => house.close());

  it('tell of a target what was set, reported in its years, corrected, verified and revised, and of its alerts, in order', async () => {
    const told = await tell(TARGET);
    expect(told.subject.name).toEqual({
      vi: 'Mục tiêu di dời hộ dân, tỉnh Tuyên Quang',
      en: 'Target: relocated households, Tuyen Quang Province',
    });
    expect(types(told)).toEqual([
      ...['DirectiveRegistered', 'TargetSet', 'MeasurementRecorded', 'MeasurementRecorded', 'MeasurementCorrected', 'MeasurementVerified'],
      ...['TargetRevised', 'AlertRaised', 'AlertAcknowledged'],
    ]);
    const positions = told.items.map((item) => BigInt(item.position));
    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
  });

  it('say who, in which role, when, for which date, what from what to what, why, and by which command', async () => {
    const corrected = only(await tell(TARGET), 'MeasurementCorrected');
    expect(corrected).toMatchObject({
      who: { id: 'hoa', name: 'Nguyễn Thị Hoà', role: 'planner', locality: 'vn-08@base' },
      on: '2021-08-31',
      about: { kind: 'measurement', id: FIGURE },
      reason: 'Nhập nhầm.',
      cause: { kind: 'command', id: corrected.commandId },
      changes: [
        {
          field: 'value',
          unit: 'hộ',
          from: { value: '37', text: { vi: '37 hộ', en: '37 households' } },
          to: { value: '52', text: { vi: '52 hộ' } },
        },
      ],
      sentence: {
        vi: 'Nguyễn Thị Hoà sửa số liệu thực hiện di dời hộ dân của tỉnh Tuyên Quang tính đến 31/8/2021: từ 37 hộ thành 52 hộ; lý do: Nhập nhầm.',
        en: 'Nguyễn Thị Hoà corrected the actual figure of Tuyen Quang Province for relocated households as of 31 August 2021: from 37 households to 52 households; reason: Nhập nhầm.',
      },
    });
  });

  it('say under which directive and clause a target was set, and how its milestones moved', async () => {
    const told = await tell(TARGET, 'about=target');
    expect(only(told, 'TargetSet')).toMatchObject({
      directive: { id: 'cv-1510-2021', name: { vi: 'công văn 1510/UBND-TH', en: 'directive 1510/UBND-TH' }, clause: '2a' },
    });
    expect(only(told, 'TargetRevised').sentence.vi).toBe(
      'Nguyễn Thị Hoà điều chỉnh mục tiêu di dời hộ dân của tỉnh Tuyên Quang: mốc 30/9/2021 từ trên 60 hộ thành ít nhất 50 hộ; lý do: Mưa lũ kéo dài.',
    );
  });

  it('tell the same, byte for byte, of a moment before, whatever came since', async () => {
    const [corrected] = (await tell(TARGET)).items.filter(({ type }) => type === 'MeasurementCorrected');
    const then = `knownAt=${corrected!.position}`;
    const before = await ask(TARGET, then);
    expect([before.status, before.body.detail]).toEqual([200, undefined]);
    expect(types(before.body).at(-1)).toBe('MeasurementCorrected');
    expect(JSON.stringify((await ask(TARGET, then)).body)).toBe(JSON.stringify(before.body));
    expect(before.headers.get('x-read-position')).toBe(corrected!.position);
    expect((await tell(TARGET, `knownAt=${corrected!.recordedAt}`)).items).toEqual(before.body.items);
  });

  it('come in pages that together are the whole', async () => {
    const whole = await tell(TARGET);
    const pages: HistoryEntry[] = [];
    for (let cursor = ''; ;) {
      const { items, nextCursor } = await tell(TARGET, `limit=4${cursor}`);
      pages.push(...items);
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(pages).toEqual(whole.items);
    const foreign = (await tell(TARGET, 'limit=4')).nextCursor;
    expect((await ask(`/v1/localities/vn-08@base/history`, `cursor=${foreign}`)).body.code).toBe('request_invalid');
  });

  it('are bounded by the days of recording', async () => {
    expect((await tell(TARGET, 'until=2020-01-01')).items).toEqual([]);
    expect((await tell(TARGET, 'from=2020-01-01')).items).toHaveLength(9);
  });

  it('tell of a figure its own story with the alerts that rest on it, and of another nothing of these', async () => {
    const own = ['MeasurementRecorded', 'MeasurementCorrected', 'MeasurementVerified'];
    expect(types(await tell(`/v1/measurements/${FIGURE}/history`))).toEqual([...own, 'AlertRaised', 'AlertAcknowledged']);
    expect(types(await tell(`/v1/measurements/${OTHER}/history`))).toEqual(['MeasurementRecorded']);
  });

  it('tell of an alert what it rests on and what became of it', async () => {
    const told = await tell('/v1/alerts/whole~1/history');
    expect(types(told)).toEqual(['MeasurementRecorded', 'MeasurementCorrected', 'MeasurementVerified', 'AlertRaised', 'AlertAcknowledged']);
    expect(only(told, 'AlertAcknowledged')).toMatchObject({
      changes: [{ field: 'state', from: { value: 'open' }, to: { value: 'acknowledged' } }],
      sentence: { vi: 'Nguyễn Thị Hoà tiếp nhận cảnh báo về di dời hộ dân của tỉnh Tuyên Quang: Đã giao phòng Kế hoạch.' },
    });
  });

  it('tell of a directive what was taken from it', async () => {
    expect(types(await tell('/v1/directives/cv-1510-2021/history'))).toEqual(['DirectiveRegistered', 'TargetSet']);
  });

  it('tell of a directive whom it belongs to now, also of the time before it was moved', async () => {
    const wide = await house.as('planner');
    const text = 'KẾT LUẬN\nGiao UBND huyện đến ngày 30/9/2021 di dời 84 hộ dân.';
    const { id, textSha256 } = (await wide.done('/v1/directives', { localityId: 'vn-08@base', text })).body;
    const before = await house.store.head();
    const paths = ['', '/history', `/history?knownAt=${before}`].map((path) => `/v1/directives/${id}${path}`);
    paths.push(...[`directive-${id}`, `text-${textSha256}`].map((stream) => `/v1/events?stream=${stream}`));
    const seen = async (client?: HttpClient): Promise<readonly number[]> => {
      const after = { 'x-read-after': await house.store.head() };
      return Promise.all(paths.map(async (path) => (await client!.get(path, after)).status));
    };
    const moved = (localityId: string) => wide.done(`/v1/directives/${id}/description`, { localityId, reason: 'tải nhầm chỗ' });
    const [open, shut] = [paths.map(() => 200), paths.map(() => 403)];
    expect([await seen(auditor), await seen(stranger)]).toEqual([open, shut]);
    await moved('vn-10@base');
    expect([await seen(auditor), await seen(stranger)]).toEqual([shut, open]);
    await moved('vn-08@base');
    expect([await seen(auditor), await seen(stranger)]).toEqual([open, shut]);
  });

  it('tell of a locality its own story and that of its targets, figures and alerts, and whom it succeeded', async () => {
    const told = await tell('/v1/localities/vn-08@base/history');
    expect(types(told)).toEqual([
      'LocalityRegistered',
      ...types(await tell(TARGET)).slice(1, 4),
      'MeasurementRecorded',
      ...types(await tell(TARGET)).slice(4),
    ]);
    const admin = await house.as('admin');
    const merger = { kind: 'merge', into: 'vn-08@2025', effectiveOn: '2025-07-01' };
    const { position: after } = (await admin.done('/v1/localities/vn-02@base/succession', merger)).body;
    const answer = await ask('/v1/localities/vn-08@2025/history', 'about=locality', admin, after);
    expect(answer.body.items.map((item: HistoryEntry) => item.sentence.vi)).toEqual([
      'Quản trị viên đăng ký tỉnh Tuyên Quang thuộc cả nước theo 202/2025/QH15.',
      'dev-admin ghi nhận tỉnh Hà Giang sáp nhập thành tỉnh Tuyên Quang từ ngày 1/7/2025.',
    ]);
  });

  it.each([
    ['/v1/targets/nothing/history', 'target_unknown'],
    ['/v1/measurements/relocated-households.vn-08@base.2021.2021-05-31.actual/history', 'measurement_unknown'],
    ['/v1/localities/nowhere/history', 'locality_unknown'],
    ['/v1/directives/nothing/history', 'directive_unknown'],
    ['/v1/alerts/whole~2/history', 'alert_unknown'],
  ])('%s is answered %s', async (path, code) => {
    const answer = await ask(path);
    expect([answer.status, answer.body.code]).toEqual([404, code]);
  });

  it('did not know at a moment what came into being later', async () => {
    expect((await ask(TARGET, 'knownAt=3')).body.code).toBe('target_unknown');
  });

  it.each([TARGET, `/v1/measurements/${FIGURE}/history`, '/v1/localities/vn-08@base/history', '/v1/alerts/whole~1/history'])(
    '%s is told to nobody whose scope does not cover it',
    async (path) => expect((await ask(path, '', stranger)).body.code).toBe('locality_out_of_scope'),
  );
});
