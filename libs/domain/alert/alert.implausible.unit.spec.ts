import fc from 'fast-check';
import { alertInput, reported } from '../../../test/support/alerts.js';
import { milestone } from '../../../test/support/samples.js';
import { addDays } from '../kernel/civil-date.js';
import { mayBeDoubted, weigh, type Weighed, type WeighedFigure } from './alert.implausible.js';

const facts = (definition: object = {}, value = '50000'): Weighed =>
  alertInput({
    day: '2021-09-14',
    indicator: { shape: 'count', accumulation: 'cumulative', unit: 'hộ', ...definition },
    plan: { milestones: [milestone({ value })], quantity: null },
  });
const said = (rule: Weighed, ...figures: readonly WeighedFigure[]) => {
  const { counting, doubted } = weigh(rule, figures.toReversed());
  return [counting.map(({ value }) => value), doubted && [doubted.figure.value, doubted.doubt.why]];
};
const march = reported('10000', '2021-03-31');
const april = reported('13000', '2021-04-30');
const typo = reported('999999', '2021-05-31');

describe('weighing figures', () => {
  it('holds back a figure that leaps far past the target', () => {
    expect(said(facts(), march, april, typo)).toEqual([
      ['13000', '10000'],
      ['999999', 'overshoots'],
    ]);
    expect(said(facts(), typo)).toEqual([[], ['999999', 'overshoots']]);
  });

  it('believes it once a person has verified it, or the next one bears it out', () => {
    expect(said(facts(), march, april, { ...typo, isVerified: true })).toEqual([['999999', '13000', '10000'], null]);
    expect(said(facts(), march, april, typo, reported('1000100', '2021-06-30'))).toEqual([['1000100', '999999', '13000', '10000'], null]);
  });

  it('passes it over once the next one goes on from those before', () => {
    expect(said(facts(), march, april, typo, reported('17000', '2021-06-30'))).toEqual([['17000', '13000', '10000'], null]);
  });

  it('still tells the worse: a doubt mends nothing', () => {
    const fallen = reported('9000', '2021-05-31');
    expect(said(facts(), march, april, fallen)).toEqual([
      ['9000', '13000', '10000'],
      ['9000', 'differs'],
    ]);
    expect(said(facts(), march, april, fallen, reported('17000', '2021-06-30'))).toEqual([['17000', '13000', '10000'], null]);
    const falling = facts({ direction: 'decreasing', accumulation: 'level' }, '0');
    expect(said(falling, reported('10000', '2021-03-31'))[1]).toBeNull();
  });

  it('leaves alone what goes as figures go', () => {
    expect(said(facts(), march, april, reported('50000', '2021-12-31'))).toEqual([['50000', '13000', '10000'], null]);
  });

  it('is never needed where the quick look sees no doubt', () => {
    const values = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 8 });
    const property = fc.property(values, fc.boolean(), (all, isLevel) => {
      const rule = facts(isLevel ? { accumulation: 'level' } : {});
      const figures = all.map((value, index) => reported(String(value), addDays('2021-01-31', 30 * index))).toReversed();
      const [figure, previous = null] = figures;
      fc.pre(!mayBeDoubted(rule, figure!, previous));
      const { counting, doubted } = weigh(rule, figures);
      expect([counting[0], doubted]).toEqual([figure, null]);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
