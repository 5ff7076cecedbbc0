import fc from 'fast-check';
import { exact } from '../kernel/decimal.js';
import type { Figure } from '../measurement/figure.js';
import { comparePeers } from './peers.js';

const ratio = (numerator: string, denominator: string): Figure => ({ shape: 'ratio', numerator, denominator });
const index = (value: string): Figure => ({ shape: 'index', value });

/** Relocated households of five districts, end of August 2021; together 37 ÷ 84. */
const NA_HANG = ratio('4', '44');
const OTHERS = [ratio('13', '16'), ratio('10', '10'), ratio('2', '6'), ratio('8', '8')];

describe('the average of peers', () => {
  it('of ratios is the sum of numerators by the sum of denominators, not the mean of percentages', () => {
    const compared = comparePeers(NA_HANG, OTHERS, 'increasing');
    expect(exact(compared?.average ?? '0').toFixed(2)).toBe('44.05');
    expect(compared).toMatchObject({ count: 5, stands: 'below', isAsGood: false });
    expect(exact(compared?.difference ?? '0').toFixed(2)).toBe('-34.96');
  });

  it('of other shapes is the mean', () => {
    expect(comparePeers(index('60'), [index('50'), index('70')], 'increasing')).toEqual({
      ...{ average: '60', count: 3, difference: '0', stands: 'at', isAsGood: true },
    });
  });

  it('is to be undercut where less is better, and has no better side in a band', () => {
    expect(comparePeers(index('8'), [index('12')], 'decreasing')).toMatchObject({ stands: 'below', isAsGood: true });
    expect(comparePeers(index('12'), [index('8')], 'decreasing')).toMatchObject({ stands: 'above', isAsGood: false });
    expect(comparePeers(index('12'), [index('8')], 'band')).toMatchObject({ stands: 'above', isAsGood: null });
  });

  it('leaves out percentages whose parts are unknown, yet holds such a one against the others', () => {
    const rate: Figure = { shape: 'rate', percent: '50' };
    expect(comparePeers(NA_HANG, [rate], 'increasing')).toBeNull();
    expect(comparePeers(rate, OTHERS, 'increasing')).toMatchObject({ average: '82.5', count: 4, difference: '-32.5' });
  });

  it('is none for tasks, alone, and without anything to divide by', () => {
    expect(comparePeers({ shape: 'done', on: null }, [{ shape: 'done', on: null }], 'increasing')).toBeNull();
    expect(comparePeers(NA_HANG, [], 'increasing')).toBeNull();
    expect(comparePeers({ shape: 'rate', percent: '5' }, [ratio('0', '0')], 'increasing')).toBeNull();
  });

  it('lies between the least and the greatest, and does not depend on their order', () => {
    const figures = fc.array(fc.record({ n: fc.nat(1000), d: fc.integer({ min: 1, max: 1000 }) }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(figures, (given) => {
        const [own, ...peers] = given.map(({ n, d }) => ratio(String(n), String(d)));
        const compared = comparePeers(own!, peers, 'increasing');
        const shares = given.map(({ n, d }) => (n * 100) / d);
        expect(Number(compared?.average)).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-9);
        expect(Number(compared?.average)).toBeLessThanOrEqual(Math.max(...shares) + 1e-9);
        expect(comparePeers(own!, [...peers].reverse(), 'increasing')).toEqual(compared);
      }),
    );
  });
});
