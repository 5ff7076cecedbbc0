import fc from 'fast-check';
import { day, knownFigures, number, schedulePlans } from '../../../test/support/arbitraries.js';
import { milestone, plan as targetPlan } from '../../../test/support/samples.js';
import { addDays, daysBetween } from '../kernel/civil-date.js';
import { compilePlan } from './compile.js';
import { evaluate } from './evaluate.js';
import { REASONS, STATUSES, type Evaluation, type ScheduleStatus } from './schedule-plan.js';

const DECIMAL = /^-?\d+(\.\d{1,12})?$/;
const FROM_BAD_TO_GOOD: readonly ScheduleStatus[] = ['missed', 'behind', 'at_risk', 'on_track', 'achieved'];

const answer = ({ holdsFrom: _, holdsUntil: __, ...rest }: Evaluation): object => rest;

describe('an evaluation of any plan, figure and day', () => {
  it('is total: a known status and reason, and numbers that are numbers', () => {
    fc.assert(
      fc.property(schedulePlans, fc.option(knownFigures), day, (plan, figure, asOf) => {
        const { status, reason, expected, ratio } = evaluate(plan, figure, asOf);
        expect(STATUSES).toContain(status);
        expect(REASONS).toContain(reason);
        for (const text of [expected, ratio]) if (text !== null) expect(text).toMatch(DECIMAL);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same for a plan and for the plan compiled, however often it is asked', () => {
    fc.assert(
      fc.property(schedulePlans, fc.array(fc.tuple(knownFigures, day), { minLength: 1 }), (plan, questions) => {
        const compiled = compilePlan(plan);
        for (const [figure, asOf] of questions) expect(evaluate(compiled, figure, asOf)).toEqual(evaluate(plan, figure, asOf));
      }),
    );
  });

  it('is the answer on every day of its window, and on no day beyond one where something happens', () => {
    fc.assert(
      fc.property(schedulePlans, fc.option(knownFigures), day, (plan, figure, asOf) => {
        const compiled = compilePlan(plan);
        const first = evaluate(compiled, figure, asOf);
        const from = first.holdsFrom ?? addDays(asOf, -40);
        const until = first.holdsUntil ?? addDays(asOf, 40);
        expect(from <= asOf && asOf < until).toBe(true);
        for (let days = daysBetween(asOf, from); days < daysBetween(asOf, until); days++) {
          expect(evaluate(compiled, figure, addDays(asOf, days))).toEqual(first);
        }
        for (const edge of [first.holdsUntil, first.holdsFrom]) {
          if (edge !== null) expect([...compiled.criticalDays, figure?.asOf]).toContain(edge);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing good without a figure, and nothing at all before the beginning', () => {
    fc.assert(
      fc.property(schedulePlans, day, (plan, asOf) => {
        const { status } = evaluate(plan, null, asOf);
        expect(['not_started', 'no_data', 'missed', 'withdrawn']).toContain(status);
        if (asOf <= plan.baseline.on && status !== 'withdrawn') expect(status).toBe('not_started');
      }),
    );
  });

  it('does not depend on what is reported for later days', () => {
    fc.assert(
      fc.property(schedulePlans, knownFigures, fc.integer({ min: 1, max: 30 }), (plan, figure, days) => {
        const before = addDays(figure.asOf, -days);
        expect(answer(evaluate(plan, figure, before))).toEqual(answer(evaluate(plan, null, before)));
      }),
    );
  });

  it('never gets worse when the figure is better', () => {
    const directions = fc.constantFrom({ comparator: '>=', sign: 1 } as const, { comparator: '<=', sign: -1 } as const);
    fc.assert(
      fc.property(
        directions,
        number,
        number,
        fc.tuple(number, number),
        day,
        day,
        ({ comparator, sign }, baseline, value, pair, dated, asOf) => {
          const [worse, better] = pair
            .map(Number)
            .sort((a, b) => sign * (a - b))
            .map(String);
          const { graceDays, thresholds, trajectory } = targetPlan();
          const plan = compilePlan({
            baseline: { value: baseline, on: '2020-12-10' },
            milestones: [milestone({ due: '2021-04-30', comparator, value })],
            trajectory,
            thresholds,
            graceDays,
            shape: 'ratio',
            direction: sign === 1 ? 'increasing' : 'decreasing',
            withdrawnOn: null,
          });
          const rank = (text: string | undefined) => {
            const { status } = evaluate(plan, { asOf: dated, value: text ?? null, doneOn: null, basis: 'actual' }, asOf);
            return FROM_BAD_TO_GOOD.indexOf(status);
          };
          expect(rank(better)).toBeGreaterThanOrEqual(rank(worse));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
