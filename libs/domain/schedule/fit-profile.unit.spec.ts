import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { indicator, milestone, plan } from '../../../test/support/samples.js';
import { evaluate } from './evaluate.js';
import { fitProfile, type YearCourse } from './fit-profile.js';
import { checkShares, type ProfileShare } from './profile.js';
import { schedulePlan } from './schedule-plan.js';

const year = (number: number, ends: Readonly<Record<number, string>>): YearCourse => ({
  year: number,
  ends: Object.entries(ends).map(([month, share]) => ({ month: Number(month), share })),
});
const shareAt = (profile: readonly ProfileShare[], month: number) => profile.find((point) => point.month === month)?.share;

describe('fitting a seasonal profile', () => {
  it('takes the median of the years, the mean of the middle two where their number is even', () => {
    const years = [year(2022, { 6: '0.30' }), year(2023, { 6: '0.34' }), year(2024, { 6: '0.50' })];
    expect(shareAt(fitProfile(years), 6)).toBe('0.34');
    expect(shareAt(fitProfile(years, [2024]), 6)).toBe('0.32');
  });

  it('has not seen the years that are left out', () => {
    const seen = [year(2023, { 6: '0.3' })];
    expect(fitProfile([...seen, year(2024, { 6: '0.9' })], [2024])).toEqual(fitProfile(seen));
  });

  it('puts months that a year does not report on the line between those it does, from 0 at its beginning', () => {
    const profile = fitProfile([year(2023, { 2: '0.08', 4: '0.20', 10: '0.62' })]);
    expect([1, 3, 7].map((month) => shareAt(profile, month))).toEqual(['0.04', '0.14', '0.41']);
  });

  it('makes nothing up after the last month of a year that is under way', () => {
    const profile = fitProfile([year(2025, { 6: '0.34', 11: '0.72' }), year(2026, { 6: '0.36' })]);
    expect([6, 11].map((month) => shareAt(profile, month))).toEqual(['0.35', '0.72']);
    expect(fitProfile([year(2026, { 6: '0.36' })]).map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 12]);
  });

  it('measures a year that reports its closing month by what it had then', () => {
    const profile = fitProfile([year(2023, { 6: '0.45', 12: '0.81', 13: '0.9' })], [], 13);
    expect([6, 12, 13].map((month) => shareAt(profile, month))).toEqual(['0.5', '0.9', '1']);
    expect(fitProfile([year(2023, { 6: '0', 12: '0' })])).toEqual([{ month: 12, share: '1' }]);
  });

  it('never falls and never exceeds the whole', () => {
    const profile = fitProfile([year(2024, { 3: '0.2', 4: '0.6' }), year(2025, { 3: '0.4', 4: '0.6', 5: '0.5', 6: '1.2' })]);
    expect(profile.slice(2)).toEqual([
      { month: 3, share: '0.3' },
      { month: 4, share: '0.6' },
      { month: 5, share: '0.6' },
      { month: 6, share: '1' },
      { month: 12, share: '1' },
    ]);
  });

  it('is a straight line without a year', () => {
    expect(fitProfile([])).toEqual([{ month: 12, share: '1' }]);
    expect(fitProfile([year(2024, { 6: '0.5' })], [2024], 13)).toEqual([{ month: 13, share: '1' }]);
  });

  it('is a profile that the rules take, whatever was reported', () => {
    const course = fc
      .uniqueArray(fc.integer({ min: 1, max: 13 }), { maxLength: 13 })
      .chain((months) =>
        fc.tuple(...months.sort((a, b) => a - b).map((month) => fc.record({ month: fc.constant(month), share: share() }))),
      );
    const series = fc.array(course, { maxLength: 5 }).map((all) => all.map((ends, index) => ({ year: 2020 + index, ends })));
    fc.assert(fc.property(series, fc.constantFrom(12, 13), (all, closing) => checkShares(fitProfile(all, [2021], closing))));
  });
});

const share = () => fc.integer({ min: -10, max: 1_200 }).map((thousandths) => String(thousandths / 1_000));

// Realised state-budget investment as the National Statistics Office reports it; kept beside the repository on some machines only.
const SERIES = join(process.cwd(), '..', 'shared', 'data', 'series', 'state_investment_nso.csv');
const withSeries = existsSync(SERIES) ? it : it.skip;

function published(): readonly (YearCourse & { readonly days: readonly string[] })[] {
  const rows = readFileSync(SERIES, 'utf8').trim().split('\n').slice(1);
  const points = rows.map((row) => row.split(',')).map(([, day = '', percent = '']) => ({ day, percent }));
  return [...new Set(points.map(({ day }) => day.slice(0, 4)))].map((name) => {
    const own = points.filter(({ day }) => day.startsWith(name));
    const ends = own.map(({ day, percent }) => ({ month: Number(day.slice(5, 7)), share: String(Number(percent) / 100) }));
    return { year: Number(name), ends, days: own.map(({ day }) => day) };
  });
}

describe('the national course of 2024, as a year that met its plan', () => {
  const statuses = (trajectory: Parameters<typeof plan>[0] & object) => {
    const tested = published().find(({ year: number }) => number === 2024)!;
    const whole = plan({
      baseline: { value: '0', on: '2023-12-31' },
      milestones: [milestone({ due: '2024-12-31', value: '100' })],
      ...trajectory,
    });
    const schedule = schedulePlan(whole, indicator({ direction: 'increasing' }));
    return tested.ends.map(({ month, share: done }, index) => {
      const asOf = tested.days[index]!;
      const value = String(Number((Number(done) * 100).toFixed(2)));
      return [month, evaluate(schedule, { asOf, value, doneOn: null, basis: 'actual' }, asOf).status] as const;
    });
  };
  const firstHalf = (all: readonly (readonly [number, string])[]) => all.filter(([month]) => month <= 6);

  withSeries('cries wolf in spring against a straight line (skipped where ../shared/data is absent)', () => {
    expect(firstHalf(statuses({}))).toEqual([
      [1, 'behind'],
      [2, 'behind'],
      [4, 'at_risk'],
      [5, 'at_risk'],
    ]);
  });

  withSeries('does not against the profile of the other years (skipped where ../shared/data is absent)', () => {
    const shares = fitProfile(published(), [2024]);
    const all = statuses({ trajectory: { kind: 'profile', profileId: 'state-investment', shares } });
    expect(firstHalf(all)).toEqual([
      [1, 'on_track'],
      [2, 'at_risk'],
      [4, 'on_track'],
      [5, 'on_track'],
    ]);
    expect(all.filter(([, status]) => status === 'behind')).toEqual([]);
  });
});
