import { daysBetween } from '../kernel/civil-date.js';
import { backtest, type BacktestSeries } from './backtest.js';
import { beginningOf, outcomeOf } from './backtest-series.js';

// Made-up series of one year each, reported monthly: the same seed, the same series.

function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
type Family = 'seasonal' | 'front_loaded' | 'stalled' | 'recovering' | 'steady';
const BACK = [4, 9, 14, 20, 26, 33, 41, 48, 55, 64, 75, 100];
const monthly = (shares: readonly number[]) => shares.map((s, i) => s - (shares[i - 1] ?? 0));
function increments(family: Family, random: () => number): number[] {
  const level = 75 + 45 * random();
  if (family === 'seasonal') return monthly(BACK).map((x) => (x * level) / 100);
  if (family === 'front_loaded')
    return monthly(Array.from({ length: 12 }, (_, i) => 100 * (1 - (1 - (i + 1) / 12) ** 2))).map((x) => (x * level) / 100);
  if (family === 'steady') return Array(12).fill(level / 12);
  const turn = 4 + Math.floor(random() * 5);
  if (family === 'stalled') return Array.from({ length: 12 }, (_, i) => (100 / 12) * (i < turn ? 1.05 : 0.25));
  const rest = (level - (turn * 100 * 0.6) / 12) / (12 - turn);
  return Array.from({ length: 12 }, (_, i) => (i < turn ? (100 * 0.6) / 12 : rest));
}
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
function generate(family: Family, places: number, years: readonly number[], seed: number): BacktestSeries[] {
  const random = lcg(seed);
  return years.flatMap((year) =>
    Array.from({ length: places }, (_, place) => {
      let total = 0;
      const points = increments(family, random).map((increment, i) => {
        total += increment * (0.7 + 0.6 * random());
        return { on: lastDay(year, i + 1), value: total.toFixed(2), target: '95' };
      });
      return { name: `${family} ${place} ${year}`, unit: '%', deadline: `${year}-12-31`, points };
    }),
  );
}

const FAMILIES = ['seasonal', 'front_loaded', 'stalled', 'recovering', 'steady'] as const;
const YEARS = [2022, 2023, 2024];
const ALL = FAMILIES.flatMap((family, index) => generate(family, 12, YEARS, 11 + index));

const series = (points: readonly (readonly [string, string])[], target = '95', deadline = '2024-12-31'): BacktestSeries => ({
  ...{ name: 'một chuỗi 2024', unit: '%', deadline },
  points: points.map(([on, value]) => ({ on, value, target })),
});

describe('a back-test over five kinds of series', () => {
  const { series: reports, scores } = backtest(ALL);

  it('finds that the forecast is right more often than a straight line, and finds nearly as much', () => {
    // The table of docs/adr/0009-outlook.md.
    expect(scores.status).toMatchObject({ warned: 35, precision: '0.8', recall: '0.2642', medianLeadDays: 334 });
    expect(scores.forecast).toMatchObject({ warned: 104, precision: '0.8846', recall: '0.8679', medianLeadDays: 122 });
    expect(scores.straightLine).toMatchObject({ warned: 152, precision: '0.6447', recall: '0.9245', medianLeadDays: 334 });
    expect(Number(scores.forecast.precision)).toBeGreaterThan(Number(scores.straightLine.precision) + 0.2);
    expect(Number(scores.forecast.recall)).toBeGreaterThan(Number(scores.straightLine.recall) - 0.07);
  });

  it('misses the end by half as much as a straight line', () => {
    const [forecast, line] = (['forecast', 'straightLine'] as const).map((rule) =>
      reports.flatMap((report) =>
        report.said.map((said) => Math.abs(Number(said[rule]?.value) - Number(report.series.points.at(-1)?.value))),
      ),
    );
    const mean = (values: readonly number[] = []) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(forecast)).toBeLessThan(mean(line) / 2);
  });

  it('holds four ends of five within the 80 % interval', () => {
    const inside = reports.flatMap(({ said, series: { points } }) =>
      said.map(({ forecast }) => {
        const end = Number(points.at(-1)?.value);
        return Number(forecast?.low) <= end && end <= Number(forecast?.high);
      }),
    );
    const share = inside.filter(Boolean).length / inside.length;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.9);
  });

  it('warns earlier of a stall than a straight line does, once it has seen a year, and no less surely', () => {
    const stalls = backtest(generate('stalled', 30, YEARS, 7)).scores;
    expect(stalls.forecast).toMatchObject({ precision: '1', recall: '1' });
    expect(stalls.forecast.medianLeadDays).toBeGreaterThan(stalls.straightLine.medianLeadDays ?? 0);
  });

  it('does not cry wolf over a season that it has seen, as a straight line does over every one', () => {
    const seasons = backtest(generate('seasonal', 30, YEARS, 7)).scores;
    expect(seasons.straightLine.warned).toBe(90);
    expect(Number(seasons.forecast.precision)).toBeGreaterThan(0.75);
    expect(Number(seasons.forecast.recall)).toBeGreaterThan(0.9);
  });
});

describe('walking forward', () => {
  it('knows on each day only what was known then, whatever came later', () => {
    const whole = backtest(ALL).series;
    const cut = backtest(ALL.map((one) => ({ ...one, points: one.points.filter(({ on }) => on <= '2023-08-31') }))).series;
    cut.forEach(({ said }, index) => expect(said).toEqual(whole[index]?.said.slice(0, said.length)));
  });

  it('says nothing of days after the deadline, and warns before it only', () => {
    const [report] = backtest([
      series([
        ['2024-06-30', '10'],
        ['2024-12-31', '20'],
        ['2025-01-31', '96'],
      ]),
    ]).series;
    expect(report?.said.map(({ on }) => on)).toEqual(['2024-06-30']);
    expect(report).toMatchObject({ outcome: 'missed', warnedOn: { status: '2024-06-30', straightLine: '2024-06-30' } });
    expect(daysBetween('2024-06-30', report?.series.deadline ?? '')).toBe(184);
  });

  it('has no shares where nothing ended', () => {
    const { scores } = backtest([series([['2024-06-30', '10']])]);
    expect(scores.forecast).toEqual({ warned: 0, rightly: 0, missed: 0, precision: null, recall: null, medianLeadDays: null });
    expect(backtest([]).series).toEqual([]);
  });
});

describe('what a series says of itself', () => {
  it('counts from zero, is a level, or is to fall', () => {
    expect(beginningOf(series([['2024-01-31', '4.4']]))).toMatchObject({ isFromZero: true, on: '2023-12-31', direction: 'increasing' });
    expect(beginningOf(series([['2024-01-31', '79.3']]))).toMatchObject({ isFromZero: false, on: '2024-01-31', value: '79.3' });
    expect(beginningOf(series([['2024-01-31', '12']], '8'))).toMatchObject({ isFromZero: false, direction: 'decreasing' });
  });

  it.each<[string, BacktestSeries, string]>([
    [
      'a figure at the deadline',
      series([
        ['2024-01-31', '4'],
        ['2024-12-31', '95'],
      ]),
      'met',
    ],
    [
      'a figure shortly before it',
      series([
        ['2024-01-31', '4'],
        ['2024-12-20', '94'],
      ]),
      'missed',
    ],
    [
      'an early end and nothing more',
      series([
        ['2024-01-31', '4'],
        ['2024-11-30', '72'],
      ]),
      'unknown',
    ],
    [
      'the target reached early by a count',
      series([
        ['2024-01-31', '4'],
        ['2024-10-31', '96'],
      ]),
      'met',
    ],
    [
      'a later figure still short of it',
      series([
        ['2024-01-31', '4'],
        ['2025-01-31', '90'],
      ]),
      'missed',
    ],
    [
      'a level that fell to its target',
      series(
        [
          ['2024-01-31', '12'],
          ['2024-12-31', '8'],
        ],
        '8',
      ),
      'met',
    ],
  ])('ended as the figures tell: %s', (_, one, outcome) => {
    expect(outcomeOf(one)).toBe(outcome);
  });
});
