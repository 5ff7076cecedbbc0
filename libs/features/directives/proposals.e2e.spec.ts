import { NINETY_EIGHT, NOTICE, SIXTY, made, readOut, storeDirective, uploadRead } from '../../../test/support/directives.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const PROVINCE = 'vn-08@base';
const NA_HANG = 'vn-072@base';

describe('proposals of a directive', () => {
  let house: TestSystem;
  let planner: HttpClient;
  let id: string;

  /** A directive of its own with the four sample proposals, numbered from 101. */
  async function fresh(name: string): Promise<string> {
    await uploadRead(planner, { directiveId: name, localityId: PROVINCE, text: `${NOTICE}${name}\n` });
    await storeDirective(house.store, name, made(name, 'sample-1', 101));
    return name;
  }
  const path = (n: number, what: string): string => `/v1/directives/${id}/proposals/${n}/${what}`;
  const shown = async (n: number) =>
    (await planner.get(`/v1/directives/${id}/proposals/${n}`, { 'x-read-after': await house.store.head() })).body;
  // The tests of this house set the same target again and again.
  const place = { indicatorId: 'disbursement', localityId: PROVINCE };
  const target = { ...place, confirm: ['target_stands'] };
  const figure = { indicatorId: 'disbursement', localityId: NA_HANG };

  beforeAll(async () => {
    house = await startTestSystem();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', PROVINCE);
  }, 120_000);
  afterAll(() => house.close());

  it('become one target with a milestone each, which leads back to the words', async () => {
    id = await fresh('both');
    const tried = await planner.post(path(101, 'acceptance'), { ...target, with: [102], dryRun: true });
    expect([tried.status, tried.body.dryRun, (await shown(101)).state]).toEqual([200, true, 'open']);
    const { status, body } = await planner.post(path(101, 'acceptance'), { ...target, with: [102] });
    expect([status, body.kind, body.proposals, body.outcomeId]).toEqual([201, 'target', [101, 102], tried.body.outcomeId]);
    const found = (await planner.get(`/v1/targets/${body.outcomeId}`, { 'x-read-after': body.position })).body;
    expect(found).toMatchObject({
      ...{ ...place, responsible: 'Sở Tài chính', baseline: { value: '0', on: '2021-01-01' } },
      milestones: [
        { due: '2021-09-30', dueOp: '<=', dueSource: 'printed', comparator: '>', value: '60', upper: null },
        { due: '2021-12-31', dueOp: '<=', dueSource: 'printed', comparator: '>=', value: '98', upper: null },
      ],
      provenance: { directiveId: id, clause: 'mục 2', strength: 'quantified' },
    });
    const words = await Promise.all(found.provenance.words.map(({ href }: { href: string }) => planner.get(href)));
    expect(words.map(({ body: said }) => said)).toEqual([SIXTY.quote.text, NINETY_EIGHT.quote.text]);
    const decision = { targetId: body.outcomeId, how: 'set', together: [101, 102], isEdited: false, isWithdrawn: false };
    for (const n of [101, 102]) expect(await shown(n)).toMatchObject({ state: 'accepted', decision });
  });

  it('suggest the locality, indicators of that name, the other milestones, and the target that stands', async () => {
    id = await fresh('suggested');
    expect((await shown(101)).suggestions).toMatchObject({
      locality: { id: PROVINCE },
      indicators: [{ id: 'disbursement', unit: 'hộ' }],
      together: expect.arrayContaining([102]),
    });
    expect((await shown(101)).suggestions.together).not.toContain(101);
    expect((await shown(103)).suggestions.locality).toMatchObject({ id: NA_HANG });
    const { outcomeId } = (await planner.done(path(101, 'acceptance'), { ...target, target: { targetId: 'standing' } })).body;
    expect((await shown(102)).suggestions.targets.map((one: { id: string }) => one.id)).toContain(outcomeId);
    expect((await shown(102)).around.before).toMatch(/trên 60% kế hoạch, $/);
  });

  it('are accepted once: again it is refused, and with the same key answered the same', async () => {
    id = await fresh('once');
    const key = { 'idempotency-key': 'accept-once' };
    const body = { ...target, target: { targetId: 'once' } };
    const first = await planner.post(path(101, 'acceptance'), body, key);
    const again = await planner.post(path(101, 'acceptance'), body, key);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect((await planner.post(path(101, 'acceptance'), body)).body).toMatchObject({ code: 'proposal_accepted', params: { id: 'once' } });
    expect((await planner.post(path(102, 'acceptance'), { ...body, with: [101] })).body.code).toBe('proposal_accepted');
  });

  it('take what was edited instead, and say so', async () => {
    id = await fresh('edited');
    const milestones = [{ due: '2021-12-31', comparator: '>=', value: '97,5' }];
    const { body } = await planner.done(path(102, 'acceptance'), {
      ...target,
      target: { milestones, responsible: 'Sở Kế hoạch và Đầu tư' },
    });
    const found = (await planner.get(`/v1/targets/${body.outcomeId}`, { 'x-read-after': body.position })).body;
    expect(found).toMatchObject({ responsible: 'Sở Kế hoạch và Đầu tư', milestones: [{ value: '97.5' }] });
    expect((await shown(102)).decision.isEdited).toBe(true);
  });

  it('become a figure with its source, under the rules of figures', async () => {
    id = await fresh('figure');
    const { body } = await planner.done(path(103, 'acceptance'), figure);
    expect(body).toMatchObject({ kind: 'measurement', outcomeId: 'disbursement.vn-072@base.2021.2021-08-31.actual' });
    const { events } = await house.store.readStream('measurement-disbursement.vn-072@base.2021');
    expect(events.at(-1)?.data).toMatchObject({
      figure: { shape: 'ratio', numerator: '4', denominator: '44' },
      source: { directiveId: id, clause: 'mục 1', words: [{ proposal: 103, readerVersion: 'sample-1' }] },
    });
    expect((await planner.post(path(104, 'acceptance'), { ...figure, measurement: { asOf: '2021-08-31' } })).body.code).toBe(
      'figure_stands',
    );
    expect((await shown(104)).state).toBe('open');
  });

  it('are merged into a target that stands as further milestones or as its revision', async () => {
    id = await fresh('merged');
    const whole = {
      targetId: 'merged',
      ...place,
      baseline: { value: '0', on: '2021-01-01' },
      milestones: [{ due: '2021-09-30', comparator: '>', value: '50' }],
    };
    await planner.done('/v1/targets', whole);
    const into = { targetId: 'merged', how: 'milestone', reason: 'thông báo 123' };
    expect((await planner.post(path(101, 'acceptance'), { into })).body.code).toBe('milestones_out_of_order');
    expect((await planner.post(path(102, 'acceptance'), { into: { ...into, reason: ' ' } })).body.code).toBe('reason_required');
    await planner.done(path(102, 'acceptance'), { into });
    const { body } = await planner.done(path(101, 'acceptance'), { into: { ...into, how: 'revision' } });
    const found = (await planner.get('/v1/targets/merged', { 'x-read-after': body.position })).body;
    expect(found.milestones.map(({ due, value }: Record<string, string>) => [due, value])).toEqual([
      ['2021-09-30', '60'],
      ['2021-12-31', '98'],
    ]);
    expect(found.versions.map(({ change, reason }: Record<string, string>) => [change, reason])).toEqual([
      ['set', null],
      ['revised', 'thông báo 123'],
      ['revised', 'thông báo 123'],
    ]);
    expect(found.provenance.words.map(({ proposal }: { proposal: number }) => proposal)).toEqual([101]);
  });

  it('define an indicator in the same step for who may define one, or nothing happens at all', async () => {
    id = await fresh('defined');
    const newIndicator = {
      ...{ indicatorId: 'paid-out', name: 'Giải ngân', nameEn: 'Paid out', shape: 'ratio', unit: '%', direction: 'increasing' },
      ...{ rollUp: 'ratio', accumulation: 'cumulative', base: 'kế hoạch' },
    };
    const body = { newIndicator, localityId: PROVINCE };
    expect((await planner.post(path(101, 'acceptance'), body)).body.code).toBe('role_forbidden');
    const admin = await house.as('admin');
    const bad = { ...body, target: { milestones: [] } };
    expect((await admin.post(path(101, 'acceptance'), bad)).body.code).toBe('milestones_empty');
    expect((await house.store.readStream('indicator-paid-out')).found).toBe(false);
    await admin.done(path(101, 'acceptance'), body);
    expect((await house.store.readStream('indicator-paid-out')).events).toHaveLength(1);
  });

  it('are dismissed with a reason, and open again when that is withdrawn', async () => {
    id = await fresh('dismissed');
    expect((await planner.post(path(101, 'dismissal'), { reason: ' ' })).body.code).toBe('reason_required');
    await planner.done(path(101, 'dismissal'), { reason: 'số tham khảo' });
    expect(await shown(101)).toMatchObject({ state: 'dismissed', decision: { reason: 'số tham khảo' } });
    const before = await house.store.head();
    await planner.done(path(101, 'dismissal'), { reason: 'lần nữa' });
    expect(await house.store.head()).toBe(before);
    expect((await planner.post(path(101, 'acceptance'), target)).body.code).toBe('proposal_dismissed');
    await planner.done(path(101, 'dismissal/withdrawal'), { reason: 'là chỉ tiêu thật' });
    expect(await shown(101)).toMatchObject({ state: 'open', decision: null });
  });

  it('are open again when their target or figure is withdrawn, and may be decided anew', async () => {
    id = await fresh('undone');
    const first = (await planner.done(path(101, 'acceptance'), { ...target, with: [102] })).body.outcomeId;
    await planner.done(`/v1/targets/${first}/withdrawal`, { reason: 'nhầm địa phương' });
    for (const n of [101, 102]) expect(await shown(n)).toMatchObject({ state: 'open', decision: { isWithdrawn: true } });
    const second = (await planner.done(path(101, 'acceptance'), target)).body.outcomeId;
    expect(second).not.toBe(first);
    expect(await shown(102)).toMatchObject({ state: 'open', decision: null });
    await planner.done(path(102, 'dismissal'), { reason: 'thôi' });
    const kept = { ...figure, measurement: { asOf: '2021-07-31' } };
    const { outcomeId } = (await planner.done(path(103, 'acceptance'), kept)).body;
    await planner.done(`/v1/measurements/${outcomeId}/withdrawal`, { reason: 'nhầm' });
    expect(await shown(103)).toMatchObject({ state: 'open', decision: { isWithdrawn: true } });
    await planner.done(path(103, 'acceptance'), kept);
    const { events } = await house.store.readStream(`directive-${id}`);
    expect(events.map(({ type }) => type).slice(-6)).toEqual([
      'AcceptanceUndone',
      'ProposalsAccepted',
      'ProposalDismissed',
      'ProposalsAccepted',
      'AcceptanceUndone',
      'ProposalsAccepted',
    ]);
  });

  it('of a later reading only add what is new', async () => {
    id = await fresh('later');
    await planner.done(path(101, 'dismissal'), { reason: 'thôi' });
    const { body: before } = await planner.get(`/v1/directives/${id}/proposals`, { 'x-read-after': await house.store.head() });
    await planner.done(`/v1/directives/${id}/reading`, {});
    await readOut(planner, id);
    const { body: after } = await planner.get(`/v1/directives/${id}/proposals`, { 'x-read-after': await house.store.head() });
    expect(after.items.slice(0, before.items.length)).toEqual(before.items);
  });

  it('are filtered and paged', async () => {
    id = await fresh('paged');
    const get = async (query: string) =>
      (await planner.get(`/v1/directives/${id}/proposals?${query}`, { 'x-read-after': await house.store.head() })).body;
    await planner.done(path(104, 'dismissal'), { reason: 'thôi' });
    expect((await get('state=dismissed')).items.map(({ n }: { n: number }) => n)).toEqual([104]);
    expect((await get('after=100&limit=2')).items.map(({ n }: { n: number }) => n)).toEqual([101, 102]);
    expect((await get('after=100&limit=2')).nextAfter).toBe(102);
    expect((await get('after=102')).nextAfter).toBeNull();
  });
});
