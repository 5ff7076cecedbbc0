import { given } from '../../../test/support/given.js';
import { indicator } from '../../../test/support/samples.js';
import { defineIndicator, indicatorDecider, type IndicatorState } from './indicator.decide.js';
import type { IndicatorDefinition, IndicatorEvent } from './indicator.events.js';

const defined: IndicatorEvent = { type: 'IndicatorDefined', data: indicator() };
const define =
  (change: Partial<IndicatorDefinition> = {}) =>
  (state: IndicatorState) =>
    defineIndicator(indicator(change), state);

describe('defining an indicator', () => {
  const none = given(indicatorDecider);

  it('defines it once and is quiet when repeated', () => {
    none.when(define()).then([defined]);
    given(indicatorDecider, [defined]).when(define()).thenNothing();
  });

  it('refuses another definition under the same id: the base is part of its identity', () => {
    given(indicatorDecider, [defined])
      .when(define({ base: 'kế hoạch Thủ tướng giao' }))
      .refused('indicator_differs');
  });

  it('rolls ratios up as ratios and never sums scores or tasks', () => {
    none.when(define({ rollUp: 'sum' })).refused('roll_up_does_not_fit');
    none.when(define({ shape: 'count', base: null, rollUp: 'ratio' })).refused('roll_up_does_not_fit');
    none.when(define({ shape: 'index', base: null, rollUp: 'sum' })).refused('roll_up_does_not_fit');
    none.when(define({ shape: 'task', base: null, rollUp: 'sum' })).refused('roll_up_does_not_fit');
    none.when(define({ rollUp: 'none' })).then([{ type: 'IndicatorDefined', data: indicator({ rollUp: 'none' }) }]);
  });

  it('gives a base and a rule for the numerator to ratios only', () => {
    none.when(define({ shape: 'amount', rollUp: 'sum' })).refused('ratio_member_does_not_fit', { member: 'base' });
    none
      .when(define({ shape: 'amount', rollUp: 'sum', base: null, numeratorMayExceedDenominator: true }))
      .refused('ratio_member_does_not_fit', { member: 'numeratorMayExceedDenominator' });
  });

  it('refuses a malformed id, an empty name or unit and crossed limits', () => {
    for (const indicatorId of ['a.b', 'A', '-a', 'a--b', 'chỉ-số', '']) {
      none.when(define({ indicatorId })).refused('indicator_id_malformed');
    }
    none.when(define({ name: '' })).refused('text_required');
    none.when(define({ unit: ' ' })).refused('text_required');
    none.when(define({ min: '100', max: '0' })).refused('limits_crossed');
    none.when(define({ max: '1e2' })).refused('number_malformed');
  });

  it('needs no unit for a task', () => {
    const task = { shape: 'task', rollUp: 'none', base: null, unit: '' } as const;
    none.when(define(task)).then([{ type: 'IndicatorDefined', data: indicator(task) }]);
  });
});
