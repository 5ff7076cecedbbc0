import fc from 'fast-check';
import type { Figure } from '../measurement/figure.js';
import { BASES } from '../measurement/figure.js';
import { percentOf } from '../measurement/figure-value.js';
import { combine, NOTHING, partSum, rollUp, total, type RollUpPart } from './roll-up.js';

const RATIO = { shape: 'ratio', rollUp: 'ratio' } as const;
const COUNT = { shape: 'count', rollUp: 'sum' } as const;

const part = (localityId: string, figure: Figure | null, share: string | null = '1', asOf = '2021-08-31'): RollUpPart => ({
  localityId,
  reported: figure && { figure, asOf, basis: 'actual' },
  share,
});
const ratio = (numerator: string, denominator: string): Figure => ({ shape: 'ratio', numerator, denominator });
const count = (value: string): Figure => ({ shape: 'count', value });

describe('rolling up', () => {
  it('adds the relocated households of five districts to those of the province', () => {
    const whole = rollUp(RATIO, [
      part('lam-binh', ratio('13', '16')),
      part('na-hang', ratio('4', '44')),
      part('chiem-hoa', ratio('10', '10')),
      part('ham-yen', ratio('2', '6')),
      part('yen-son', ratio('8', '8')),
    ]);
    expect(whole).toEqual({
      figure: ratio('37', '84'),
      coverage: { reported: 5, expected: 5 },
      leftOut: [],
      earliest: '2021-08-31',
      latest: '2021-08-31',
      basis: 'actual',
    });
  });

  it('never takes the mean of percentages', () => {
    const { figure } = rollUp(RATIO, [part('a', ratio('1', '1')), part('b', ratio('0', '99'))]);
    expect(figure && percentOf(figure)?.toFixed()).toBe('1');
  });

  it('weighs a predecessor by the share that follows it', () => {
    expect(rollUp(COUNT, [part('a', count('10'), '0.75'), part('b', count('4'))]).figure).toEqual(count('11.5'));
    expect(rollUp(RATIO, [part('a', ratio('10', '20'), '0.25')]).figure).toEqual(ratio('2.5', '5'));
  });

  it('loses no đồng of the largest amounts', () => {
    const [large, small] = [`${'9'.repeat(24)}.999999999999`, '0.000000000001'];
    const amounts = [large, small, `-${large}`].map((value, index) => part(String(index), { shape: 'amount', value }));
    expect(rollUp({ shape: 'amount', rollUp: 'sum' }, amounts).figure).toEqual({ shape: 'amount', value: small });
    const halves = [part('a', { shape: 'amount', value: large }, '0.5'), part('b', { shape: 'amount', value: large }, '0.5')];
    expect(rollUp({ shape: 'amount', rollUp: 'sum' }, halves).figure).toEqual({ shape: 'amount', value: large });
  });

  it('adds a running sum that lacks periods, and names its locality', () => {
    const lacking = part('b', count('4'));
    const whole = rollUp(COUNT, [part('a', count('10')), { ...lacking, reported: { ...lacking.reported!, isWhole: false } }]);
    expect(whole).toMatchObject({
      figure: count('14'),
      coverage: { reported: 2, expected: 2 },
      leftOut: [{ localityId: 'b', reason: 'periods_missing' }],
    });
  });

  it('leaves out what cannot be added, and says why', () => {
    const whole = rollUp(RATIO, [
      part('e', ratio('1', '2')),
      part('d', ratio('1', '2'), null),
      part('c', { shape: 'rate', percent: '50' }),
      part('b', null),
      part('a', count('3')),
    ]);
    expect(whole.figure).toEqual(ratio('1', '2'));
    expect(whole.coverage).toEqual({ reported: 1, expected: 5 });
    expect(whole.leftOut).toEqual([
      { localityId: 'a', reason: 'shape_does_not_fit' },
      { localityId: 'b', reason: 'missing' },
      { localityId: 'c', reason: 'rate_only' },
      { localityId: 'd', reason: 'unknown_share' },
    ]);
  });

  it('has no figure without parts, and none for scores and tasks', () => {
    expect(rollUp(COUNT, [])).toMatchObject({ figure: null, earliest: null, basis: null });
    expect(rollUp(COUNT, [part('a', null)])).toMatchObject({ figure: null, coverage: { reported: 0, expected: 1 } });
    expect(rollUp({ shape: 'index', rollUp: 'none' }, [part('a', { shape: 'index', value: '60' })])).toMatchObject({
      figure: null,
      leftOut: [{ reason: 'not_additive' }],
    });
  });

  it('tells a reported zero from nothing reported', () => {
    expect(rollUp(COUNT, [part('a', count('0'))]).figure).toEqual(count('0'));
  });

  it('names the oldest and the newest date and the least settled basis', () => {
    const estimate: RollUpPart = { localityId: 'b', reported: { figure: count('1'), asOf: '2021-07-31', basis: 'estimated' }, share: '1' };
    expect(rollUp(COUNT, [part('a', count('1')), estimate])).toMatchObject({
      earliest: '2021-07-31',
      latest: '2021-08-31',
      basis: 'estimated',
    });
  });
});

describe('the order of adding', () => {
  // Up to the largest and smallest numbers that a stored figure may have.
  const amount = fc.stringMatching(/^-?\d{1,24}(\.\d{1,12})?$/);
  const share = fc.option(fc.stringMatching(/^0\.\d{1,11}[1-9]$/));
  const parts = fc.array(
    fc.record({
      localityId: fc.stringMatching(/^[a-d]$/),
      reported: fc.option(
        fc.record({
          figure: fc.oneof(
            fc.record({ shape: fc.constant('ratio' as const), numerator: amount, denominator: amount }),
            fc.record({ shape: fc.constant('rate' as const), percent: amount }),
          ),
          asOf: fc.constantFrom('2021-06-30', '2021-07-31', '2021-08-31'),
          basis: fc.constantFrom(...BASES),
        }),
      ),
      share,
    }),
    { maxLength: 12 },
  );

  it('does not matter', () => {
    fc.assert(
      fc.property(parts, fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const others = shuffled.map(({ each }) => each);
        expect(rollUp(RATIO, others)).toEqual(rollUp(RATIO, all));
      }),
    );
  });

  it('does not matter when parts are grouped: communes by district, districts by province', () => {
    fc.assert(
      fc.property(parts, fc.nat(12), fc.nat(12), (all, first, second) => {
        const sum = (some: readonly RollUpPart[]) => some.map((each) => partSum(RATIO, each)).reduce(combine, NOTHING);
        const [from, to] = [Math.min(first, second), Math.max(first, second)];
        const [a, b, c] = [sum(all.slice(0, from)), sum(all.slice(from, to)), sum(all.slice(to))];
        expect(total(RATIO, combine(combine(a, b), c))).toEqual(total(RATIO, combine(a, combine(b, c))));
        expect(total(RATIO, combine(a, combine(b, c)))).toEqual(rollUp(RATIO, all));
      }),
    );
  });
});
