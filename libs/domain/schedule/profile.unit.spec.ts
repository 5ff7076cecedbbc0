import fc from 'fast-check';
import { profileShares } from '../../../test/support/arbitraries.js';
import { expectRefusal } from '../../../test/support/given.js';
import { addDays, epochDay } from '../kernel/civil-date.js';
import { checkShares, datedProfile, shareOn, type ProfileShare } from './profile.js';

const shares = (...points: readonly (readonly [month: number, share: string])[]): ProfileShare[] =>
  points.map(([month, share]) => ({ month, share }));

describe('the shares of a profile', () => {
  it('ascend by month, never fall and end at 1', () => {
    checkShares(shares([1, '0'], [6, '0.4'], [7, '0.4'], [13, '1']));
    checkShares(shares([12, '1.0']));
    checkShares(shares([3, '1']));
  });

  it.each([
    ['profile_empty', shares()],
    ['profile_month_out_of_range', shares([0, '0'], [12, '1'])],
    ['profile_month_out_of_range', shares([14, '1'])],
    ['profile_month_out_of_range', shares([1.5, '1'])],
    ['profile_months_out_of_order', shares([6, '0.2'], [6, '0.3'], [12, '1'])],
    ['profile_months_out_of_order', shares([7, '0.2'], [6, '0.3'], [12, '1'])],
    ['profile_share_out_of_range', shares([6, '-0.1'], [12, '1'])],
    ['profile_share_out_of_range', shares([6, '1.1'], [12, '1'])],
    ['profile_shares_fall', shares([6, '0.5'], [7, '0.4'], [12, '1'])],
    ['profile_unfinished', shares([6, '0.5'], [12, '0.99'])],
    ['number_malformed', shares([6, '0,5'], [12, '1'])],
  ] as const)('are refused otherwise: %s', (code, points) => expectRefusal(() => checkShares(points), code));
});

describe('the share done on a day', () => {
  const on = (points: readonly ProfileShare[], lastDay: string, day: string) =>
    shareOn(datedProfile(points, lastDay), epochDay(day)).toDecimalPlaces(6).toFixed();
  const half = shares([1, '0.04'], [6, '0.4'], [12, '1']);

  it('is that of the month at its end, also of a leap February, and a straight line inside', () => {
    expect(['2020-12-31', '2021-01-31', '2021-06-30', '2021-12-31'].map((day) => on(half, '2021-12-31', day))).toEqual([
      '0',
      '0.04',
      '0.4',
      '1',
    ]);
    expect(on(half, '2021-12-31', '2021-01-15')).toBe('0.019355');
    expect(on(shares([2, '0.29'], [12, '1']), '2024-12-31', '2024-02-29')).toBe('0.29');
    expect(on(shares([2, '0.6'], [12, '1']), '2024-12-31', '2024-01-30')).toBe('0.3');
  });

  it('is 0 before the year and 1 after it', () => {
    expect([on(half, '2021-12-31', '2019-05-01'), on(half, '2021-12-31', '2022-03-01')]).toEqual(['0', '1']);
    expect(on(shares([9, '1']), '2021-12-31', '2021-10-15')).toBe('1');
  });

  it('belongs to the year of the last due day, and to the year before it where the accounts close in January', () => {
    const closing = shares([12, '0.9'], [13, '1']);
    expect(on(closing, '2022-01-31', '2021-12-31')).toBe('0.9');
    expect(on(closing, '2022-01-15', '2021-12-31')).toBe('0.9');
    expect(on(closing, '2021-12-31', '2021-12-31')).toBe('0.9');
    expect(on(closing, '2022-02-28', '2021-12-31')).toBe('0');
    expect(on(half, '2022-01-31', '2021-12-31')).toBe('0');
  });

  it('never falls', () => {
    const days = fc.tuple(fc.nat(800), fc.nat(800)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(profileShares, fc.constantFrom('2021-12-31', '2022-01-31'), days, (points, lastDay, [a, b]) => {
        const profile = datedProfile(points, lastDay);
        const [earlier, later] = [a, b].map((offset) => shareOn(profile, epochDay(addDays('2020-06-01', offset))));
        expect(later!.gte(earlier!) && earlier!.gte(0) && later!.lte(1)).toBe(true);
      }),
    );
  });
});
