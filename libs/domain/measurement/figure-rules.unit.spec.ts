import { expectRefusal } from '../../../test/support/given.js';
import { countIndicator, indicator } from '../../../test/support/samples.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { Figure } from './figure.js';
import { checkFigure } from './figure-rules.js';
import { knownFigure, percentOf, sameFigure, valueOf } from './figure-value.js';

const check =
  (figure: Figure, definition: IndicatorDefinition = indicator(), unit: string | null = null) =>
  () =>
    checkFigure(figure, unit, '2021-08-31', definition, '2021-09-10');
const ratio = (numerator: string, denominator: string): Figure => ({ shape: 'ratio', numerator, denominator });
const count = (value: string): Figure => ({ shape: 'count', value });
const index = indicator({ shape: 'index', rollUp: 'none', base: null, min: '0', max: '100' });
const task = indicator({ shape: 'task', rollUp: 'none', base: null });

describe('a figure', () => {
  it('has a shape that the indicator takes', () => {
    check(ratio('37', '84'))();
    check({ shape: 'rate', percent: '44' })();
    expectRefusal(check(count('37')), 'shape_does_not_fit');
    expectRefusal(check({ shape: 'done', on: null }, countIndicator()), 'shape_does_not_fit');
    check({ shape: 'done', on: null }, task)();
  });

  it('has its parts where periods are summed', () => {
    const flow = indicator({ accumulation: 'flow' });
    expectRefusal(check({ shape: 'rate', percent: '44' }, flow), 'flow_needs_parts', { indicatorId: flow.indicatorId });
    check(ratio('37', '84'), flow)();
  });

  it('has the unit of the indicator, however it is spelt', () => {
    const inMoney = indicator({ shape: 'amount', rollUp: 'sum', base: null, unit: 'triệu đồng' });
    const amount: Figure = { shape: 'amount', value: '1' };
    for (const unit of ['triệu đồng', 'Triệu  Đồng', 'triệu đồng'.normalize('NFD'), 'triệuđồng']) check(amount, inMoney, unit)();
    expectRefusal(check(amount, inMoney, 'tỷ đồng'), 'unit_does_not_fit', { unit: 'triệu đồng', given: 'tỷ đồng' });
    check(ratio('1', '2'), indicator(), '%')();
    check(count('1'), countIndicator({ unit: 'hoà giải' }), 'hòa giải')();
  });

  it('is a ratio of a part to a whole', () => {
    expectRefusal(check(ratio('1', '0')), 'denominator_not_positive');
    expectRefusal(check(ratio('1', '-2')), 'denominator_not_positive');
    expectRefusal(check(ratio('-1', '2')), 'numerator_negative');
    expectRefusal(check(ratio('85', '84')), 'numerator_exceeds_denominator');
    expectRefusal(check({ shape: 'rate', percent: '100.1' }), 'numerator_exceeds_denominator');
    check(ratio('85', '84'), indicator({ numeratorMayExceedDenominator: true }))();
  });

  it('is a whole number, zero or more, when it counts', () => {
    check(count('0'), countIndicator())();
    expectRefusal(check(count('-1'), countIndicator()), 'count_negative');
    expectRefusal(check(count('1.5'), countIndicator()), 'count_not_whole');
  });

  it('lies within the limits of the indicator', () => {
    check({ shape: 'index', value: '100' }, index)();
    expectRefusal(check({ shape: 'index', value: '-0.1' }, index), 'below_minimum');
    expectRefusal(check({ shape: 'index', value: '100.1' }, index), 'above_maximum');
    expectRefusal(check(ratio('1', '200'), indicator({ min: '1' })), 'below_minimum', { value: '0.5' });
  });

  it('was done neither in the future nor after its own date', () => {
    check({ shape: 'done', on: '2021-08-31' }, task)();
    expectRefusal(check({ shape: 'done', on: '2021-09-01' }, task), 'done_after_as_of');
    expectRefusal(check({ shape: 'done', on: '2021-09-11' }, task), 'done_in_future');
    expectRefusal(check({ shape: 'done', on: '2021-08-32' }, task), 'date_malformed');
  });

  it('is an exact decimal number', () => {
    for (const value of ['1e3', 'NaN', 'Infinity', '', '1,5', '0x10', '1'.repeat(25)])
      expectRefusal(check(count(value), countIndicator()), 'number_malformed');
  });
});

describe('the value of a figure', () => {
  it('is the exact percentage of a ratio or rate', () => {
    expect(percentOf(ratio('37', '84'))?.toFixed(2)).toBe('44.05');
    expect(valueOf(ratio('557054.4', '913216.2'))?.slice(0, 5)).toBe('60.99');
    expect(valueOf(ratio('1', '3'))).toBe(`33.${'3'.repeat(38)}`);
    expect(valueOf({ shape: 'rate', percent: '55.1' })).toBe('55.1');
    expect(percentOf(count('3'))).toBeNull();
    expect(valueOf(ratio('1', '0'))).toBeNull();
  });

  it.each([
    ['557054.4', '913216.2', '61.0'],
    ['577703.9', '913216.2', '63.3'],
    ['577703.9', '885786.6', '65.2'],
    ['6084', '7669', '79.3'],
    ['37', '84', '44.0'],
  ])('agrees with the published rate of %s in %s', (numerator, denominator, published) => {
    expect(percentOf(ratio(numerator, denominator))?.toFixed(1)).toBe(published);
  });

  it('is none for a task, which has a day instead', () => {
    expect(knownFigure('2021-08-31', 'actual', { shape: 'done', on: '2021-08-30' })).toEqual({
      asOf: '2021-08-31',
      basis: 'actual',
      value: null,
      doneOn: '2021-08-30',
    });
  });

  it('is the same in any spelling of the number, but not in another shape', () => {
    expect(sameFigure(ratio('37', '84'), ratio('37.0', '84.00'))).toBe(true);
    expect(sameFigure(ratio('37', '84'), ratio('38', '84'))).toBe(false);
    expect(sameFigure(count('1'), { shape: 'amount', value: '1' })).toBe(false);
    expect(sameFigure({ shape: 'done', on: null }, { shape: 'done', on: null })).toBe(true);
    expect(sameFigure({ shape: 'done', on: null }, count('1'))).toBe(false);
  });
});
