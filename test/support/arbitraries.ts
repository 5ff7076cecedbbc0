import fc from 'fast-check';
import type { IndicatorDefinition } from '../../libs/domain/indicator/indicator.events.js';
import { addDays } from '../../libs/domain/kernel/civil-date.js';
import type { Figure } from '../../libs/domain/measurement/figure.js';
import { BASES } from '../../libs/domain/measurement/figure.js';
import type { ProfileShare } from '../../libs/domain/schedule/profile.js';
import type { KnownFigure, SchedulePlan } from '../../libs/domain/schedule/schedule-plan.js';
import { COMPARATORS, type Comparator, type Milestone } from '../../libs/domain/target/target.events.js';
import { indicator } from './samples.js';

// Small numbers and few days, so that equal ones, zeros and neighbours come up often.

/** Between −10 and 110, in tenths. */
export const number: fc.Arbitrary<string> = fc.integer({ min: -100, max: 1_100 }).map((tenths) => String(tenths / 10));

/** A day within the two hundred after 2020-12-01. */
export const day: fc.Arbitrary<string> = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2020-12-01', days));

const days = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: most }).map((all) => all.sort((a, b) => a - b));

function milestoneOf(due: string, shape: SchedulePlan['shape']): fc.Arbitrary<Milestone> {
  const fitting: readonly Comparator[] = shape === 'task' ? ['complete'] : COMPARATORS.filter((comparator) => comparator !== 'complete');
  return fc
    .record({
      comparator: fc.constantFrom(...fitting),
      dueOp: fc.constantFrom('<' as const, '<=' as const),
      value: number,
      width: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ comparator, dueOp, value, width }) => ({
      due,
      dueOp,
      dueSource: 'printed',
      comparator,
      value: ['complete', 'improve', 'maintain'].includes(comparator) ? null : value,
      upper: comparator === 'between' ? String(Number(value) + width) : null,
    }));
}

/** Any seasonal profile that the rules let through, in hundredths. */
export const profileShares: fc.Arbitrary<readonly ProfileShare[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 13 }), { minLength: 1, maxLength: 13 })
  .chain((months) =>
    fc.tuple(
      fc.constant(months),
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: months.length - 1, maxLength: months.length - 1 }),
    ),
  )
  .map(([months, hundredths]) => {
    const ascending = [...hundredths, 100].sort((a, b) => a - b);
    return months.sort((a, b) => a - b).map((month, index) => ({ month, share: String((ascending[index] ?? 100) / 100) }));
  });

/** Any plan with milestones that fit its shape, in order of days though not of values: more than the rules let through. */
export const schedulePlans: fc.Arbitrary<SchedulePlan> = fc
  .record({
    shape: fc.constantFrom('ratio', 'count', 'amount', 'index', 'task' as const),
    on: day,
    due: days(3),
    points: fc.option(days(4)),
  })
  .chain(({ shape, on, due, points }) =>
    fc.record({
      shape: fc.constant(shape),
      direction: fc.constantFrom('increasing', 'decreasing', 'band' as const),
      baseline: fc.record({ on: fc.constant(on), value: fc.option(number) }),
      milestones: fc.tuple(...due.map((offset) => milestoneOf(addDays(on, offset), shape))),
      trajectory: points
        ? fc.record({
            kind: fc.constantFrom('points' as const, 'step' as const),
            points: fc.tuple(...points.map((offset) => number.map((value) => ({ on: addDays(on, offset), value })))),
          })
        : fc.oneof(
            fc.constant({ kind: 'linear' as const }),
            profileShares.map((shares) => ({ kind: 'profile' as const, profileId: 'p', shares })),
          ),
      thresholds: fc.option(fc.constant({ onTrack: '0.9', atRisk: '0.5', tolerance: '2' })),
      graceDays: fc.constantFrom(0, 1, 15),
      withdrawnOn: fc.option(day),
    }),
  );

export const knownFigures: fc.Arbitrary<KnownFigure> = fc.record({
  asOf: day,
  value: fc.option(number, { freq: 9 }),
  doneOn: fc.option(day, { freq: 1 }),
  basis: fc.constantFrom(...BASES),
});

/** An indicator and figures that it takes, some of them against its rules. */
export const indicators: fc.Arbitrary<IndicatorDefinition> = fc
  .record({
    shape: fc.constantFrom('ratio', 'count', 'amount', 'index', 'task' as const),
    accumulation: fc.constantFrom('cumulative', 'level' as const),
    numeratorMayExceedDenominator: fc.boolean(),
    max: fc.option(fc.constant('100')),
  })
  .map((definition) => indicator({ ...definition, rollUp: 'none', base: null }));

const size = fc.integer({ min: -1, max: 12 }).map(String);

export function figuresOf(shape: IndicatorDefinition['shape']): fc.Arbitrary<Figure> {
  switch (shape) {
    case 'ratio':
      return fc.oneof(
        fc.record({ shape: fc.constant('ratio' as const), numerator: size, denominator: size }),
        fc.record({ shape: fc.constant('rate' as const), percent: number }),
      );
    case 'task':
      return fc.record({ shape: fc.constant('done' as const), on: fc.option(day, { nil: null }) });
    case 'count':
    case 'amount':
    case 'index':
      return fc.record({ shape: fc.constant(shape), value: size });
  }
}
