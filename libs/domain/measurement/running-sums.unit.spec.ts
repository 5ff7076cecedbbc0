import fc from 'fast-check';
import { compilePlan } from '../schedule/compile.js';
import { evaluate } from '../schedule/evaluate.js';
import { schedulePlan } from '../schedule/schedule-plan.js';
import { countIndicator, indicator, milestone, plan } from '../../../test/support/samples.js';
import type { Basis, Figure } from './figure.js';
import { knownFigure } from './figure-value.js';
import { isSummedFlow, ofRunningSums, runningSums, type FlowRule } from './running-sums.js';

const flow: FlowRule = { shape: 'count', accumulation: 'flow' };
const count = (value: string | number): Figure => ({ shape: 'count', value: String(value) });
const of = (asOf: string, figure: Figure, basis: Basis = 'actual', year = 2026) => ({ asOf, year, basis, figure });
const told = (rule: FlowRule, figures: readonly ReturnType<typeof of>[], since: string | null = null) =>
  runningSums(rule, figures, since).map(({ last, figure, missing }) => [last.asOf, 'value' in figure ? figure.value : figure, missing]);

describe('running sums of a flow', () => {
  it('add the periods of a plan year, whatever order they come in', () => {
    const [january, february] = [of('2026-01-31', count(1000)), of('2026-02-28', count(1000))];
    const sums = [
      ['2026-01-31', '1000', []],
      ['2026-02-28', '2000', []],
    ];
    expect(told(flow, [january, february])).toEqual(sums);
    expect(told(flow, [february, january])).toEqual(sums);
  });

  it('take one figure of a period: settled over actual over estimated, then the newest', () => {
    const estimate = of('2026-01-14', count(900), 'estimated');
    expect(told(flow, [estimate, of('2026-01-31', count(1000))]).at(-1)).toEqual(['2026-01-31', '1000', []]);
    expect(told(flow, [of('2026-01-10', count(7), 'settled'), estimate]).at(-1)).toEqual(['2026-01-14', '7', []]);
    expect(told(flow, [of('2026-01-10', count(7)), of('2026-01-20', count(8))]).at(-1)).toEqual(['2026-01-20', '8', []]);
  });

  it('name the periods that they lack, from the beginning of the year or after the baseline', () => {
    const march = of('2026-03-31', count(5));
    expect(told(flow, [march])).toEqual([['2026-03-31', '5', ['2026-01', '2026-02']]]);
    expect(told(flow, [march], '2026-01-31')).toEqual([['2026-03-31', '5', ['2026-02']]]);
    const quarterly = { kind: 'before', frequency: 'quarter', dueBeforeDay: 15, cutOffDay: null } as const;
    expect(told({ ...flow, calendar: quarterly }, [of('2026-06-14', count(5))])).toEqual([['2026-06-14', '5', ['2026-Q1']]]);
    const weekly = { kind: 'weekly', cutOffWeekday: 5, dueWeekday: 1 } as const;
    expect(told({ ...flow, calendar: weekly }, [of('2026-01-16', count(5))])).toEqual([['2026-01-16', '5', ['2026-W02']]]);
    const adHoc = { kind: 'ad_hoc', dates: [{ cutOff: '2026-06-30', due: '2026-07-05' }] } as const;
    expect(told({ ...flow, calendar: adHoc }, [of('2026-06-30', count(5))])).toEqual([['2026-06-30', '5', []]]);
  });

  it('begin anew with a plan year', () => {
    expect(told(flow, [of('2026-12-31', count(5)), of('2027-01-31', count(2), 'actual', 2027)]).at(-1)).toEqual(['2027-01-31', '2', []]);
  });

  it('of ratios add numerators and denominators; a rate without parts is a missing period', () => {
    const ratio = (numerator: string, denominator: string): Figure => ({ shape: 'ratio', numerator, denominator });
    const rule: FlowRule = { shape: 'ratio', accumulation: 'flow' };
    const rate = of('2026-02-28', { shape: 'rate', percent: '50' });
    expect(told(rule, [of('2026-01-31', ratio('1', '10')), rate, of('2026-03-31', ratio('9', '10'))])).toEqual([
      ['2026-01-31', ratio('1', '10'), []],
      ['2026-02-28', ratio('1', '10'), ['2026-02']],
      ['2026-03-31', ratio('10', '20'), ['2026-02']],
    ]);
    expect(told(rule, [rate])).toEqual([]);
  });

  it('are exact, and at the end the sum of all periods', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 10 ** 15 }), { minLength: 1, maxLength: 12 });
    const property = fc.property(amounts, (all) => {
      const figures = all.map((tenths, index) =>
        of(`2026-${String(index + 1).padStart(2, '0')}-28`, { shape: 'amount', value: `${Math.floor(tenths / 10)}.${tenths % 10}` }),
      );
      const sum = all.reduce((total, tenths) => total + BigInt(tenths), 0n);
      const [, value, missing] = told({ shape: 'amount', accumulation: 'flow' }, figures).at(-1)!;
      expect([value, missing]).toEqual([`${sum / 10n}.${sum % 10n}`.replace(/\.0$/u, ''), []]);
    });
    fc.assert(property, { numRuns: 50 });
  });

  it('are not made of what is cumulative already, of levels, nor of scores', () => {
    expect([countIndicator({ accumulation: 'flow' }), indicator({ accumulation: 'flow' })].every(isSummedFlow)).toBe(true);
    expect(
      [countIndicator(), indicator({ shape: 'index', accumulation: 'flow' }), indicator({ accumulation: 'level' })].some(isSummedFlow),
    ).toBe(false);
    expect(ofRunningSums(countIndicator({ accumulation: 'flow', max: '2000' }))).toMatchObject({ accumulation: 'cumulative', max: null });
    expect(ofRunningSums(countIndicator({ max: '2000' }))).toEqual(countIndicator({ max: '2000' }));
  });
});

describe('a running sum against the schedule', () => {
  const year = {
    baseline: { value: '0', on: '2025-12-31', source: null },
    milestones: [milestone({ due: '2026-12-31', value: '12000' })],
    quantity: null,
  };
  const judge = (comparator: '>=' | '<=', figures: readonly ReturnType<typeof of>[]) => {
    const definition = countIndicator({ accumulation: 'flow', direction: comparator === '>=' ? 'increasing' : 'decreasing' });
    const terms = plan({ ...year, milestones: [milestone({ due: '2026-12-31', value: '12000', comparator })] });
    const { last, figure, missing } = runningSums(definition, figures, '2025-12-31').at(-1)!;
    const { status, reason } = evaluate(
      compilePlan(schedulePlan(terms, definition)),
      { ...knownFigure(last.asOf, last.basis, figure), missing },
      last.asOf,
    );
    return `${status} ${reason}`;
  };

  it('is on track with every month as planned', () => {
    expect(judge('>=', [of('2026-01-31', count(1050)), of('2026-02-28', count(1000))])).toBe('on_track on_schedule');
  });

  it('is behind with a month missing, and says so', () => {
    expect(judge('>=', [of('2026-02-28', count(1000))])).toBe('behind incomplete_sum');
    expect(judge('>=', [of('2026-01-31', count(100)), of('2026-02-28', count(100))])).toBe('behind short_of_schedule');
  });

  it('is green with a month missing only where the month could but add to it', () => {
    expect(judge('>=', [of('2026-02-28', count(12000))])).toBe('achieved target_met');
    expect(judge('<=', [of('2026-02-28', count(100))])).toBe('no_data incomplete_sum');
    expect(judge('<=', [of('2026-02-28', count(13000))])).not.toContain('incomplete');
  });
});
