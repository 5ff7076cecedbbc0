import fc from 'fast-check';
import { milestone } from '../../../test/support/samples.js';
import { addDays } from '../kernel/civil-date.js';
import { exact } from '../kernel/decimal.js';
import type { KnownFigure } from '../measurement/figure-value.js';
import { outlookOf, outlookSentence, type Outlook } from './outlook.js';
import type { SchedulePlan } from './schedule-plan.js';

const plan = (changes: Partial<SchedulePlan> = {}): SchedulePlan => ({
  baseline: { value: '0', on: '2024-12-31' },
  milestones: [milestone({ due: '2025-12-31', value: '95' })],
  trajectory: { kind: 'linear' },
  thresholds: null,
  graceDays: 0,
  shape: 'ratio',
  direction: 'increasing',
  withdrawnOn: null,
  ...changes,
});

const figures = (...pairs: readonly (readonly [string, string])[]): readonly KnownFigure[] =>
  pairs.map(([asOf, value]) => ({ asOf, value, doneOn: null, basis: 'actual' }));

const numbers = (outlook: Outlook | null): readonly number[] => (outlook ? [outlook.low, outlook.forecast, outlook.high].map(Number) : []);

describe('the outlook', () => {
  it('of a series on schedule is the milestone itself', () => {
    const [low = 0, forecast = 0, high = 0] = numbers(outlookOf(plan(), figures(['2025-07-02', '47.63']), '2025-07-02'));
    expect(forecast).toBeCloseTo(95, 0);
    expect(low).toBeLessThan(forecast);
    expect(high).toBeGreaterThan(forecast);
  });

  it('carries the pace along the course of the plan, not along a straight line', () => {
    const back = {
      kind: 'points',
      points: [
        { on: '2025-07-31', value: '38' },
        { on: '2025-10-31', value: '60' },
      ],
    } as const;
    const outlook = outlookOf(plan({ trajectory: back }), figures(['2025-04-30', '22'], ['2025-07-31', '38.5']), '2025-08-10');
    expect(Number(outlook?.forecast)).toBeCloseTo(95.5, 0);
    // 38.5 by the end of July is 66 at the end of the year in a straight line.
    expect(outlook?.likely).toBe('uncertain');
    expect(outlook?.delayMonths).toBe('0');
  });

  it('tells required and recent pace a month, and how late the figure is', () => {
    const outlook = outlookOf(plan(), figures(['2025-03-31', '10'], ['2025-06-30', '13.6']), '2025-06-30');
    expect(exact(outlook?.requiredPerMonth ?? '0').toFixed(1)).toBe('13.5');
    expect(exact(outlook?.recentPerMonth ?? '0').toFixed(1)).toBe('1.2');
    expect(outlook).toMatchObject({ recentFrom: '2025-03-31', from: '2025-06-30', likely: 'missed' });
    expect(exact(outlook?.delayMonths ?? '0').toFixed(1)).toBe('4.2');
  });

  it('says met only when the whole interval holds the milestone, and missed when none of it does', () => {
    const at = (value: string) => outlookOf(plan(), figures(['2025-12-21', value]), '2025-12-21')?.likely;
    expect([at('99'), at('92.5'), at('60')]).toEqual(['met', 'uncertain', 'missed']);
    expect(outlookOf(plan(), figures(['2025-12-31', '94.9']), '2025-12-31')).toMatchObject({ likely: 'missed', requiredPerMonth: null });
  });

  it('looks to the next milestone and knows no later figure', () => {
    const milestones = [milestone({ due: '2025-09-30', value: '60' }), milestone({ due: '2025-12-31', value: '98' })];
    const history = figures(['2025-06-30', '40'], ['2025-12-01', '97']);
    const early = outlookOf(plan({ milestones }), history, '2025-07-15');
    expect(early).toMatchObject({ milestone: { value: '60' }, from: '2025-06-30' });
    expect(outlookOf(plan({ milestones }), history, '2025-12-02')).toMatchObject({ milestone: { value: '98' }, from: '2025-12-01' });
    expect(outlookOf(plan({ milestones }), history.slice(0, 1), '2025-07-15')).toEqual(early);
  });

  it('falls where less is better', () => {
    const falling = plan({
      baseline: { value: '12', on: '2024-12-31' },
      milestones: [milestone({ comparator: '<=', value: '8', due: '2025-12-31' })],
      direction: 'decreasing',
    });
    const outlook = outlookOf(falling, figures(['2025-07-02', '11.8']), '2025-07-02');
    expect(Number(outlook?.forecast)).toBeGreaterThan(10);
    expect(Number(outlook?.requiredPerMonth)).toBeLessThan(0);
    expect(outlookOf(falling, figures(['2025-07-02', '7']), '2025-07-02')?.requiredPerMonth).toBe('0');
  });

  it('keeps counts whole and not negative, cumulative figures from falling, and all within limits that are given', () => {
    const count = plan({
      shape: 'count',
      baseline: { value: '10', on: '2024-12-31' },
      milestones: [milestone({ comparator: '<=', value: '0', due: '2025-12-31' })],
      direction: 'decreasing',
    });
    const outlook = outlookOf(count, figures(['2025-07-02', '1']), '2025-07-02');
    expect([outlook?.low, outlook?.forecast].every((text) => /^\d+$/.test(text ?? ''))).toBe(true);
    const slow = outlookOf(plan(), figures(['2025-03-31', '30'], ['2025-06-30', '10']), '2025-06-30', {
      accumulation: 'cumulative',
      max: '100',
    });
    expect(Number(slow?.low)).toBeGreaterThanOrEqual(10);
    expect(Number(outlookOf(plan(), figures(['2025-07-02', '80']), '2025-07-02', { max: '100' })?.high)).toBe(100);
    expect(outlookOf(plan(), figures(['2025-07-02', '101']), '2025-07-02', { max: '100' })?.forecast).toBe('101');
  });

  it('goes on in time where accidents are counted up to a ceiling, and stands still where a rank is to be held', () => {
    const ceiling = plan({
      milestones: [milestone({ comparator: '<=', value: '100', due: '2025-12-31' })],
      direction: 'decreasing',
      shape: 'count',
    });
    expect(outlookOf(ceiling, figures(['2025-07-02', '80']), '2025-07-02', { accumulation: 'cumulative' })).toMatchObject({
      likely: 'missed',
      forecast: '160',
    });
    const rank = plan({
      baseline: { value: '10', on: '2024-12-31' },
      milestones: [milestone({ comparator: 'maintain', value: null, due: '2025-12-31' })],
      direction: 'decreasing',
      shape: 'index',
    });
    expect(outlookOf(rank, figures(['2025-07-02', '9']), '2025-07-02')).toMatchObject({ forecast: '9', likely: 'met' });
  });

  it('is unsure of a first figure, and of the next month less the better it has forecast so far', () => {
    const width = (history: readonly KnownFigure[]): number => {
      const [low = 0, , high = 0] = numbers(outlookOf(plan(), history, '2025-09-30'));
      return high - low;
    };
    const smooth = figures(['2025-06-30', '47'], ['2025-07-31', '55'], ['2025-08-31', '63'], ['2025-09-30', '71']);
    const jumpy = figures(['2025-06-30', '20'], ['2025-07-31', '55'], ['2025-08-31', '56'], ['2025-09-30', '71']);
    expect(width(smooth.slice(3))).toBeGreaterThan(width(smooth));
    expect(width(jumpy)).toBeGreaterThan(width(smooth));
    const ceiling = plan({ milestones: [milestone({ comparator: '<=', value: '100', due: '2025-12-31' })], direction: 'decreasing' });
    const [low = 0, , high = 0] = numbers(outlookOf(ceiling, figures(['2025-03-31', '20']), '2025-03-31', { accumulation: 'cumulative' }));
    expect(high - low).toBeGreaterThan(40);
  });

  it('is not carried away where a course steps back', () => {
    const points = {
      kind: 'points',
      points: [
        { on: '2025-03-31', value: '40' },
        { on: '2025-06-30', value: '21' },
      ],
    } as const;
    const history = figures(['2025-03-31', '40'], ['2025-06-30', '39']);
    expect(Number(outlookOf(plan({ trajectory: points }), history, '2025-06-30')?.forecast)).toBeLessThan(400);
  });

  it('is none without a figure since the baseline, for tasks, after the end and after withdrawal', () => {
    const history = figures(['2025-06-30', '40']);
    expect(outlookOf(plan(), [], '2025-07-15')).toBeNull();
    expect(outlookOf(plan(), figures(['2024-12-31', '0']), '2025-07-15')).toBeNull();
    expect(outlookOf(plan(), history, '2026-01-01')).toBeNull();
    expect(outlookOf(plan({ withdrawnOn: '2025-07-01' }), history, '2025-07-15')).toBeNull();
    expect(
      outlookOf(plan({ shape: 'task', milestones: [milestone({ comparator: 'complete', value: null })] }), history, '2025-07-15'),
    ).toBeNull();
  });

  it('is numbers in order, whatever was reported', () => {
    const value = fc.integer({ min: -500, max: 2000 }).map((n) => exact(String(n)).div(10).toFixed());
    const history = fc.array(fc.record({ day: fc.integer({ min: 1, max: 364 }), value }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        history,
        value,
        value,
        fc.constantFrom('increasing' as const, 'decreasing' as const, 'band' as const),
        (given, from, to, direction) => {
          const known = given.map(({ day, value: own }) => [addDays('2024-12-31', day), own] as const);
          const milestones = [milestone({ due: '2025-12-31', comparator: '=', value: to })];
          const outlook = outlookOf(
            plan({ baseline: { value: from, on: '2024-12-31' }, milestones, direction }),
            figures(...known),
            '2025-12-31',
          );
          const [low = NaN, forecast = NaN, high = NaN] = numbers(outlook);
          expect(low <= forecast && forecast <= high).toBe(true);
        },
      ),
    );
  });
});

describe('the sentence to a leader', () => {
  const outlook: Outlook = {
    milestone: milestone({ due: '2025-12-31', value: '95' }),
    ...{ forecast: '71.2', low: '62', high: '80', likely: 'missed', requiredPerMonth: '4.1', recentPerMonth: '1.2' },
    ...{ recentFrom: '2025-05-31', delayMonths: '3.2', from: '2025-08-31' },
  };

  it('says what is needed, what was done, what to expect and how late it is', () => {
    expect(outlookSentence(outlook, '%', 'vi')).toBe(
      'Cần 4,1 điểm %/tháng, ba tháng gần đây đạt 1,2; dự báo đến 31/12 đạt 71,2 % (62–80 %), chậm khoảng 3 tháng.',
    );
    expect(outlookSentence(outlook, '%', 'en')).toBe(
      'Needs 4.1 percentage points a month, the last three months did 1.2; expected by 31 December: 71.2 % (62–80 %), about 3 months late.',
    );
  });

  it('names falls as falls, another year, and amounts as they are written', () => {
    const falling = {
      ...outlook,
      requiredPerMonth: '-1200',
      recentPerMonth: '30',
      from: '2024-08-31',
      recentFrom: '2024-08-20',
      forecast: '913216.2',
      low: '900000',
      high: '950000',
      delayMonths: '0.2',
    };
    expect(outlookSentence(falling, 'hộ', 'vi')).toBe(
      'Cần giảm 1.200 hộ/tháng, từ 20/8 tăng 30; dự báo đến 31/12/2025 đạt 913.216 hộ (900.000–950.000 hộ).',
    );
    expect(outlookSentence(falling, 'households', 'en')).toContain('needs a fall of 1,200'.replace('n', 'N'));
  });

  it('leaves out what is not known', () => {
    const bare = { ...outlook, requiredPerMonth: null, recentPerMonth: null, recentFrom: null, delayMonths: null };
    expect(outlookSentence(bare, '%', 'vi')).toBe('Dự báo đến 31/12 đạt 71,2 % (62–80 %).');
    expect(outlookSentence({ ...bare, requiredPerMonth: '0' }, '%', 'vi')).toBe('Đã ở mức của mốc; dự báo đến 31/12 đạt 71,2 % (62–80 %).');
  });
});
