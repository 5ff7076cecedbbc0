import { NA_HANG, NOTICE, SIXTY, made, readOut, storeDirective, uploadRead } from '../../../test/support/directives.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';
import type { Proposal } from '../../domain/directive/proposal.js';

const PROVINCE = 'vn-08@base';
const later = { ...SIXTY.deadline!, date: '2030-12-31' };
const REPORTED = { ...NA_HANG, indicator: SIXTY.indicator, locality: SIXTY.locality };

describe('accepting beside what stands', () => {
  let house: TestSystem;
  let planner: HttpClient;
  const place = { indicatorId: 'disbursement', localityId: PROVINCE };

  /** A directive of its own with these proposals, numbered from 101. */
  async function fresh(name: string, ...proposals: readonly Proposal[]): Promise<string> {
    const sent = { directiveId: name, localityId: PROVINCE, text: `${NOTICE}${name}\n`, issuedOn: '2021-09-10' };
    await uploadRead(planner, sent);
    await storeDirective(house.store, name, made(name, 'sample-1', 101, proposals));
    return `/v1/directives/${name}/proposals`;
  }
  const readNow = async () => ({ 'x-read-after': await house.store.head() });

  beforeAll(async () => {
    house = await startTestSystem();
    const admin = await house.as('admin');
    await registerTuyenQuang(admin);
    const shares = [{ month: 12, share: '1' }];
    await admin.done('/v1/indicators/disbursement/profiles', { profileId: 'seasonal', name: 'Theo mùa', nameEn: 'Seasonal', shares });
    planner = await house.as('planner', PROVINCE);
  }, 120_000);
  afterAll(() => house.close());

  it('starts a target of a later year with its directive, by the profile of its indicator', async () => {
    const path = await fresh('resolution', { ...SIXTY, deadline: later, period: null }, { ...SIXTY, deadline: later, period: '2026-2030' });
    const tried = async (n: number, target: object = {}) =>
      (await planner.post(`${path}/${n}/acceptance`, { ...place, target, dryRun: true })).body.command;
    expect(await tried(101)).toMatchObject({
      ...{ baseline: { value: '0', on: '2021-09-10' }, trajectory: { kind: 'profile', profileId: 'seasonal' }, graceDays: 30 },
    });
    expect((await tried(102)).baseline.on).toBe('2026-01-01');
    expect((await tried(101, { baseline: { value: '12', on: '2022-01-01' } })).baseline).toEqual({ value: '12', on: '2022-01-01' });
  });

  it('starts a level where the same document says that it stood', async () => {
    const households = { unit: 'hộ', indicator: 'số hộ nghèo' };
    const path = await fresh(
      'level',
      { ...SIXTY, ...households, deadline: later, comparator: '<=' },
      { ...REPORTED, ...households, value: '940' },
    );
    const { body } = await planner.post(`${path}/101/acceptance`, { ...place, indicatorId: 'poverty', dryRun: true });
    expect(body.command.baseline).toEqual({ value: '940', on: '2021-08-31' });
  });

  it('asks before a second target of the same indicator, place and day, naming the one that stands', async () => {
    const path = await fresh('twice', SIXTY, { ...SIXTY, value: '61' });
    const { body } = await planner.done(`${path}/101/acceptance`, place);
    await planner.get(`/v1/targets/${body.outcomeId}`, await readNow());
    const { status, body: refused } = await planner.post(`${path}/102/acceptance`, place);
    expect([status, refused.code, refused.params]).toEqual([
      ...[409, 'target_stands'],
      { targetId: body.outcomeId, indicator: 'Giải ngân vốn đầu tư công', place: 'Tỉnh Tuyên Quang', due: '30/9/2021' },
    ]);
    expect(refused.detail).toContain('into');
    await planner.done(`${path}/102/acceptance`, { into: { targetId: body.outcomeId, how: 'revision', reason: 'cùng một mục tiêu' } });
    const other = await fresh('confirmed', SIXTY);
    await planner.done(`${other}/101/acceptance`, { ...place, confirm: ['target_stands'] });
  });

  it('ties the words to the target that asks for the same, sets none again, and opens them when that is withdrawn', async () => {
    const first = await planner.done(`${await fresh('first', SIXTY)}/101/acceptance`, { ...place, confirm: ['target_stands'] });
    await planner.done('/v1/targets/' + first.body.outcomeId + '/withdrawal', { reason: 'lập lại' });
    const wish = { ...place, localityId: 'vn-073@base' };
    const milestones = [
      { due: '2021-09-30', comparator: '>', value: '60' },
      { due: '2021-12-31', comparator: '>=', value: '98' },
    ];
    await planner.done('/v1/targets', { targetId: 'by-hand', ...wish, baseline: { value: '0', on: '2021-01-01' }, milestones });
    await readNow().then((headers) => planner.get('/v1/targets/by-hand', headers));
    const path = await fresh('same', SIXTY, { ...SIXTY, value: '62' });
    const before = await house.store.readStream('target-by-hand');
    const tried = await planner.post(`${path}/101/acceptance`, { ...wish, dryRun: true });
    expect(tried.body).toMatchObject({ sameTarget: true, outcomeId: 'by-hand', dryRun: true });
    expect((await planner.post(`${path}/102/acceptance`, wish)).body.code).toBe('target_stands');
    const { body } = await planner.done(`${path}/101/acceptance`, wish);
    expect(body).toMatchObject({ kind: 'target', sameTarget: true, outcomeId: 'by-hand' });
    expect((await house.store.readStream('target-by-hand')).events).toHaveLength(before.events.length);
    const found = (await planner.get('/v1/targets/by-hand', await readNow())).body;
    expect(found.words).toMatchObject([{ directiveId: 'same', proposal: 101 }]);
    expect((await planner.get(found.words[0].href)).body).toBe(SIXTY.quote.text);
    const shown = async () => (await planner.get(`${path}/101`, await readNow())).body;
    expect(await shown()).toMatchObject({ state: 'accepted', decision: { targetId: 'by-hand' } });
    await planner.done('/v1/targets/by-hand/withdrawal', { reason: 'nhầm' });
    expect((await shown()).state).toBe('open');
  });

  it('tells who uploads a directive again in another format which one it is', async () => {
    const sent = { localityId: PROVINCE, number: '77/KH-UBND', issuer: 'UBND tỉnh', issuedOn: '2021-05-06' };
    const first = await planner.done('/v1/directives', { ...sent, text: `${NOTICE}đầu` });
    expect(first.body.notes).toEqual([]);
    await planner.get(`/v1/directives/${first.body.id}`, await readNow());
    const again = await planner.done('/v1/directives', { ...sent, text: `${NOTICE}sau`, number: '77/kh-ubnd ' });
    expect(again.body.notes).toMatchObject([{ code: 'same_directive', vi: expect.stringContaining(`“${first.body.id}”`) }]);
    expect((await planner.done('/v1/directives', { ...sent, text: `${NOTICE}khác`, number: '78/KH-UBND' })).body.notes).toEqual([]);
  });

  it('tells that a locality had ended by the day of a directive, which goes on to the successor while nothing is accepted', async () => {
    const admin = await house.as('admin');
    await admin.done('/v1/localities/vn-10@base/succession', { effectiveOn: '2025-07-01', kind: 'merge', into: 'vn-08@2025' });
    const sent = { directiveId: 'late', localityId: 'vn-10@base', text: `${NOTICE}late`, issuedOn: '2025-09-25' };
    const { body } = await admin.done('/v1/directives', sent);
    expect(body.notes).toMatchObject([{ code: 'place_not_in_force', vi: expect.stringContaining('→ Tỉnh Tuyên Quang (vn-08@2025)') }]);
    await readOut(admin, 'late', body.position);
    await storeDirective(house.store, 'late', made('late', 'sample-1', 101, [SIXTY]));
    const path = '/v1/directives/late';
    const wish = { ...place, localityId: 'vn-10@base' };
    const refused = await admin.post(`${path}/proposals/101/acceptance`, wish);
    expect([refused.body.code, refused.body.params.successors]).toEqual(['locality_not_in_force', ' → Tỉnh Tuyên Quang (vn-08@2025)']);
    const head = { number: '123/TB-UBND', kind: 'Thông báo', issuedOn: '2025-09-25' };
    const moved = { localityId: 'vn-08@2025', reason: 'đơn vị cũ' };
    const answer = await admin.done(`${path}/description`, moved);
    const shown = (await admin.get(path, { 'x-read-after': answer.body.position })).body;
    expect(shown).toMatchObject({ ...head, localityId: 'vn-08@2025' });
    const blank = await admin.done(`${path}/description`, { number: null, reason: 'không có số' });
    const after = (await admin.get(path, { 'x-read-after': blank.body.position })).body;
    expect(after).toMatchObject({ ...head, number: null, localityId: 'vn-08@2025' });
    expect((await admin.done('/v1/directives', sent)).body.notes).toMatchObject([{ code: 'place_kept' }]);
    const late = { ...wish, localityId: 'vn-08@2025', target: { milestones: [{ due: '2025-12-31', comparator: '>=', value: '60' }] } };
    await admin.done(`${path}/proposals/101/acceptance`, late);
    expect((await admin.post(`${path}/description`, { ...moved, localityId: PROVINCE })).body.code).toBe('directive_has_outcomes');
  });

  it('ties the words to the same figure, records none again, and refuses another one in words', async () => {
    const figure = { shape: 'ratio', numerator: '4', denominator: '44' };
    const sent = { ...place, localityId: 'vn-072@base', asOf: '2021-08-31', basis: 'actual', figure };
    await planner.done('/v1/measurements', sent);
    const stream = 'measurement-disbursement.vn-072@base.2021';
    const before = await house.store.readStream(stream);
    const path = await fresh('figure', NA_HANG, { ...NA_HANG, value: '5', numerator: '5' });
    const wish = { ...place, localityId: 'vn-072@base' };
    const refused = await planner.post(`${path}/102/acceptance`, wish);
    expect([refused.status, refused.body.code]).toEqual([409, 'figure_stands']);
    expect(refused.body.detail).toContain(
      '“Giải ngân vốn đầu tư công” of Huyện Na Hang as of 31/8/2021 stands as 4/44, the proposal says 5/44',
    );
    const { body } = await planner.done(`${path}/101/acceptance`, wish);
    expect(body).toMatchObject({ kind: 'measurement', sameFigure: true });
    expect((await house.store.readStream(stream)).events).toHaveLength(before.events.length);
    const found = (await planner.get(`/v1/measurements/${body.outcomeId}`, await readNow())).body;
    expect(found.words).toMatchObject([{ directiveId: 'figure', proposal: 101 }]);
    expect((await planner.get(found.words[0].href)).body).toBe(NA_HANG.quote.text);
  });
});
