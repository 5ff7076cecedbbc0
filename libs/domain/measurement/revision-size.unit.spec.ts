import { exact } from '../kernel/decimal.js';
import type { KnownFigure } from './figure-value.js';
import type { Basis } from './figure.js';
import { revisionsOf } from './revision-size.js';

const SEPTEMBER = '2025-09-30';
const figure = (basis: Basis, value: string | null, asOf = SEPTEMBER): KnownFigure => ({ asOf, value, doneOn: null, basis });

describe('the size of a revision', () => {
  it('is what September 2025 lost from its estimate: about 14,000 tỷ đồng to 440,402.3 settled', () => {
    const { steps } = revisionsOf([figure('settled', '440402.3'), figure('estimated', '454402.3')], SEPTEMBER);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ from: 'estimated', to: 'settled', change: '-14000' });
    expect(exact(steps[0]?.percent ?? '0').toFixed(2)).toBe('-3.08');
  });

  it('goes from estimate to actual to settled, whatever the order of arrival, and tells the whole beside its steps', () => {
    const { steps, total } = revisionsOf([figure('settled', '99'), figure('estimated', '100'), figure('actual', '110')], SEPTEMBER);
    expect(steps.map(({ from, to, change, percent }) => [from, to, change, percent])).toEqual([
      ['estimated', 'actual', '10', '10'],
      ['actual', 'settled', '-11', '-10'],
    ]);
    expect(total).toMatchObject({ from: 'estimated', to: 'settled', change: '-1', percent: '-1' });
  });

  it('is zero for a confirmed figure, and has no percentage of nothing', () => {
    expect(revisionsOf([figure('estimated', '5'), figure('actual', '5.0')], SEPTEMBER).total).toMatchObject({ change: '0', percent: '0' });
    expect(revisionsOf([figure('estimated', '0'), figure('actual', '5')], SEPTEMBER).total).toMatchObject({ change: '5', percent: null });
    expect(revisionsOf([figure('estimated', '-4'), figure('actual', '-3')], SEPTEMBER).total).toMatchObject({ change: '1', percent: '25' });
  });

  it('is none with one figure, with figures of other dates, and with tasks', () => {
    const none = { asOf: SEPTEMBER, steps: [], total: null };
    expect(revisionsOf([figure('estimated', '5')], SEPTEMBER)).toEqual(none);
    expect(revisionsOf([figure('estimated', '5'), figure('actual', '6', '2025-08-31')], SEPTEMBER)).toEqual(none);
    expect(revisionsOf([figure('estimated', null), figure('actual', null)], SEPTEMBER)).toEqual(none);
  });

  it('counts the latest of one basis', () => {
    expect(revisionsOf([figure('estimated', '5'), figure('estimated', '6'), figure('actual', '7')], SEPTEMBER).total?.change).toBe('1');
  });
});
