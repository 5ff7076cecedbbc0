import type { HttpClient } from '../../../test/support/http-client.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { stayOn } from '../../../test/support/on-day.js';
import { raisedAlert, storeAlert } from '../../../test/support/stored-alerts.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import { addDays } from '../../domain/kernel/civil-date.js';
import { FINDING_KINDS } from '../../domain/story/findings.js';
import { findingCounts, findingPage, type Finding } from '../../contract/histories.findings.js';

// Late in a year: what lies 200 days back is of the same one.
const TODAY = '2026-11-21';
const ago = (days: number) => addDays(TODAY, -days);
const place = (localityId: string) => ({ indicatorId: 'relocated-households', localityId });
const NA_HANG = place('vn-072@base');

describe('findings', () => {
  let house: TestSystem;
  let leave = (): void => {};
  let [planner, verifier, auditor, stranger]: HttpClient[] = [];
  let position: string;
  const at: Record<string, string> = {};

  const figure = (asOf: string, value: string, more: object = {}) => ({
    ...NA_HANG,
    asOf,
    basis: 'actual',
    figure: { shape: 'count', value },
    year: Number(TODAY.slice(0, 4)),
    ...more,
  });
  const idOf = (asOf: string, basis = 'actual') => `relocated-households.vn-072@base.${TODAY.slice(0, 4)}.${asOf}.${basis}`;
  const find = async (query: string, client = auditor): Promise<readonly Finding[]> => {
    const { status, body } = await client!.get(`/v1/audit/findings?${query}`, { 'x-read-after': position });
    expect([status, body.detail]).toEqual([200, undefined]);
    return findingPage.parse(body).items;
  };
  const types = (found: Finding | undefined) => found?.evidence.map(({ type }) => type);

  beforeAll(async () => {
    house = await startTestSystem();
    const admin = await house.as('admin');
    planner = await house.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
    verifier = await house.as('verifier', 'vn-08@base', { subject: 'lan', name: 'Trần Văn Lân' });
    const both = await house.as('verifier', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
    auditor = await house.as('auditor', 'vn-08@base');
    stranger = await house.as('auditor', 'vn-10@base');
    // Tokens are of the present.
    leave = await stayOn(TODAY, house.sql);
    await registerTuyenQuang(admin);
    const aims = (...points: readonly (readonly [due: string, value: string])[]) =>
      plan({ quantity: null, baseline: { value: '0', on: ago(300) }, milestones: points.map(([due, value]) => milestone({ due, value })) });
    const [past, near, far] = [ago(10), ago(-10), ago(-100)];
    await planner.done('/v1/targets', { targetId: 'moved', ...NA_HANG, ...aims([past, '30'], [near, '60'], [far, '84']) });
    await planner.done('/v1/measurements', figure(ago(5), '40'));
    await planner.done('/v1/targets/moved/revisions', { ...aims([past, '20'], [near, '60'], [far, '84']), reason: 'Mưa lũ.' });
    await planner.done('/v1/targets/moved/revisions', { ...aims([past, '20'], [near, '50'], [far, '84']), reason: 'Giãn tiến độ' });
    // Met, far away, or not touched: nothing to ask.
    await planner.done('/v1/targets/moved/revisions', { ...aims([past, '20'], [near, '50'], [far, '80']), reason: 'Rà soát' });

    await verifier.done(`/v1/measurements/${idOf(ago(5))}/verification`, {});
    at.verified = await house.store.head();
    await planner.done(`/v1/measurements/${idOf(ago(5))}/correction`, { figure: { shape: 'count', value: '41' }, reason: 'cộng sót' });
    at.corrected = await house.store.head();
    await planner.done('/v1/measurements', figure(ago(3), '30', { justification: 'rà soát lại danh sách' }));
    await both.done(`/v1/measurements/${idOf(ago(3))}/verification`, {});
    await planner.done('/v1/measurements', figure(ago(60), '5'));
    await planner.done('/v1/measurements', figure(ago(200), '1', { basis: 'estimated', year: Number(ago(200).slice(0, 4)) }));
    const raised = raisedAlert('moved', 'relocated-households', 'vn-072@base');
    if (raised.type !== 'AlertRaised') throw new Error('an alert that was not raised');
    const evidence = { ...raised.data.evidence, measurementIds: [idOf(ago(3))] };
    await storeAlert(house.store, { type: 'AlertRaised', data: { ...raised.data, day: ago(40), evidence } });
    ({ position } = (
      await planner.done(`/v1/measurements/${idOf(ago(3))}/correction`, { figure: { shape: 'count', value: '42' }, reason: 'đếm lại' })
    ).body);
  }, 120_000);
  afterAll(async () => {
    leave();
    await house.close();
  });

  it('are counted by kind', async () => {
    const { body } = await auditor!.get('/v1/audit/findings/counts', { 'x-read-after': position });
    expect(findingCounts.parse(body)).toEqual({
      total: 9,
      byKind: {
        ...{ revised_after_due: 1, revised_before_miss: 1, corrected_after_verification: 2, corrected_after_alert: 1 },
        ...{ estimate_unsettled: 0, back_dated: 2, cumulative_fell: 0, self_verified: 1, alert_unacknowledged: 1 },
      },
    });
  });

  it('show a milestone that was changed after it was due, and one that was lowered just before it would have been missed', async () => {
    expect(await find('kind=revised_after_due')).toMatchObject([
      {
        severity: 'critical',
        targetId: 'moved',
        sentence: {
          vi: expect.stringMatching(
            /^Nguyễn Thị Hoà sửa mục tiêu di dời hộ dân của huyện Na Hang ngày .*, khi mốc ít nhất 30 hộ \(.*\) đã qua hạn 10 ngày; lý do: Mưa lũ\.$/,
          ),
        },
        evidence: [{ type: 'TargetRevised', stream: 'target-moved', revision: 1, who: { id: 'hoa' } }],
        about: { kind: 'target', id: 'moved' },
        localityName: { vi: 'huyện Na Hang' },
      },
    ]);
    expect(await find('kind=revised_before_miss')).toMatchObject([
      { sentence: { en: expect.stringContaining('10 days before its milestone, at least 60 households') }, evidence: [{ revision: 2 }] },
    ]);
    expect(await find('kind=revised_before_miss&beforeDue=9')).toEqual([]);
  });

  it('show what was verified or warned of and changed afterwards, with both events', async () => {
    const [last, first] = await find('kind=corrected_after_verification');
    expect(first?.about).toEqual({ kind: 'measurement', id: idOf(ago(5)) });
    expect([types(first), types(last)]).toEqual(Array(2).fill(['MeasurementVerified', 'MeasurementCorrected']));
    expect(first?.sentence.vi).toContain('sau khi đã được thẩm tra: từ 40 hộ thành 41 hộ; lý do: cộng sót.');
    const [warned] = await find('kind=corrected_after_alert');
    expect(types(warned)).toEqual(['AlertRaised', 'MeasurementCorrected']);
    expect(warned?.evidence[1]?.sentence.vi).toContain('từ 30 hộ thành 42 hộ; lý do: đếm lại.');
  });

  it('show who verified his own figure', async () => {
    expect(await find('kind=self_verified')).toMatchObject([
      { sentence: { vi: expect.stringContaining('Nguyễn Thị Hoà vừa nhập vừa thẩm tra số liệu thực hiện di dời hộ dân') } },
    ]);
  });

  it('show late entries by a term that the query sets', async () => {
    expect((await find('kind=back_dated')).map(({ severity }) => severity)).toEqual(['warning', 'notice']);
    expect(await find('kind=back_dated&late=100')).toHaveLength(1);
    expect(await find('kind=back_dated&late=0&from=2100-01-01')).toEqual([]);
  });

  it('show a fall of what is cumulative as long as it stands, and an estimate until something follows it', async () => {
    expect(await find('kind=cumulative_fell')).toEqual([]);
    expect(await find('kind=estimate_unsettled&unsettled=150')).toEqual([]);
    const alone = { ...place('vn-073@base'), asOf: ago(200), basis: 'estimated', figure: { shape: 'count', value: '3' } };
    ({ position } = (await planner!.done('/v1/measurements', alone)).body);
    expect(await find('kind=estimate_unsettled&unsettled=150')).toMatchObject([
      {
        severity: 'notice',
        localityId: 'vn-073@base',
        sentence: { vi: expect.stringMatching(/^Sau 200 ngày số liệu ước .* vẫn là số ước/) },
      },
    ]);
    const falling = { ...figure(ago(4), '35', { justification: 'rà soát' }), ...place('vn-073@base') };
    await planner!.done('/v1/measurements', {
      ...falling,
      asOf: ago(9),
      figure: { shape: 'count', value: '36' },
      basis: 'settled',
      year: 2000 + Number(ago(9).slice(2, 4)),
    });
    ({ position } = (await planner!.done('/v1/measurements', { ...falling, basis: 'settled' })).body);
    expect(await find('kind=cumulative_fell')).toMatchObject([
      { severity: 'notice', sentence: { vi: expect.stringContaining('từ 36 hộ thành 35 hộ') } },
    ]);
  });

  it('show an alert that nobody acknowledges', async () => {
    expect(await find('kind=alert_unacknowledged')).toMatchObject([
      {
        severity: 'warning',
        evidence: [{ type: 'AlertRaised' }],
        about: { kind: 'alert', id: 'moved~1' },
        sentence: { en: expect.stringContaining('has not been acknowledged for 40 days') },
      },
    ]);
    expect(await find('kind=alert_unacknowledged&unacknowledged=41')).toEqual([]);
  });

  it('are those of the moment: what is found now was not known then, and what was found then is found again', async () => {
    const ids = async (query: string) => (await find(query)).map(({ id }) => id);
    const now = await ids('');
    const [before, after] = [await ids(`knownAt=${at.verified}`), await ids(`knownAt=${at.corrected}`)];
    expect(before).toEqual(now.filter((id) => id.startsWith('revised_')));
    expect(after).toEqual([`corrected_after_verification.${idOf(ago(5))}.2`, ...before]);
    expect(await ids(`knownAt=${at.corrected}&kind=self_verified,back_dated,alert_unacknowledged`)).toEqual([]);
    const { body } = await auditor!.get(`/v1/audit/findings/counts?knownAt=${at.corrected}`);
    expect([body.total, body.byKind.corrected_after_verification]).toEqual([after.length, 1]);
    expect(await ids('knownAt=0')).toEqual([]);
  });

  it('an estimate that something followed later was one without end before that', async () => {
    const [seen] = await find('kind=estimate_unsettled&unsettled=150');
    const actual = { ...place('vn-073@base'), asOf: ago(199), basis: 'actual', figure: { shape: 'count', value: '3' } };
    const then = position;
    ({ position } = (await planner!.done('/v1/measurements', { ...actual, year: Number(ago(200).slice(0, 4)) })).body);
    expect(await find('kind=estimate_unsettled&unsettled=150')).toEqual([]);
    expect(await find(`kind=estimate_unsettled&unsettled=150&knownAt=${then}`)).toEqual([seen]);
  });

  it('come in pages, and only of the scope', async () => {
    const whole = await find('');
    const { body } = await auditor!.get('/v1/audit/findings?limit=3', { 'x-read-after': position });
    const rest = await find(`limit=100&cursor=${body.nextCursor}`);
    expect([...body.items, ...rest]).toEqual(whole);
    expect(await find('', stranger)).toEqual([]);
    expect(new Set(whole.map(({ kind }) => kind)).size).toBeGreaterThan(FINDING_KINDS.length - 3);
  });
});
