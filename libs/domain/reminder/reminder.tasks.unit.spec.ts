import { workingDays } from '../reporting/working-days.js';
import { compilePlan } from '../schedule/compile.js';
import { schedulePlan } from '../schedule/schedule-plan.js';
import { indicator, milestone, plan } from '../../../test/support/samples.js';
import { taskReminders } from './reminder.tasks.js';

const TASK = indicator({ shape: 'task', rollUp: 'none', base: null });
const on = (day: string, dueOp: '<' | '<=' = '<=') => {
  const terms = plan({ quantity: null, milestones: [milestone({ due: '2021-09-30', dueOp, comparator: 'complete', value: null })] });
  const { toRemind, nextReminder } = taskReminders(compilePlan(schedulePlan(terms, TASK)), day, workingDays());
  return [toRemind.map(({ dueOn }) => dueOn), nextReminder];
};

describe('a task that is not done', () => {
  it('is reminded of three working days and one before its last day', () => {
    expect(on('2021-09-01')).toEqual([[], '2021-09-27']);
    expect(on('2021-09-27')).toEqual([['2021-09-30'], '2021-09-29']);
    expect(on('2021-09-29')).toEqual([['2021-09-30'], null]);
    expect(on('2021-09-24', '<')).toEqual([['2021-09-29'], '2021-09-28']);
  });

  it('is not reminded of on other days, nor once it is over', () => {
    expect(on('2021-09-28')).toEqual([[], '2021-09-29']);
    expect(on('2021-10-01')).toEqual([[], null]);
  });
});
