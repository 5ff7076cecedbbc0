import { indicator, milestone, plan as targetPlan } from '../../../test/support/samples.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { Figure } from '../measurement/figure.js';
import { knownFigure } from '../measurement/figure-value.js';
import type { Milestone, TargetPlan } from '../target/target.events.js';
import { compilePlan } from './compile.js';
import { evaluate } from './evaluate.js';
import { schedulePlan, type Evaluation, type KnownFigure, type SchedulePlan } from './schedule-plan.js';

const schedule = (
  change: Partial<TargetPlan> = {},
  definition: Partial<IndicatorDefinition> = {},
  withdrawnOn: string | null = null,
): SchedulePlan => schedulePlan(targetPlan(change), indicator(definition), withdrawnOn);
const milestones = (...all: readonly Partial<Milestone>[]): Partial<TargetPlan> => ({ milestones: all.map(milestone) });
const known = (value: string, asOf = '2021-08-31'): KnownFigure => ({ asOf, value, doneOn: null, basis: 'actual' });
const reported = (figure: Figure, asOf = '2021-08-31'): KnownFigure => knownFigure(asOf, 'actual', figure);
const says = ({ status, reason, late }: Evaluation): string => [status, reason, ...(late ? ['late'] : [])].join(' ');
const status = (plan: SchedulePlan, figure: KnownFigure | null, asOf: string): string => says(evaluate(plan, figure, asOf));

describe('the relocation of households at the end of August 2021', () => {
  const plan = compilePlan(schedule());

  it.each([
    ['4', '44', 'behind'],
    ['2', '6', 'behind'],
    ['13', '16', 'on_track'],
    ['8', '8', 'achieved'],
    ['10', '10', 'achieved'],
    ['37', '84', 'at_risk'],
  ])('%s of %s is %s', (numerator, denominator, expected) => {
    const evaluation = evaluate(plan, reported({ shape: 'ratio', numerator, denominator }), '2021-08-31');
    expect(evaluation).toMatchObject({ status: expected, expected: '66.575342465753', late: false });
  });

  it.each([
    ['55.1', 'at_risk', '0.827633744856'],
    ['61.4', 'at_risk', '0.922263374486'],
    ['9.3', 'behind', '0.139691358025'],
  ])('%s %% of the year is %s', (percent, expected, ratio) => {
    expect(evaluate(plan, reported({ shape: 'rate', percent }), '2021-08-31')).toMatchObject({ status: expected, ratio });
  });
});

describe('disbursement with two milestones', () => {
  const plan = schedule(milestones({ due: '2021-09-30', dueSource: 'printed', comparator: '>', value: '60' }, { value: '98' }));

  it('without a figure has no data, never green, and a next milestone', () => {
    expect(evaluate(plan, null, '2021-08-31')).toMatchObject({
      status: 'no_data',
      reason: 'no_figure',
      actual: null,
      expected: null,
      ratio: null,
      nextMilestone: { due: '2021-09-30' },
      holdsFrom: '2021-01-01',
      holdsUntil: '2021-10-01',
    });
  });

  it('misses the first milestone when nothing was reported by then', () => {
    expect(status(plan, null, '2021-09-30')).toBe('no_data no_figure');
    expect(status(plan, null, '2021-10-01')).toBe('missed nothing_reported');
  });

  it('is judged along the course from milestone to milestone', () => {
    expect(evaluate(plan, known('30', '2021-05-16'), '2021-08-31')).toMatchObject({ status: 'on_track', expected: '29.89010989011' });
    expect(evaluate(plan, known('79', '2021-11-15'), '2021-11-15')).toMatchObject({ status: 'on_track', expected: '79' });
  });

  it('takes "trên 60" for more than 60', () => {
    expect(status(plan, known('60', '2021-09-30'), '2021-09-30')).toBe('missed milestone_not_met');
    expect(status(plan, known('60.01', '2021-09-30'), '2021-09-30')).toBe('on_track on_schedule');
  });

  it('recovers when a later figure passes the first milestone', () => {
    expect(status(plan, known('59', '2021-10-31'), '2021-10-31')).toBe('missed milestone_not_met');
    expect(status(plan, known('72', '2021-10-31'), '2021-10-31')).toBe('on_track near_schedule');
  });

  it('is achieved as soon as the last milestone holds', () => {
    expect(status(plan, known('98', '2021-09-15'), '2021-09-15')).toBe('achieved target_met');
    expect(evaluate(plan, known('98', '2021-09-15'), '2021-12-31').nextMilestone?.due).toBe('2021-12-31');
    expect(evaluate(plan, known('98', '2021-09-15'), '2022-01-01').nextMilestone).toBeNull();
  });
});

describe('time', () => {
  const plan = schedule({ graceDays: 15 });

  it('has not started up to the baseline day', () => {
    expect(status(plan, null, '2020-12-31')).toBe('not_started before_start');
    expect(status(plan, null, '2021-01-01')).toBe('no_data no_figure');
  });

  it('leaves out figures that are not after the baseline day: last year ended at 100 %', () => {
    expect(status(plan, known('100', '2020-12-31'), '2021-03-01')).toBe('no_data no_figure_since_baseline');
    expect(status(plan, known('100', '2020-12-31'), '2022-01-16')).toBe('missed nothing_reported');
  });

  it('judges by the figure at its own date while the report of the due day may still come', () => {
    expect(status(plan, known('99', '2021-11-30'), '2022-01-15')).toBe('on_track on_schedule');
    expect(status(plan, known('99', '2021-11-30'), '2022-01-16')).toBe('missed nothing_reported');
  });

  it('keeps what already held before the due day', () => {
    expect(status(plan, known('100', '2021-11-30'), '2023-01-01')).toBe('achieved target_met');
  });

  it('counts the day before as the last one for "trước ngày"', () => {
    const before = schedule(milestones({ dueOp: '<' }));
    expect(status(before, known('99', '2021-12-30'), '2021-12-30')).toBe('missed milestone_not_met');
    expect(evaluate(before, known('99', '2021-12-29'), '2021-12-30').nextMilestone?.due).toBe('2021-12-31');
    expect(status(before, known('99', '2021-12-29'), '2021-12-31')).toBe('missed nothing_reported');
  });

  it('is late when only a figure dated after the due day meets the target', () => {
    expect(status(plan, known('100', '2022-01-10'), '2022-01-10')).toBe('achieved target_met late');
    const inTime = evaluate(plan, known('100', '2022-01-10'), '2022-01-10', known('100', '2021-12-31'));
    expect(says(inTime)).toBe('achieved target_met');
    const notInTime = evaluate(plan, known('100', '2022-01-10'), '2022-01-10', known('97', '2021-12-31'));
    expect(notInTime.late).toBe(true);
  });

  it('knows a figure only from its date on', () => {
    expect(evaluate(plan, known('50', '2021-08-31'), '2021-08-30')).toMatchObject({
      status: 'no_data',
      actual: null,
      holdsUntil: '2021-08-31',
    });
  });

  it('ends with the withdrawal', () => {
    const withdrawn = schedule({}, {}, '2021-10-01');
    expect(status(withdrawn, known('100'), '2021-09-30')).toBe('achieved target_met');
    expect(status(withdrawn, known('100'), '2021-10-01')).toBe('withdrawn withdrawn');
  });
});

describe('cut-offs', () => {
  const plan = schedule(milestones({ due: '2021-04-10' }));
  // A hundred days and a hundred percent: on 11 March seventy are expected.
  const at = (value: string) => status(plan, known(value, '2021-03-11'), '2021-03-11');

  it('are 0.95 and 0.60 of the way', () => {
    expect(['70', '69.5', '69.49', '66.5', '66.49', '42', '41.99', '0', '-5'].map(at)).toEqual([
      'on_track on_schedule',
      'on_track within_tolerance',
      'on_track near_schedule',
      'on_track near_schedule',
      'at_risk short_of_schedule',
      'at_risk short_of_schedule',
      'behind short_of_schedule',
      'behind short_of_schedule',
      'behind short_of_schedule',
    ]);
  });

  it('can be set for a target', () => {
    const strict = schedule({ ...milestones({ due: '2021-04-10' }), thresholds: { onTrack: '1', atRisk: '0.9', tolerance: '0' } });
    expect(status(strict, known('69.9', '2021-03-11'), '2021-03-11')).toBe('at_risk short_of_schedule');
    expect(status(strict, known('62.9', '2021-03-11'), '2021-03-11')).toBe('behind short_of_schedule');
  });

  it('are absolute near zero: half a point of a percentage, less than one unit of a count, half a percent of an amount', () => {
    expect(status(schedule(), known('0', '2021-01-02'), '2021-01-02')).toBe('behind short_of_schedule');
    expect(status(schedule(), known('0', '2021-01-01'), '2021-01-01')).toBe('on_track within_tolerance');
    const count = schedule({ quantity: null, ...milestones({ value: '12' }) }, { shape: 'count' });
    expect(evaluate(count, known('0', '2021-01-30'), '2021-01-30')).toMatchObject({ status: 'on_track', expected: '0' });
    expect(evaluate(count, known('0', '2021-02-28'), '2021-02-28')).toMatchObject({ status: 'behind', expected: '1' });
    const amount = schedule({ quantity: null, ...milestones({ value: '1000000000000000' }) }, { shape: 'amount' });
    expect(status(amount, known('0', '2021-01-01'), '2021-01-01')).toBe('on_track within_tolerance');
    expect(status(amount, known('0', '2021-01-02'), '2021-01-02')).toBe('behind short_of_schedule');
  });

  it('round the expectation of a count to the lenient side, exactly', () => {
    const thirds = { baseline: { value: '0', on: '2021-01-01' }, quantity: null, ...milestones({ due: '2021-01-31', value: '10' }) };
    expect(evaluate(schedule(thirds, { shape: 'count' }), known('1', '2021-01-04'), '2021-01-04')).toMatchObject({
      reason: 'on_schedule',
      expected: '1',
    });
    const falling = {
      ...thirds,
      baseline: { value: '10', on: '2021-01-01' },
      ...milestones({ due: '2021-01-31', comparator: '<=', value: '0' }),
    };
    const down = schedule(falling, { shape: 'count', direction: 'decreasing' });
    expect(evaluate(down, known('10', '2021-01-02'), '2021-01-02')).toMatchObject({ reason: 'on_schedule', expected: '10' });
  });
});

describe('limits', () => {
  const decreasing = (value: string, baseline: string | null) =>
    schedule(
      { baseline: { value: baseline, on: '2020-12-31' }, ...milestones({ comparator: '<=', value }) },
      { shape: 'index', direction: 'decreasing' },
    );

  it('judge a decreasing target by its newest figure, not its highest', () => {
    const plan = decreasing('8', '10');
    expect(evaluate(plan, known('9', '2021-07-02'), '2021-07-02')).toMatchObject({ status: 'on_track', ratio: '0.997267759563' });
    expect(status(plan, known('8', '2021-07-02'), '2021-07-02')).toBe('achieved target_met');
    expect(status(plan, known('11', '2021-07-02'), '2021-07-02')).toBe('behind short_of_schedule');
  });

  it('reach a target of zero', () => {
    expect(status(decreasing('0', '100'), known('40', '2021-08-31'), '2021-08-31')).toBe('at_risk short_of_schedule');
    expect(status(decreasing('0', '100'), known('0', '2021-12-31'), '2021-12-31')).toBe('achieved target_met');
  });

  it('have no ratio where the baseline is the target or past it', () => {
    for (const baseline of ['95', '97', '100']) {
      const plan = schedule({ baseline: { value: baseline, on: '2020-12-31' }, ...milestones({ value: '95' }) });
      expect(evaluate(plan, known('96'), '2021-08-31')).toMatchObject({ status: 'achieved', ratio: null, expected: '95' });
      expect(evaluate(plan, known('94.5'), '2021-08-31')).toMatchObject({ status: 'on_track', ratio: null });
      expect(evaluate(plan, known('94.4'), '2021-08-31')).toMatchObject({ status: 'behind', ratio: null, reason: 'outside_limits' });
      expect(status(plan, known('94.9', '2021-12-31'), '2021-12-31')).toBe('missed milestone_not_met');
    }
  });

  it('that are kept from the beginning are settled by the due day only', () => {
    const accidents = schedule(
      { baseline: { value: '0', on: '2020-12-31' }, quantity: null, ...milestones({ comparator: '<=', value: '100' }) },
      { shape: 'count', direction: 'decreasing' },
    );
    expect(status(accidents, known('20', '2021-01-31'), '2021-01-31')).toBe('on_track within_limits');
    expect(status(accidents, known('101', '2021-06-30'), '2021-06-30')).toBe('behind outside_limits');
    expect(status(accidents, known('99', '2021-12-31'), '2021-12-31')).toBe('achieved target_met');
    expect(status(accidents, known('90', '2021-11-30'), '2022-01-01')).toBe('achieved target_met');
  });

  it('of a band are absolute', () => {
    const band = schedule(
      { baseline: { value: '9', on: '2020-12-31' }, ...milestones({ comparator: 'between', value: '3', upper: '4' }) },
      { shape: 'index', direction: 'band' },
    );
    expect(['3', '3.5', '4', '4.5', '4.51', '2.5', '2.4'].map((value) => status(band, known(value), '2021-08-31'))).toEqual([
      'on_track within_limits',
      'on_track within_limits',
      'on_track within_limits',
      'on_track within_tolerance',
      'behind outside_limits',
      'on_track within_tolerance',
      'behind outside_limits',
    ]);
    expect(evaluate(band, known('9'), '2021-08-31')).toMatchObject({ expected: null, ratio: null });
    expect(status(band, known('3.5', '2021-12-31'), '2021-12-31')).toBe('achieved target_met');
    expect(status(band, known('4.5', '2021-12-31'), '2021-12-31')).toBe('missed milestone_not_met');
  });

  it('of a bare number are a floor, a ceiling or a level', () => {
    const bare = (direction: IndicatorDefinition['direction'], baseline: string) =>
      schedule({ baseline: { value: baseline, on: '2020-12-31' }, ...milestones({ comparator: '=', value: '50' }) }, { direction });
    const atDue = (direction: IndicatorDefinition['direction'], value: string) =>
      evaluate(bare(direction, direction === 'decreasing' ? '90' : '10'), known(value, '2021-12-31'), '2021-12-31').status;
    expect([atDue('increasing', '60'), atDue('increasing', '40')]).toEqual(['achieved', 'missed']);
    expect([atDue('decreasing', '60'), atDue('decreasing', '40')]).toEqual(['missed', 'achieved']);
    expect([atDue('band', '50.5'), atDue('band', '60'), atDue('band', '40')]).toEqual(['achieved', 'missed', 'missed']);
  });
});

describe('improving and maintaining', () => {
  const rank = (comparator: 'improve' | 'maintain', baseline: string | null) =>
    schedule(
      { baseline: { value: baseline, on: '2020-12-31' }, ...milestones({ comparator, value: null }) },
      { shape: 'index', direction: 'decreasing' },
    );

  it('compares with the baseline', () => {
    expect(status(rank('improve', '31'), known('30', '2021-12-31'), '2021-12-31')).toBe('achieved target_met');
    expect(status(rank('improve', '31'), known('31', '2021-12-31'), '2021-12-31')).toBe('missed milestone_not_met');
    expect(status(rank('maintain', '31'), known('31', '2021-12-31'), '2021-12-31')).toBe('achieved target_met');
    expect(status(rank('maintain', '31'), known('31', '2021-06-30'), '2021-06-30')).toBe('on_track within_limits');
    expect(status(rank('maintain', '31'), known('33', '2021-06-30'), '2021-06-30')).toBe('behind outside_limits');
    expect(status(rank('maintain', '31'), known('32', '2021-12-31'), '2021-12-31')).toBe('missed milestone_not_met');
  });

  it('says nothing while the baseline is unknown', () => {
    for (const asOf of ['2021-06-30', '2021-12-31']) {
      expect(status(rank('improve', null), known('30', asOf), asOf)).toBe('no_data no_baseline');
    }
    expect(status(rank('maintain', null), null, '2022-01-01')).toBe('missed nothing_reported');
  });

  it('needs a baseline for the way to a number as well, but not for its verdict', () => {
    const plan = schedule({ baseline: { value: null, on: '2020-12-31' } });
    expect(status(plan, known('50'), '2021-08-31')).toBe('no_data no_baseline');
    expect(status(plan, known('100'), '2021-08-31')).toBe('achieved target_met');
    expect(status(plan, known('50', '2021-12-31'), '2021-12-31')).toBe('missed milestone_not_met');
  });
});

describe('tasks', () => {
  const task = schedule({ ...milestones({ due: '2021-09-30', comparator: 'complete', value: null }), graceDays: 10 }, { shape: 'task' });
  const done = (on: string | null, asOf: string): KnownFigure => reported({ shape: 'done', on }, asOf);

  it.each([
    ['2021-09-30', '2021-10-05', 'achieved task_done'],
    ['2021-10-01', '2021-10-05', 'achieved task_done late'],
    [null, '2021-09-15', 'missed task_overdue'],
  ])('done on %s, reported as of %s: %s', (on, asOf, expected) => expect(status(task, done(on, asOf), '2021-10-05')).toBe(expected));

  it('are within time until the due day is over', () => {
    expect(status(task, done(null, '2021-09-15'), '2021-09-30')).toBe('on_track task_within_time');
    expect(status(task, done(null, '2021-09-15'), '2021-10-01')).toBe('missed task_overdue');
  });

  it('have no data within their time, and are overdue from the day after it, whether or not anybody says so', () => {
    expect(status(task, null, '2021-09-30')).toBe('no_data no_figure');
    expect(status(task, null, '2021-10-01')).toBe('missed task_overdue');
    expect(status(task, null, '2020-12-31')).toBe('not_started before_start');
    expect(status(task, done(null, '2020-12-01'), '2020-12-31')).toBe('not_started before_start');
  });
});

describe('an explicit course', () => {
  const plan = schedule({
    trajectory: {
      kind: 'points',
      points: [
        { on: '2021-06-30', value: '20' },
        { on: '2021-09-30', value: '50' },
      ],
    },
  });

  it('is followed instead of the straight line, and goes on to the milestone', () => {
    expect(evaluate(plan, known('20', '2021-06-30'), '2021-06-30')).toMatchObject({ status: 'on_track', expected: '20' });
    expect(evaluate(plan, known('30', '2021-08-15'), '2021-08-15')).toMatchObject({ status: 'at_risk', expected: '35' });
    expect(evaluate(plan, known('75', '2021-11-15'), '2021-11-15')).toMatchObject({ status: 'on_track', expected: '75' });
  });

  it('may begin without a baseline, and is then judged by the gap alone', () => {
    const open = { ...plan, baseline: { value: null, on: '2020-12-31' } };
    expect(status(open, known('5', '2021-06-29'), '2021-06-29')).toBe('no_data no_baseline');
    expect(status(open, known('20', '2021-06-30'), '2021-06-30')).toBe('on_track on_schedule');
    expect(evaluate(open, known('10', '2021-06-30'), '2021-06-30')).toMatchObject({ status: 'behind', ratio: null });
  });
});
