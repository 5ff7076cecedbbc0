import { made, NA_HANG, NINETY_EIGHT, SIXTY, targetProposal } from '../../../test/support/directives.js';
import { definedIndicator, milestone, plan } from '../../../test/support/samples.js';
import { expectRefusal } from '../../../test/support/given.js';
import { targetDecider } from '../target/target.state.js';
import { comesFrom, measurementFrom, revisionFrom, targetFrom } from './acceptance.js';
import type { ReviewedProposal } from './directive.state.js';
import type { Proposal } from './proposal.js';

const RATE = definedIndicator({ indicatorId: 'disbursement', unit: '%' });
const COUNT = definedIndicator({ indicatorId: 'households', shape: 'count', rollUp: 'sum', base: null, unit: 'hộ' });
const PLACE = {
  directiveId: 'd',
  targetId: 't',
  localityId: 'vn-08@base',
  indicator: RATE,
  told: { issuedOn: '2021-09-10', proposals: [] },
};

function reviewed<One extends Proposal>(
  ...proposals: readonly One[]
): (ReviewedProposal & { readonly proposal: One & { readonly n: number } })[] {
  const { data } = made('d', 'sample-1', 1, proposals);
  return data.proposals.map((proposal) => ({
    ...{
      proposal: proposal as unknown as One & { readonly n: number },
      readerVersion: 'sample-1',
      verdict: { state: 'open' },
      acceptances: 0,
    },
  })) as never;
}

const deadline = (change: object) => ({ ...SIXTY.deadline!, ...change });

describe('a target from proposals', () => {
  it('has a milestone each, in the order of their days, and the words of all', () => {
    const target = targetFrom(reviewed(NINETY_EIGHT, SIXTY), {}, PLACE);
    expect(target.milestones.map(({ due, comparator, value }) => [due, comparator, value])).toEqual([
      ['2021-09-30', '>', '60'],
      ['2021-12-31', '>=', '98'],
    ]);
    expect(target.provenance?.words?.map(({ proposal }) => proposal)).toEqual([1, 2]);
    expect(target.baseline).toEqual({ value: '0', on: '2021-01-01' });
  });

  it('keeps "trước ngày", inherited and implied days, ranges and "khoảng" apart', () => {
    const one = (change: object) => targetFrom(reviewed({ ...SIXTY, ...change }), {}, PLACE).milestones[0];
    expect(one({ deadline: deadline({ op: '<' }) })).toMatchObject({ dueOp: '<', dueSource: 'printed' });
    expect(one({ deadline: deadline({ inherited: true }) })).toMatchObject({ dueOp: '<=', dueSource: 'inherited' });
    expect(one({ deadline: null, deadlineImplied: '2021-12-31' })).toMatchObject({ due: '2021-12-31', dueSource: 'inherited' });
    expect(one({ comparator: 'range', valueTo: '65' })).toMatchObject({ comparator: 'between', value: '60', upper: '65' });
    expect(one({ comparator: 'about' })).toMatchObject({ comparator: '=', upper: null });
    expect(one({ comparator: '=', value: null, direction: 'maintain' })).toMatchObject({ comparator: 'maintain', value: null });
    expect(one({ comparator: 'complete', value: '100' })).toMatchObject({ comparator: 'complete', value: null });
  });

  it('does not invent a day, nor where a level stood, and takes no number in another unit', () => {
    expectRefusal(() => targetFrom(reviewed({ ...SIXTY, deadline: null }), {}, PLACE), 'proposal_without_due', { n: 1 });
    expectRefusal(() => targetFrom(reviewed(SIXTY), {}, { ...PLACE, indicator: COUNT }), 'unit_does_not_fit');
    expectRefusal(() => targetFrom(reviewed(SIXTY), { milestones: [] }, PLACE), 'milestones_empty');
    const level = definedIndicator({ accumulation: 'level' });
    expect(targetFrom(reviewed(SIXTY), {}, { ...PLACE, indicator: level }).baseline).toEqual({ value: null, on: '2021-01-01' });
    expect(targetFrom(reviewed({ ...SIXTY, unit: '% kế hoạch' }), {}, PLACE).milestones).toHaveLength(1);
  });

  it('counts the reports of a duty that returns, by each of its days one more', () => {
    const quarterly = { value: null, comparator: 'complete', unit: null } as const;
    const days = ['2021-09-30', '2021-12-31'];
    const proposal = { ...SIXTY, ...quarterly, deadline: deadline({ date: null, op: '<', inherited: true, expanded: days }) };
    const milestones = (indicator: typeof RATE) => targetFrom(reviewed(proposal), {}, { ...PLACE, indicator }).milestones;
    expect(milestones(COUNT).map(({ due, dueOp, comparator, value }) => [due, dueOp, comparator, value])).toEqual([
      ['2021-09-30', '<', '>=', '1'],
      ['2021-12-31', '<', '>=', '2'],
    ]);
    expect(milestones(definedIndicator({ shape: 'task' }))).toMatchObject([{ due: '2021-12-31', comparator: 'complete', value: null }]);
  });

  it('makes a level that is to be kept every year due in each, from that of the directive to the last', () => {
    const dues = (change: object, issuedOn: string | null = '2025-09-25') => {
      const proposal = { ...SIXTY, recurrence: 'yearly', period: null, deadline: deadline({ date: '2028-12-31' }), ...change };
      return targetFrom(reviewed(proposal), {}, { ...PLACE, told: { issuedOn, proposals: [] } }).milestones.map(({ due, value }) => [
        due,
        value,
      ]);
    };
    expect(dues({})).toEqual(['2025', '2026', '2027', '2028'].map((year) => [`${year}-12-31`, '60']));
    expect(dues({ period: '2026-2028' }).map(([due]) => due)).toEqual(['2026-12-31', '2027-12-31', '2028-12-31']);
    expect(dues({ deadline: deadline({ date: '2027-06-30' }) }).map(([due]) => due)).toEqual(['2026-06-30', '2027-06-30']);
    const term = dues({ period: '2026-2030', deadline: null });
    expect(term).toEqual(['2026', '2027', '2028', '2029', '2030'].map((year) => [`${year}-12-31`, '60']));
    for (const alone of [dues({ recurrence: null }), dues({}, null), dues({ recurrence: 'quarterly' })])
      expect(alone).toEqual([['2028-12-31', '60']]);
  });

  it('does not take by how much a level is to rise for the level', () => {
    const more = (indicator: typeof RATE) => () => targetFrom(reviewed({ ...SIXTY, incremental: true }), {}, { ...PLACE, indicator });
    expectRefusal(more(definedIndicator({ accumulation: 'level' })), 'proposal_incremental', { n: 1, value: '60', unit: '%' });
    const range = reviewed({ ...SIXTY, incremental: true, direction: 'decrease', comparator: 'range', value: '2', valueTo: '3' });
    const level = definedIndicator({ accumulation: 'level' });
    expectRefusal(() => targetFrom(range, {}, { ...PLACE, indicator: level }), 'proposal_incremental', { n: 1, value: '2-3', unit: '%' });
    expect(more(RATE)().milestones).toMatchObject([{ value: '60' }]);
    const added = definedIndicator({ accumulation: 'level', name: 'Số xã đạt chuẩn thêm trong năm' });
    expect(more(added)().milestones).toMatchObject([{ value: '60' }]);
  });

  describe('starts', () => {
    const LEVEL = definedIndicator({ accumulation: 'level' });
    const later = (change: object = {}) => ({ ...SIXTY, deadline: deadline({ date: '2030-12-31' }), period: null, ...change });
    const REPORTED = {
      ...NA_HANG,
      indicator: SIXTY.indicator,
      locality: SIXTY.locality,
      numerator: null,
      denominator: null,
      unit: '%',
      value: '93.5',
    };
    const baseline = (proposal: Proposal, indicator = LEVEL, issuedOn: string | null = '2025-09-25', proposals: readonly Proposal[] = []) =>
      targetFrom(reviewed(proposal), {}, { ...PLACE, indicator, told: { issuedOn, proposals: reviewed(...proposals) } }).baseline;

    it('on the day of the directive where it is due in a later year, as far as that is printed', () => {
      expect(baseline(later())).toEqual({ value: null, on: '2025-09-25' });
      expect(baseline(later(), LEVEL, '2025-09')).toEqual({ value: null, on: '2025-09-01' });
      expect(baseline(later(), RATE)).toEqual({ value: '0', on: '2025-09-25' });
      expect(baseline(later(), LEVEL, null)).toEqual({ value: null, on: '2030-01-01' });
    });

    it('with the period that the proposal names, and in the year of issue with the year', () => {
      expect(baseline(later({ period: '2026-2030' })).on).toBe('2026-01-01');
      expect(baseline(later({ period: '2026-2030' }), LEVEL, null).on).toBe('2026-01-01');
      expect(baseline(later({ deadline: deadline({ date: '2026-12-31' }), period: '2026' })).on).toBe('2026-01-01');
      expect(baseline(later({ deadline: deadline({ date: '2026-06-30' }), period: '2026-Q2' })).on).toBe('2026-04-01');
      expect(baseline(later({ deadline: deadline({ date: '2025-12-31' }), period: '2025-Q4' })).on).toBe('2025-01-01');
    });

    it('on the day of the directive where the period is only the year in which it is due', () => {
      for (const period of ['2030', '2030-Q2', '2031', '2031-2035']) expect(baseline(later({ period })).on).toBe('2025-09-25');
    });

    it('at the level that the same document reports for the same words and place, where it is one', () => {
      const reported = (change: object = {}, indicator = LEVEL) =>
        baseline(later(), indicator, '2025-09-25', [{ ...REPORTED, ...change } as Proposal]);
      expect(reported()).toEqual({ value: '93.5', on: '2021-08-31' });
      expect(reported({ asOf: null })).toEqual({ value: '93.5', on: '2025-09-25' });
      const unknown = { value: null, on: '2025-09-25' };
      expect([reported({ locality: 'Huyện Na Hang' }), reported({ unit: 'xã', ratioPct: null }), reported({ asOf: '2031-01-01' })]).toEqual(
        [...[unknown, unknown, unknown]],
      );
      expect(reported({}, RATE)).toEqual({ value: '0', on: '2025-09-25' });
    });
  });

  it('follows the seasonal profile of an indicator that has one, and waits for reports as other targets do', () => {
    const profile = { name: 'a', nameEn: 'a', shares: [], source: null, fittedYears: [] };
    const planned = (profiles: typeof RATE.profiles) => targetFrom(reviewed(SIXTY), {}, { ...PLACE, indicator: { ...RATE, profiles } });
    expect(planned({ state: profile })).toMatchObject({ trajectory: { kind: 'profile', profileId: 'state' }, graceDays: 30 });
    expect(planned({}).trajectory).toEqual({ kind: 'linear' });
    expect(planned({ state: profile, other: profile }).trajectory).toEqual({ kind: 'linear' });
  });

  it('takes what somebody set instead, without asking for what was not read', () => {
    const edits = { milestones: [milestone()], responsible: null, note: 'đã họp' };
    expect(targetFrom(reviewed(targetProposal(SIXTY.quote.text, { deadline: null })), edits, PLACE)).toMatchObject(edits);
  });
});

describe('a revision from proposals', () => {
  const standing = targetDecider.evolve(null, {
    type: 'TargetSet',
    data: {
      ...plan({ milestones: [milestone({ due: '2021-09-30', value: '50' }), milestone({ due: '2022-12-31' })] }),
      ...{ targetId: 't', indicatorId: 'disbursement', localityId: 'vn-08@base', responsible: null, allocatedFrom: null, note: null },
      provenance: {
        directiveId: 'd',
        clause: null,
        strength: 'quantified',
        words: [{ proposal: 7, readerVersion: 'r', start: 0, end: 9 }],
      },
    },
  })!;
  const revise = (how: 'milestone' | 'revision') =>
    revisionFrom(reviewed(SIXTY), {}, { how, reason: 'theo TB', confirm: [] }, { ...PLACE, issuedOn: null }, standing).milestones.map(
      ({ due, value }) => [due, value],
    );

  it('adds its milestones, or puts them in place of those of the same day; all others stay', () => {
    expect(revise('milestone')).toEqual([
      ['2021-09-30', '50'],
      ['2021-09-30', '60'],
      ['2022-12-31', '100'],
    ]);
    expect(revise('revision')).toEqual([
      ['2021-09-30', '60'],
      ['2022-12-31', '100'],
    ]);
  });

  it('knows what it has taken already', () => {
    expect([comesFrom(standing, 'd', [7]), comesFrom(standing, 'd', [7, 8]), comesFrom(standing, 'e', [7])]).toEqual([true, false, false]);
  });
});

describe('a figure from a proposal', () => {
  const [found] = reviewed(NA_HANG);
  const figure = (indicator = RATE, change: object = {}, edits: object = {}) =>
    measurementFrom({ ...found!, proposal: { ...found!.proposal, ...change } }, edits, { ...PLACE, indicator });

  it('has the shape of its indicator', () => {
    expect(figure().figure).toEqual({ shape: 'ratio', numerator: '4', denominator: '44' });
    expect(figure(COUNT).figure).toEqual({ shape: 'count', value: '4' });
    expect(figure(RATE, { numerator: null, unit: '%' }).figure).toEqual({ shape: 'rate', percent: '4' });
    expect(figure()).toMatchObject({ asOf: '2021-08-31', basis: 'actual', year: 2021, source: { directiveId: 'd', clause: 'mục 1' } });
  });

  it('is not taken in another unit, without a day, or for a task', () => {
    expectRefusal(() => figure(RATE, { numerator: null }), 'unit_does_not_fit');
    expectRefusal(() => figure(RATE, { asOf: null }), 'proposal_without_date', { n: 1 });
    expectRefusal(() => figure(definedIndicator({ shape: 'task' })), 'proposal_without_figure', { n: 1 });
    expect(figure(RATE, { asOf: null }, { asOf: '2021-09-01' }).asOf).toBe('2021-09-01');
  });
});
