import { evaluate, ofIncomplete } from './evaluate.js';
import type { SchedulePlan } from './schedule-plan.js';

const plan = (shape: SchedulePlan['shape'], direction: SchedulePlan['direction'], value: string): SchedulePlan => ({
  baseline: { value: direction === 'increasing' ? '0' : '100', on: '2020-12-31' },
  milestones: [
    { due: '2021-12-31', dueOp: '<=', dueSource: 'printed', comparator: direction === 'increasing' ? '>=' : '<=', value, upper: null },
  ],
  trajectory: { kind: 'linear' },
  thresholds: null,
  graceDays: 30,
  shape,
  direction,
  withdrawnOn: null,
});
const judged = (of: SchedulePlan, value: string) =>
  ofIncomplete(evaluate(of, { asOf: '2021-08-31', value, doneOn: null, basis: 'actual' }, '2021-08-31'), of);

describe('a roll-up that lacks localities', () => {
  it('is never green where a missing figure could turn the verdict', () => {
    expect(judged(plan('ratio', 'increasing', '100'), '100')).toMatchObject({
      status: 'no_data',
      reason: 'incomplete_roll_up',
      actual: '100',
    });
    expect(judged(plan('count', 'decreasing', '50'), '10')).toMatchObject({ status: 'no_data', reason: 'incomplete_roll_up' });
  });

  it('keeps a good verdict that further figures could only better', () => {
    expect(judged(plan('count', 'increasing', '10'), '10').status).toBe('achieved');
  });

  it('keeps a bad verdict', () => {
    expect(judged(plan('ratio', 'increasing', '100'), '9').status).toBe('behind');
  });
});
