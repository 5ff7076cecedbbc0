import {
  NOTICE,
  made,
  measurementProposal,
  readOut,
  storeDirective,
  storeReadBefore,
  uploadRead,
} from '../../../test/support/directives.js';
import type { HttpClient } from '../../../test/support/http-client.js';
import { startTestSystem, type TestSystem } from '../../../test/support/system.js';
import { registerTuyenQuang } from '../../../test/support/tuyen-quang.js';

const PROVINCE = 'vn-08@base';
const NA_HANG = 'vn-072@base';
const FIGURE = measurementProposal('Na Hang 4/44 hộ');
/** Suggestions follow what is set meanwhile. */
const unsuggested = ({ suggestions: _, ...item }: { readonly suggestions: unknown }): object => item;

describe('proposals as they are shown', () => {
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
  const inScope = async (n: number) => (await shown(n)).suggestions.inScope;
  const target = { indicatorId: 'disbursement', localityId: PROVINCE, confirm: ['target_stands'] };
  const figure = { indicatorId: 'disbursement', localityId: NA_HANG };

  beforeAll(async () => {
    house = await startTestSystem();
    await registerTuyenQuang(await house.as('admin'));
    planner = await house.as('planner', PROVINCE);
  }, 120_000);
  afterAll(() => house.close());

  it('of a later version of the reader come under its name; what stands, decided or not, does not come again', async () => {
    id = 'older';
    const anew = await uploadRead(planner, { localityId: PROVINCE, text: `${NOTICE}anew\n` });
    // All but the last one, quoted and named a little differently.
    const { present, older } = await storeReadBefore(house.store, anew.id, id, (found) =>
      found.slice(0, -1).map((one) => ({ ...one, indicator: `${one.indicator} cũ`, quote: { ...one.quote, start: one.quote.start + 1 } })),
    );
    const { proposals, readerVersion } = present;
    expect(older.length).toBeGreaterThan(3);
    const [figures, targets] = ['measurement', 'target'].map((type) => older.filter((one) => one.type === type));
    await planner.done(path(figures![0]!.n, 'dismissal'), { reason: 'thôi' });
    const milestones = [{ due: '2022-01-31', comparator: '>=', value: '97' }];
    await planner.done(path(targets![0]!.n, 'acceptance'), { ...target, target: { milestones } });
    const all = async () => (await planner.get(`/v1/directives/${id}/proposals`, { 'x-read-after': await house.store.head() })).body;
    const before = await all();
    expect((await planner.get(`/v1/directives/${id}/reading`)).body).toMatchObject({ state: 'done', readerVersion: 'older-1' });
    for (const _ of ['once', 'again']) {
      await planner.done(`/v1/directives/${id}/reading`, {});
      expect(await readOut(planner, id)).toMatchObject({ readerVersion });
      const after = await all();
      expect(after.items.slice(0, -1).map(unsuggested)).toEqual(before.items.map(unsuggested));
      expect(after.items.at(-1)).toMatchObject({
        ...{ n: proposals.length, state: 'open', readerVersion, quote: proposals.at(-1)!.quote },
      });
    }
    expect((await house.store.readStream(`directive-${id}`)).events.filter(({ type }) => type === 'ProposalsMade')).toHaveLength(2);
  });

  it('of which two versions read the same words otherwise name each other until one is dismissed', async () => {
    id = 'otherwise';
    const anew = await uploadRead(planner, { localityId: PROVINCE, text: `${NOTICE}${id}\n` });
    await storeReadBefore(house.store, anew.id, id, () => [{ ...FIGURE, n: 103 }]);
    expect((await shown(103)).suggestions.sameWords).toEqual([]);
    const { quote } = FIGURE;
    const again = [
      { ...FIGURE, locality: 'Huyện Hàm Yên', quote: { ...quote, end: quote.end - 3 } },
      { ...FIGURE, value: '5', numerator: '5' },
    ];
    await storeDirective(house.store, id, made(id, 'sample-2', 201, again));
    expect([(await shown(103)).suggestions.sameWords, (await shown(201)).suggestions.sameWords]).toEqual([[201], [103]]);
    expect((await shown(202)).suggestions.sameWords).toEqual([]);
    await planner.done(path(103, 'dismissal'), { reason: 'đọc nhầm nơi' });
    expect((await shown(201)).suggestions.sameWords).toEqual([]);
  });

  it('tell by name what they became, edited or not, and which figure stands already', async () => {
    id = await fresh('named');
    const milestones = [{ due: '2021-12-31', comparator: '>=', value: '97,5' }];
    await planner.done(path(102, 'acceptance'), { ...target, target: { milestones } });
    const names = { indicatorId: 'disbursement', indicatorName: 'Giải ngân vốn đầu tư công', unit: 'hộ', shape: 'ratio' };
    expect((await shown(102)).decision.outcome).toEqual({
      ...{ ...names, localityId: PROVINCE, localityName: 'Tỉnh Tuyên Quang', figure: null, asOf: null, basis: null },
      milestones: [{ due: '2021-12-31', dueOp: '<=', comparator: '>=', value: '97.5', upper: null }],
    });
    const day = { measurement: { asOf: '2021-06-30' } };
    await planner.done(path(103, 'acceptance'), { ...figure, ...day });
    expect((await shown(103)).decision.outcome).toEqual({
      ...{ ...names, localityId: NA_HANG, localityName: 'Huyện Na Hang', milestones: [], asOf: '2021-06-30', basis: 'actual' },
      figure: { shape: 'ratio', numerator: '4', denominator: '44' },
    });
    expect((await shown(101)).decision).toBeNull();
  });

  it('name the figures that stand for the likest indicators, the place and the day', async () => {
    id = 'stands';
    await uploadRead(planner, { directiveId: id, localityId: PROVINCE, text: `${NOTICE}${id}\n` });
    const rate = { ...FIGURE, indicator: 'giải ngân vốn đầu tư công', asOf: '2021-05-31' };
    await storeDirective(
      house.store,
      id,
      made(id, 'sample-1', 101, [rate, { ...rate, asOf: '2021-04-30' }, { ...rate, locality: null }, { ...rate, numerator: '5' }]),
    );
    expect((await shown(101)).suggestions.figures).toEqual([]);
    const { outcomeId } = (await planner.done(path(101, 'acceptance'), figure)).body;
    const stands = { id: outcomeId, indicatorId: 'disbursement', asOf: '2021-05-31', basis: 'actual' };
    expect((await shown(101)).suggestions.figures).toEqual([
      { ...stands, figure: { shape: 'ratio', numerator: '4', denominator: '44' }, same: true },
    ]);
    expect((await shown(104)).suggestions.figures).toMatchObject([{ ...stands, same: false }]);
    for (const n of [102, 103]) expect((await shown(n)).suggestions.figures).toEqual([]);
    await planner.done(`/v1/measurements/${outcomeId}/withdrawal`, { reason: 'nhầm' });
    expect((await shown(101)).suggestions.figures).toEqual([]);
  });

  it('say beforehand where the scope of who asks does not reach', async () => {
    id = await fresh('scoped');
    expect([await inScope(101), await inScope(103)]).toEqual([true, true]);
    await (await house.as('admin')).done(`/v1/localities/${NA_HANG}/parent`, { parentId: 'vn-02@base', from: '2021-06-01' });
    expect([await inScope(101), await inScope(103)]).toEqual([true, false]);
    const refused = await planner.post(path(103, 'acceptance'), figure);
    expect([refused.status, refused.body.code]).toEqual([403, 'locality_out_of_scope']);
  });
});
