import { expectRefusal } from '../../../test/support/given.js';
import { countIndicator, indicator, milestone, plan } from '../../../test/support/samples.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { checkPlan } from './plan-rules.js';
import type { Milestone, TargetPlan } from './target.events.js';

const check =
  (change: Partial<TargetPlan>, definition: IndicatorDefinition = indicator()) =>
  () =>
    checkPlan(plan(change), definition);
const withMilestones = (milestones: readonly Partial<Milestone>[], definition?: IndicatorDefinition) =>
  check({ milestones: milestones.map(milestone), quantity: null }, definition);

const task = indicator({ shape: 'task', rollUp: 'none', base: null });
const rank = indicator({ shape: 'index', direction: 'decreasing', rollUp: 'none', base: null });
const band = indicator({ shape: 'index', direction: 'band', rollUp: 'none', base: null });

describe('a plan', () => {
  it('needs milestones, due strictly one after another', () => {
    expectRefusal(check({ milestones: [] }), 'milestones_empty');
    expectRefusal(withMilestones([{ due: '2021-12-31' }, { due: '2021-09-30' }]), 'milestones_out_of_order');
    expectRefusal(withMilestones([{ due: '2021-12-31' }, { due: '2021-12-31' }]), 'milestones_out_of_order');
  });

  it('has values that go the way of the indicator, level steps allowed', () => {
    expectRefusal(withMilestones([{ due: '2021-09-30', value: '98' }, { value: '60' }]), 'milestones_out_of_order', {
      from: '98',
      to: '60',
    });
    expectRefusal(withMilestones([{ due: '2021-09-30', value: '8' }, { value: '9' }], rank), 'milestones_out_of_order');
    withMilestones([{ due: '2021-09-30', value: '60' }, { value: '60' }])();
    withMilestones([{ due: '2021-09-30', value: '9' }, { value: '8' }], rank)();
    withMilestones([{ due: '2021-09-30', value: '9' }, { value: '8' }, { due: '2022-12-31', value: '9' }], band)();
  });

  it('is due on or after the baseline day', () => {
    expectRefusal(withMilestones([{ due: '2020-12-30' }]), 'milestone_before_baseline');
    withMilestones([{ due: '2020-12-31' }])();
  });

  it('compares in a way that fits the shape', () => {
    expectRefusal(withMilestones([{ comparator: 'complete', value: null }]), 'comparator_does_not_fit');
    expectRefusal(withMilestones([{ comparator: '>=', value: '1' }], task), 'comparator_does_not_fit');
    expectRefusal(withMilestones([{ comparator: 'improve', value: null }], band), 'comparator_does_not_fit');
    withMilestones([{ comparator: 'complete', value: null }], task)();
    withMilestones([{ comparator: 'improve', value: null }], rank)();
    withMilestones([{ comparator: '=', value: '100' }])();
  });

  it('has a value where one is compared, and none elsewhere', () => {
    expectRefusal(withMilestones([{ value: null }]), 'milestone_value_required');
    expectRefusal(withMilestones([{ comparator: 'between', upper: null }]), 'milestone_value_required');
    expectRefusal(withMilestones([{ comparator: 'maintain' }], rank), 'milestone_value_unexpected');
    expectRefusal(withMilestones([{ upper: '110' }]), 'milestone_value_unexpected');
    expectRefusal(withMilestones([{ comparator: 'between', value: '3', upper: '3' }]), 'milestone_upper_out_of_order');
    expectRefusal(withMilestones([{ value: '1,5' }]), 'number_malformed');
    expectRefusal(withMilestones([{ due: '30/9/2021' }]), 'date_malformed');
  });

  it('has a quantity that is not negative and does not contradict its milestones', () => {
    expectRefusal(check({ quantity: '-1' }), 'quantity_negative');
    expectRefusal(check({ quantity: '84', milestones: [milestone({ value: '80' })] }, countIndicator()), 'quantity_contradicts_milestone');
    check({ quantity: '84', milestones: [milestone({ value: '84.0' })] }, countIndicator())();
  });

  it('has its course between baseline and last due date, in order', () => {
    const course = (...days: readonly string[]) =>
      check({ trajectory: { kind: 'points', points: days.map((on) => ({ on, value: '1' })) } });
    course('2021-01-01', '2021-12-31')();
    expectRefusal(course(), 'trajectory_empty');
    expectRefusal(course('2020-12-31'), 'trajectory_outside_plan');
    expectRefusal(course('2022-01-01'), 'trajectory_outside_plan');
    expectRefusal(course('2021-02-01', '2021-02-01'), 'trajectory_out_of_order');
    const onTask = { milestones: [milestone({ comparator: 'complete', value: null })], quantity: null };
    expectRefusal(check({ ...onTask, trajectory: { kind: 'points', points: [] } }, task), 'trajectory_does_not_fit');
  });

  it('has steps by the same rules, and a profile that ends at 1', () => {
    const steps = (...days: readonly string[]) => check({ trajectory: { kind: 'step', points: days.map((on) => ({ on, value: '1' })) } });
    steps('2021-01-01', '2021-12-31')();
    expectRefusal(steps(), 'trajectory_empty');
    expectRefusal(steps('2022-01-01'), 'trajectory_outside_plan');
    const profile = (share: string): TargetPlan['trajectory'] => ({ kind: 'profile', profileId: 'p', shares: [{ month: 12, share }] });
    check({ trajectory: profile('1') })();
    expectRefusal(check({ trajectory: profile('0.9') }), 'profile_unfinished');
    const onTask = { milestones: [milestone({ comparator: 'complete', value: null })], quantity: null };
    expectRefusal(check({ ...onTask, trajectory: profile('1') }, task), 'trajectory_does_not_fit');
  });

  it('has thresholds in order and a whole number of days of grace', () => {
    const thresholds = (onTrack: string, atRisk: string, tolerance: string) => check({ thresholds: { onTrack, atRisk, tolerance } });
    thresholds('0.9', '0.5', '0')();
    expectRefusal(thresholds('0.5', '0.9', '0'), 'thresholds_out_of_order');
    expectRefusal(thresholds('0.9', '0', '0'), 'thresholds_out_of_order');
    expectRefusal(thresholds('0.9', '0.5', '-1'), 'thresholds_out_of_order');
    for (const graceDays of [-1, 1.5, 367, NaN]) expectRefusal(check({ graceDays }), 'grace_out_of_range');
  });
});
