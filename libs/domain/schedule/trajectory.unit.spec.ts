import fc from 'fast-check';
import { knownFigures, number, profileShares, schedulePlans } from '../../../test/support/arbitraries.js';
import { indicator, milestone, plan as targetPlan } from '../../../test/support/samples.js';
import { addDays, epochDay } from '../kernel/civil-date.js';
import { exact } from '../kernel/decimal.js';
import type { Milestone, TargetPlan, Trajectory } from '../target/target.events.js';
import { compilePlan } from './compile.js';
import { evaluate } from './evaluate.js';
import type { ProfileShare } from './profile.js';
import { schedulePlan, type SchedulePlan } from './schedule-plan.js';
import { expectedOn, turningDays } from './trajectory.js';

const BACK_LOADED: readonly ProfileShare[] = [
  { month: 3, share: '0.1' },
  { month: 6, share: '0.3' },
  { month: 9, share: '0.5' },
  { month: 12, share: '0.9' },
  { month: 13, share: '1' },
];
const profile = (shares: readonly ProfileShare[] = BACK_LOADED): Trajectory => ({ kind: 'profile', profileId: 'state-investment', shares });
const step = (...points: readonly (readonly [on: string, value: string])[]): Trajectory => ({
  kind: 'step',
  points: points.map(([on, value]) => ({ on, value })),
});

const schedule = (trajectory: Trajectory, change: Partial<TargetPlan> = {}, milestones: readonly Partial<Milestone>[] = [{}]) =>
  schedulePlan(targetPlan({ trajectory, quantity: null, milestones: milestones.map(milestone), ...change }), indicator());
const expected = (plan: SchedulePlan, day: string): string | null =>
  expectedOn(compilePlan(plan).knots, epochDay(day))?.toDecimalPlaces(6).toFixed() ?? null;
const statusOf = (plan: SchedulePlan, value: string, asOf: string): string =>
  evaluate(plan, { asOf, value, doneOn: null, basis: 'actual' }, asOf).status;

describe('a course by a seasonal profile', () => {
  const year = schedule(profile(), {}, [{ due: '2022-01-31' }]);

  it('expects at the end of each month its share of the way', () => {
    expect(['2021-03-31', '2021-06-30', '2021-12-31', '2022-01-31'].map((day) => expected(year, day))).toEqual(['10', '30', '90', '100']);
    expect(expected(year, '2021-01-31')).toBe('3.444444');
  });

  it('does not cry wolf in spring, and does in autumn', () => {
    expect(statusOf(year, '9.6', '2021-03-31')).toBe('on_track');
    expect(statusOf(schedule({ kind: 'linear' }, {}, [{ due: '2022-01-31' }]), '9.6', '2021-03-31')).toBe('behind');
    expect(statusOf(year, '20', '2021-09-30')).toBe('behind');
  });

  it('reaches a target due on 31 December then, whatever the accounts close with in January', () => {
    const shorter = schedule(profile());
    expect(expected(shorter, '2021-12-31')).toBe('100');
    expect(expected(shorter, '2021-06-30')).toBe('33.333333');
  });

  it('passes through milestones on both sides of a month end and goes by the profile between them', () => {
    const two = schedule(profile(), {}, [
      { due: '2021-09-15', value: '60' },
      { due: '2021-10-15', value: '70' },
      { due: '2022-01-31', value: '98' },
    ]);
    expect(['2021-09-15', '2021-10-15', '2022-01-31'].map((day) => expected(two, day))).toEqual(['60', '70', '98']);
    // 77 of 92 days to 30/9, 15 of 92 after it: S(15/9) = 0.467391, S(15/10) = 0.565217, and S(30/9) = 0.5 is a third of the way.
    expect(expected(two, '2021-09-30')).toBe('63.333333');
    // S(30/6) = 0.3 of S(15/9).
    expect(expected(two, '2021-06-30')).toBe('38.511628');
  });

  it('takes "before 1 January" for the year that ends then', () => {
    expect(expected(schedule(profile(), {}, [{ due: '2022-01-01', dueOp: '<' }]), '2021-06-30')).toBe('33.333333');
  });

  it('leads down where less is better', () => {
    const down = schedulePlan(
      targetPlan({
        baseline: { value: '10', on: '2020-12-31' },
        trajectory: profile(),
        quantity: null,
        milestones: [milestone({ due: '2022-01-31', comparator: '<=', value: '5' })],
      }),
      indicator({ shape: 'index', direction: 'decreasing' }),
    );
    expect(['2021-03-31', '2021-06-30', '2022-01-31'].map((day) => expected(down, day))).toEqual(['9.5', '8.5', '5']);
    expect([statusOf(down, '8.5', '2021-06-30'), statusOf(down, '10', '2021-06-30')]).toEqual(['on_track', 'behind']);
  });

  it('expects nothing before the first milestone while the baseline is unknown, and the profile after it', () => {
    const open = schedule(profile(), { baseline: { value: null, on: '2020-12-31' } }, [
      { due: '2021-06-30', value: '40' },
      { due: '2022-01-31', value: '96' },
    ]);
    expect(expected(open, '2021-06-29')).toBeNull();
    expect(['2021-06-30', '2021-09-30', '2022-01-31'].map((day) => expected(open, day))).toEqual(['40', '56', '96']);
    expect(evaluate(open, { asOf: '2021-03-31', value: '5', doneOn: null, basis: 'actual' }, '2021-03-31').reason).toBe('no_baseline');
  });

  it('is a straight line through the years before that of its last due date', () => {
    const long = schedule(profile(), {}, [
      { due: '2021-12-31', value: '50' },
      { due: '2022-12-31', value: '100' },
    ]);
    expect(expected(long, '2021-07-02')).toBe(expected(schedule({ kind: 'linear' }, {}, [{ value: '50' }]), '2021-07-02'));
    expect(expected(long, '2022-06-30')).toBe('66.666667');
  });

  it('does not ask a baseline that is past the first milestone to fall back', () => {
    const past = schedule(profile(), { baseline: { value: '99', on: '2020-12-31' } }, [{ value: '95' }]);
    expect(expected(past, '2021-06-30')).toBe('95');
  });
});

describe('a course in steps', () => {
  const plan = schedule(step(['2021-06-30', '20'], ['2021-09-30', '50']), {}, [{ value: '98' }]);

  it('holds the value of a point from its day until the next, and the baseline before the first', () => {
    const days = ['2021-01-01', '2021-06-29', '2021-06-30', '2021-09-29', '2021-09-30', '2021-12-30', '2021-12-31', '2022-06-30'];
    expect(days.map((day) => expected(plan, day))).toEqual(['0', '0', '20', '20', '50', '50', '98', '98']);
  });

  it('judges a figure by the step that it stands on', () => {
    expect(statusOf(plan, '0', '2021-06-29')).toBe('on_track');
    expect(statusOf(plan, '5', '2021-06-30')).toBe('behind');
    expect(statusOf(plan, '20', '2021-09-29')).toBe('on_track');
  });

  it('steps up to a milestone on its day, also to one between its points', () => {
    const two = schedule(step(['2021-03-31', '10'], ['2021-10-31', '70']), {}, [{ due: '2021-06-30', value: '40' }, { value: '98' }]);
    expect(['2021-04-30', '2021-06-30', '2021-10-31', '2021-12-31'].map((day) => expected(two, day))).toEqual(['10', '40', '70', '98']);
    const onOneDay = schedule(step(['2021-06-30', '30']), {}, [{ due: '2021-06-30', value: '40' }, { value: '98' }]);
    expect(expected(onOneDay, '2021-06-30')).toBe('40');
  });

  it('expects nothing before its first point while the baseline is unknown', () => {
    const open = schedule(step(['2021-06-30', '20']), { baseline: { value: null, on: '2020-12-31' } });
    expect([expected(open, '2021-06-29'), expected(open, '2021-06-30')]).toEqual([null, '20']);
  });

  it('turns on its days and on those before them', () => {
    expect(turningDays(compilePlan(plan).knots)).toEqual([
      '2020-12-31',
      '2021-06-29',
      '2021-06-30',
      '2021-09-29',
      '2021-09-30',
      '2021-12-30',
      '2021-12-31',
    ]);
    expect(turningDays(compilePlan({ ...plan, trajectory: { kind: 'linear' } }).knots)).toEqual(['2020-12-31', '2021-12-31']);
  });
});

/** A year with one to three milestones that lead one way. */
const coursesOf = (trajectory: fc.Arbitrary<Trajectory>) =>
  fc
    .record({
      trajectory,
      isFalling: fc.boolean(),
      values: fc.array(number, { minLength: 2, maxLength: 4 }),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 396 }), { minLength: 3, maxLength: 3 }),
    })
    .map(({ trajectory: course, isFalling, values, days }) => {
      const [first, ...rest] = values.map(Number).sort((a, b) => (isFalling ? b - a : a - b));
      const dues = days.slice(0, rest.length).sort((a, b) => a - b);
      return schedulePlan(
        targetPlan({
          baseline: { value: String(first), on: '2020-12-31' },
          quantity: null,
          trajectory: course,
          milestones: dues.map((offset, index) =>
            milestone({ due: addDays('2020-12-31', offset), comparator: isFalling ? '<=' : '>=', value: String(rest[index]) }),
          ),
        }),
        indicator({ direction: isFalling ? 'decreasing' : 'increasing' }),
      );
    });
const profiles = coursesOf(profileShares.map((shares) => profile(shares)));

describe('any course by a profile', () => {
  it('hits every milestone exactly', () => {
    fc.assert(
      fc.property(profiles, (plan) => {
        const { knots } = compilePlan(plan);
        for (const { due, value } of plan.milestones) expect(expectedOn(knots, epochDay(due))!.eq(exact(value!))).toBe(true);
      }),
    );
  });

  it('leads from one known value to the next without turning back', () => {
    fc.assert(
      fc.property(profiles, (plan) => {
        const { knots } = compilePlan(plan);
        const sign = plan.direction === 'decreasing' ? -1 : 1;
        for (let offset = 1; offset <= 420; offset++) {
          const [before, after] = [offset - 1, offset].map((days) => expectedOn(knots, epochDay('2020-12-31') + days)!);
          expect(after!.minus(before!).times(sign).gte('-1e-30')).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('changes no verdict of a figure dated on or after the last due day, nor any once the last report is overdue', () => {
    fc.assert(
      fc.property(schedulePlans, profileShares, knownFigures, fc.nat(40), (plan, shares, figure, wait) => {
        const last = compilePlan(plan).limits.at(-1)!;
        const [straight, seasonal] = [{ kind: 'linear' } as const, profile(shares)].map((trajectory) => ({ ...plan, trajectory }));
        const verdictOf = (one: SchedulePlan, asOf: string, dated = figure.asOf) => {
          const { status, reason, late } = evaluate(one, { ...figure, asOf: dated }, asOf);
          return { status, reason, late };
        };
        const atEnd = addDays(last.lastDay, wait);
        expect(verdictOf(seasonal!, atEnd, last.lastDay)).toEqual(verdictOf(straight!, atEnd, last.lastDay));
        const overdue = addDays(last.lastReportDay, 1 + wait);
        if (figure.asOf <= overdue) expect(verdictOf(seasonal!, overdue)).toEqual(verdictOf(straight!, overdue));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('any course in steps', () => {
  it('stands at each milestone on its day', () => {
    const points = fc
      .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 4 })
      .chain((offsets) =>
        fc.tuple(...offsets.sort((a, b) => a - b).map((offset) => number.map((value) => ({ on: addDays('2020-12-31', offset), value })))),
      );
    fc.assert(
      fc.property(coursesOf(points.map((all) => ({ kind: 'step', points: all }))), (plan) => {
        const { knots } = compilePlan(plan);
        for (const { due, value } of plan.milestones) expect(expectedOn(knots, epochDay(due))!.eq(exact(value!))).toBe(true);
      }),
    );
  });
});
