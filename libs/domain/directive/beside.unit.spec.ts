import { definedIndicator, milestone, plan } from '../../../test/support/samples.js';
import { expectRefusal } from '../../../test/support/given.js';
import type { Figure } from '../measurement/figure.js';
import { targetDecider } from '../target/target.state.js';
import { confirmBeside, sameTarget, standsAlready } from './beside.js';

const INDICATOR = definedIndicator({ indicatorId: 'disbursement', name: 'Giải ngân', unit: '%' });
const SPOKEN = { indicator: INDICATOR, place: 'Tỉnh Tuyên Quang' };
const from = (clause: string | null) => ({ directiveId: 'd', clause, strength: 'quantified' }) as const;
const data = (more: object = {}) => ({
  ...plan({ milestones: [milestone({ due: '2021-09-30', value: '60' }), milestone({ due: '2021-12-31' })] }),
  ...{ targetId: 'stands', indicatorId: 'disbursement', localityId: 'vn-08@base', responsible: null, allocatedFrom: null, note: null },
  ...{ provenance: from('mục 2'), ...more },
});
const standing = (more: object = {}) => targetDecider.evolve(null, { type: 'TargetSet', data: data(more) })!;

describe('a target beside one that stands', () => {
  const beside = (more: object, other = standing(), confirm: readonly string[] = []) =>
    confirmBeside({ ...data(), targetId: 'new', ...more } as never, [other], SPOKEN, confirm);

  it('is to be confirmed on the same day, or from the same clause of the same directive', () => {
    const named = { targetId: 'stands', indicator: 'Giải ngân', place: 'Tỉnh Tuyên Quang' };
    expectRefusal(() => beside({ provenance: null }), 'target_stands', { ...named, due: '30/9/2021' });
    expectRefusal(() => beside({ milestones: [milestone({ due: '2021-10-31' })] }), 'target_stands', { ...named, due: '31/12/2021' });
    expect(() => beside({}, standing(), ['target_stands'])).not.toThrow();
  });

  it('is not asked about where day and clause differ, the place is another, or that one was withdrawn', () => {
    const other = { milestones: [milestone({ due: '2021-10-31' })] };
    expect(() => beside({ ...other, provenance: from('mục 3') })).not.toThrow();
    expect(() => beside({ ...other, provenance: from(null) }, standing({ provenance: from(null) }))).not.toThrow();
    expect(() => beside({}, standing({ localityId: 'vn-072@base' }))).not.toThrow();
    expect(() => beside({}, standing({ indicatorId: 'other' }))).not.toThrow();
    const withdrawn = { on: '2021-09-01', reason: 'nhầm' };
    expect(() => beside({}, { ...standing(), withdrawn })).not.toThrow();
  });
});

describe('a target that stands already', () => {
  const found = (more: object, ...others: Parameters<typeof sameTarget>[1]) =>
    sameTarget({ ...data(), targetId: 'new', ...more } as never, others);
  const one = (more: object) => ({ milestones: [milestone({ due: '2021-09-30', value: '60', ...more })] });

  it('is one of the same indicator and place that asks for the same by the same days, however that is written', () => {
    expect(found({}, null, standing())).toEqual(standing());
    expect(found(one({ value: '60.0' }), standing())?.targetId).toBe('stands');
  });

  it('is none that asks for anything else, of another place or indicator, or withdrawn', () => {
    for (const more of [{ value: '61' }, { value: null }, { due: '2021-10-30' }, { dueOp: '<' }, { comparator: '<=' }, { upper: '70' }])
      expect(found(one(more), standing())).toBeNull();
    expect(found({}, standing(one({})))).toBeNull();
    expect(found({ milestones: [] }, standing())).toBeNull();
    const withdrawn = { on: '2021-09-01', reason: 'nhầm' };
    expect(found({}, standing({ localityId: 'vn-072@base' }), standing({ indicatorId: 'other' }), { ...standing(), withdrawn })).toBeNull();
  });
});

describe('a figure where one stands', () => {
  const command = (figure: Figure) => ({ asOf: '2021-08-31', basis: 'actual', figure }) as never;
  const ratio = (numerator: string): Figure => ({ shape: 'ratio', numerator, denominator: '44' });
  const state = (status: string) =>
    ({ entries: [{ ...(command(ratio('4')) as object), status, justification: null, note: null, source: null }] }) as never;

  it('is the same one, however it is written, or refused in words', () => {
    expect(standsAlready(command(ratio('4.0')), state('verified'), SPOKEN)).toBe(true);
    const said = { indicator: 'Giải ngân', place: 'Tỉnh Tuyên Quang', asOf: '31/8/2021', standing: '4/44' };
    expectRefusal(() => standsAlready(command(ratio('5')), state('recorded'), SPOKEN), 'figure_stands', { ...said, proposed: '5/44' });
    const rate = command({ shape: 'rate', percent: '9.5' });
    expectRefusal(() => standsAlready(rate, state('recorded'), SPOKEN), 'figure_stands', { ...said, proposed: '9.5 %' });
  });

  it.each([
    ['9', true],
    ['9.1', true],
    ['9.10', false],
    ['9.09', true],
    ['9.090909090909', true],
    ['10', false],
    ['8.9', false],
  ])('of 4/44 is the same one where a document prints %s %%: %s', (percent, isSame) => {
    const [printed, parts] = [command({ shape: 'rate', percent }), command(ratio('4'))];
    const stands = (said: never, entry: never) => () =>
      standsAlready(said, { entries: [{ ...(entry as object), status: 'recorded' }] } as never, SPOKEN);
    for (const compare of [stands(printed, parts), stands(parts, printed)])
      if (isSame) expect(compare()).toBe(true);
      else expectRefusal(compare, 'figure_stands');
  });

  it('is another one of no denominator, whatever percentage is printed', () => {
    const none = command({ shape: 'ratio', numerator: '0', denominator: '0' });
    const state = { entries: [{ ...(none as object), status: 'recorded' }] } as never;
    expectRefusal(() => standsAlready(command({ shape: 'rate', percent: '0' }), state, SPOKEN), 'figure_stands');
  });

  it('is new on a day that has none, and where that was withdrawn', () => {
    expect(standsAlready(command(ratio('5')), { entries: [] }, SPOKEN)).toBe(false);
    expect(standsAlready(command(ratio('5')), state('withdrawn'), SPOKEN)).toBe(false);
  });
});
