import fc from 'fast-check';
import { exact } from '../../kernel/decimal.js';
import { escapCurrentStatus } from './escap-current-status.js';
import { openSdg } from './open-sdg.js';
import type { MethodInput } from './reading.js';
import { readingsOf } from './readings.js';
import { unProgressChart } from './un-progress-chart.js';

function input(
  baseline: string,
  current: string,
  target: string,
  direction: MethodInput['direction'],
  years: readonly [string, string, string] = ['2015', '2022', '2030'],
): MethodInput {
  const [b, c, t] = years;
  return { direction, baseline: { year: b, value: baseline }, current: { year: c, value: current }, target: { year: t, value: target } };
}

const rounded = (text: string | null, places: number): string | null => (text === null ? null : exact(text).toFixed(places));

describe('Open SDG after Eurostat', () => {
  it('gives the published ratio of a decreasing target of zero', () => {
    const reading = openSdg(input('103', '30', '0', 'decreasing'));
    expect([rounded(reading.observedGrowth, 5), rounded(reading.requiredGrowth, 5)]).toEqual(['-0.16157', '-0.53675']);
    expect([rounded(reading.ratio, 4), reading.class]).toEqual(['0.3010', 'limited_progress']);
    expect(openSdg(input('103', '30', '0.001', 'decreasing')).ratio).toBe(reading.ratio);
  });

  it.each([
    ['100', '110', '120', 'increasing', ['2020', '2025', '2030'], 'on_track'],
    ['100', '107', '120', 'increasing', ['2020', '2025', '2030'], 'acceleration_needed'],
    ['100', '103', '120', 'increasing', ['2020', '2025', '2030'], 'limited_progress'],
    ['100', '100', '120', 'increasing', ['2020', '2025', '2030'], 'limited_progress'],
    ['100', '99', '120', 'increasing', ['2020', '2025', '2030'], 'deterioration'],
    ['100', '120', '120', 'increasing', ['2020', '2025', '2030'], 'achieved'],
    ['40', '41', '20', 'decreasing', ['2020', '2025', '2030'], 'deterioration'],
    ['40', '28', '20', 'decreasing', ['2020', '2025', '2030'], 'on_track'],
    ['40', '0', '20', 'decreasing', ['2020', '2025', '2030'], 'achieved'],
  ] as const)('from %s by %s towards %s, %s, is %s', (b, c, t, direction, years, grade) => {
    expect(openSdg(input(b, c, t, direction, years)).class).toBe(grade);
  });

  it.each([
    ['a value of zero', input('0', '5', '10', 'increasing'), 'value_not_positive'],
    ['a negative value', input('-5', '2', '10', 'increasing'), 'value_not_positive'],
    ['a target at the baseline', input('10', '9', '10', 'increasing'), 'no_way_to_go'],
    ['a target behind the baseline', input('20', '9', '10', 'increasing'), 'target_behind_baseline'],
    ['no time passed', input('5', '6', '10', 'increasing', ['2020', '2020', '2030']), 'no_time_passed'],
  ])('says why it says nothing: %s', (_, given, why) => {
    expect(openSdg(given)).toMatchObject({ class: null, ratio: null, why });
  });
});

describe('the progress chart of the UN', () => {
  it.each([
    ['50', '60', '100', 'increasing', '73.900', '0.4780', 2],
    ['40', '30', '20', 'decreasing', '21.594', '0.9203', 2],
    ['80', '95', '98', 'increasing', '115.616', '1.9787', 3],
  ] as const)('gives the published figures from %s by %s to %s', (b, c, t, direction, expected, quotient, level) => {
    const reading = unProgressChart(input(b, c, t, direction));
    expect([rounded(reading.expectedAtTarget, 3), rounded(reading.quotient, 4), reading.level]).toEqual([expected, quotient, level]);
  });

  it('is level 1 for a standstill and a step back, 3 for a target met though growth is not defined', () => {
    expect(unProgressChart(input('50', '50', '100', 'increasing')).level).toBe(1);
    expect(unProgressChart(input('50', '49', '100', 'increasing')).level).toBe(1);
    expect(unProgressChart(input('40', '0', '0', 'decreasing'))).toEqual({ level: 3, expectedAtTarget: null, quotient: null, why: null });
    expect(unProgressChart(input('0', '4', '10', 'increasing'))).toMatchObject({ level: null, why: 'value_not_positive' });
    expect(unProgressChart(input('20', '9', '10', 'increasing'))).toMatchObject({ level: null, why: 'target_behind_baseline' });
  });
});

describe('the current status of UN ESCAP', () => {
  it.each([
    ['50', '70', '100', 'increasing', '4'],
    ['40', '30', '20', 'decreasing', '5'],
    ['9', '7', '8', 'decreasing', '20'],
    ['9', '10', '8', 'decreasing', '-10'],
    ['-10', '0', '10', 'increasing', '5'],
    ['50', '50', '100', 'increasing', '0'],
  ] as const)('from %s by %s to %s, %s, is %s', (b, c, t, direction, score) => {
    expect(escapCurrentStatus(input(b, c, t, direction))).toEqual({ score, why: null });
  });

  it('does not divide by no way at all, nor turn a sign', () => {
    expect(escapCurrentStatus(input('8', '7', '8', 'decreasing'))).toEqual({ score: null, why: 'no_way_to_go' });
    expect(escapCurrentStatus(input('7', '7', '8', 'decreasing'))).toEqual({ score: null, why: 'target_behind_baseline' });
  });
});

describe('the readings of a target', () => {
  const plan = {
    shape: 'ratio' as const,
    direction: 'increasing' as const,
    baseline: { value: '50', on: '2015-12-31' },
    milestones: [
      { due: '2030-12-31', dueOp: '<=' as const, dueSource: 'printed' as const, comparator: '>=' as const, value: '100', upper: null },
    ],
  };
  const figure = { asOf: '2022-12-31', value: '70', doneOn: null, basis: 'actual' as const };

  it('stand side by side', () => {
    const readings = readingsOf(plan, figure);
    expect(readings?.escapCurrentStatus.score).toBe('4');
    expect(readings?.openSdg.class).toBe('on_track');
    expect(readings?.unProgressChart.level).toBe(3);
  });

  it('are none for a band, an unknown baseline, no number, and a figure of the baseline day', () => {
    expect(readingsOf({ ...plan, direction: 'band' }, figure)).toBeNull();
    expect(readingsOf({ ...plan, baseline: { ...plan.baseline, value: null } }, figure)).toBeNull();
    expect(readingsOf(plan, { ...figure, value: null })).toBeNull();
    expect(readingsOf(plan, { ...figure, asOf: '2015-12-31' })).toBeNull();
  });

  it('are numbers or nothing, whatever the values and years', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => exact(String(n)).div(1000).toFixed());
    const year = fc.integer({ min: 2000, max: 2030 }).map(String);
    const arbitrary = fc.record({
      direction: fc.constantFrom('increasing' as const, 'decreasing' as const),
      ...{
        baseline: fc.record({ year, value: number }),
        current: fc.record({ year, value: number }),
        target: fc.record({ year, value: number }),
      },
    });
    fc.assert(
      fc.property(arbitrary, (given) => {
        const texts = [openSdg(given).ratio, unProgressChart(given).quotient, escapCurrentStatus(given).score];
        for (const text of texts) expect(text === null || /^-?\d+(\.\d{1,12})?$/.test(text)).toBe(true);
      }),
    );
  });
});
