import { given } from '../../../test/support/given.js';
import { indicator } from '../../../test/support/samples.js';
import type { ReportingCalendar } from '../reporting/calendar.js';
import {
  defineIndicator,
  indicatorDecider,
  profileOf,
  setReportingCalendar,
  setSeasonalProfile,
  type IndicatorState,
  type SetSeasonalProfile,
} from './indicator.decide.js';
import { fold } from '../kernel/decider.js';
import type { IndicatorDefinition, IndicatorEvent } from './indicator.events.js';

const defined: IndicatorEvent = { type: 'IndicatorDefined', data: indicator() };
const define =
  (change: Partial<IndicatorDefinition> = {}) =>
  (state: IndicatorState) =>
    defineIndicator(indicator(change), state);

describe('defining an indicator', () => {
  const none = given(indicatorDecider);

  it('defines it once and is quiet when repeated', () => {
    none.when(define()).then([defined]);
    given(indicatorDecider, [defined]).when(define()).thenNothing();
  });

  it('refuses another definition under the same id: the base is part of its identity', () => {
    given(indicatorDecider, [defined])
      .when(define({ base: 'kế hoạch Thủ tướng giao' }))
      .refused('indicator_differs');
  });

  it('rolls ratios up as ratios and never sums scores or tasks', () => {
    none.when(define({ rollUp: 'sum' })).refused('roll_up_does_not_fit');
    none.when(define({ shape: 'count', base: null, rollUp: 'ratio' })).refused('roll_up_does_not_fit');
    none.when(define({ shape: 'index', base: null, rollUp: 'sum' })).refused('roll_up_does_not_fit');
    none.when(define({ shape: 'task', base: null, rollUp: 'sum' })).refused('roll_up_does_not_fit');
    none.when(define({ rollUp: 'none' })).then([{ type: 'IndicatorDefined', data: indicator({ rollUp: 'none' }) }]);
  });

  it('gives a base and a rule for the numerator to ratios only', () => {
    none.when(define({ shape: 'amount', rollUp: 'sum' })).refused('ratio_member_does_not_fit', { member: 'base' });
    none
      .when(define({ shape: 'amount', rollUp: 'sum', base: null, numeratorMayExceedDenominator: true }))
      .refused('ratio_member_does_not_fit', { member: 'numeratorMayExceedDenominator' });
  });

  it('refuses a malformed id, an empty name or unit and crossed limits', () => {
    for (const indicatorId of ['a.b', 'A', '-a', 'a--b', 'chỉ-số', '']) {
      none.when(define({ indicatorId })).refused('indicator_id_malformed');
    }
    none.when(define({ name: '' })).refused('text_required');
    none.when(define({ unit: ' ' })).refused('text_required');
    none.when(define({ min: '100', max: '0' })).refused('limits_crossed');
    none.when(define({ max: '1e2' })).refused('number_malformed');
  });

  it('needs no unit for a task', () => {
    const task = { shape: 'task', rollUp: 'none', base: null, unit: '' } as const;
    none.when(define(task)).then([{ type: 'IndicatorDefined', data: indicator(task) }]);
  });
});

const PROFILE: SetSeasonalProfile = {
  indicatorId: 'relocated-households',
  profileId: 'dry-season',
  name: 'Theo mùa khô',
  nameEn: 'By the dry season',
  shares: [
    { month: 4, share: '0.6' },
    { month: 12, share: '1' },
  ],
  source: { name: 'Sở Nông nghiệp', url: null },
  fittedYears: [2019, 2020],
};
const profileSet: IndicatorEvent = { type: 'SeasonalProfileSet', data: PROFILE };
const setProfile =
  (change: Partial<SetSeasonalProfile> = {}) =>
  (state: IndicatorState) =>
    setSeasonalProfile({ ...PROFILE, ...change }, state);

describe('setting a seasonal profile', () => {
  const standing = given(indicatorDecider, [defined]);

  it('sets it and is quiet when repeated', () => {
    standing.when(setProfile()).then([profileSet]);
    given(indicatorDecider, [defined, profileSet]).when(setProfile()).thenNothing();
  });

  it('puts a profile that was fitted anew in the place of the old one, and beside others', () => {
    const shares = [{ month: 12, share: '1' }];
    given(indicatorDecider, [defined, profileSet])
      .when(setProfile({ shares }))
      .then([{ type: 'SeasonalProfileSet', data: { ...PROFILE, shares } }]);
    const other: IndicatorEvent = { type: 'SeasonalProfileSet', data: { ...PROFILE, profileId: 'rain' } };
    expect(Object.keys(fold(indicatorDecider, [defined, profileSet, other])!.profiles)).toEqual(['dry-season', 'rain']);
  });

  it('leaves the definition as it is: defining it again is nothing new', () => {
    given(indicatorDecider, [defined, profileSet]).when(define()).thenNothing();
  });

  it('knows only profiles that were set', () => {
    const state = fold(indicatorDecider, [defined, profileSet])!;
    expect([profileOf(state, 'dry-season')?.name, profileOf(state, 'constructor')]).toEqual(['Theo mùa khô', null]);
  });

  it('refuses an unknown indicator, a task, a name left out, a year beyond reason and shares against the rules', () => {
    given(indicatorDecider).when(setProfile()).refused('indicator_unknown');
    const task: IndicatorEvent = { type: 'IndicatorDefined', data: indicator({ shape: 'task', rollUp: 'none', base: null, unit: '' }) };
    given(indicatorDecider, [task]).when(setProfile()).refused('profile_does_not_fit');
    standing.when(setProfile({ profileId: 'Mùa khô' })).refused('id_malformed');
    standing.when(setProfile({ nameEn: ' ' })).refused('text_required');
    standing.when(setProfile({ source: { name: '', url: null } })).refused('text_required');
    standing.when(setProfile({ fittedYears: [2020, 20.5] })).refused('profile_year_out_of_range', { year: 20.5 });
    standing.when(setProfile({ shares: [] })).refused('profile_empty');
  });
});

describe('setting a reporting calendar', () => {
  const calendar: ReportingCalendar = { kind: 'periodic', frequency: 'month', cutOffDay: 14, dueDay: 25, minWorkingDays: 1 };
  const set =
    (to: ReportingCalendar = calendar) =>
    (state: IndicatorState) =>
      setReportingCalendar({ indicatorId: 'relocated-households', calendar: to }, state);
  const wasSet: IndicatorEvent = { type: 'ReportingCalendarSet', data: { indicatorId: 'relocated-households', calendar } };

  it('sets it, is quiet when repeated, and changes to another', () => {
    given(indicatorDecider, [defined]).when(set()).then([wasSet]);
    given(indicatorDecider, [defined, wasSet]).when(set()).thenNothing();
    const weekly: ReportingCalendar = { kind: 'weekly', cutOffWeekday: 5, dueWeekday: 7 };
    given(indicatorDecider, [defined, wasSet])
      .when(set(weekly))
      .then([{ type: 'ReportingCalendarSet', data: { indicatorId: 'relocated-households', calendar: weekly } }]);
  });

  it('refuses an unknown indicator and a day that no month has', () => {
    given(indicatorDecider).when(set()).refused('indicator_unknown');
    given(indicatorDecider, [defined])
      .when(set({ ...calendar, cutOffDay: 32 }))
      .refused('calendar_out_of_range', { field: 'cutOffDay' });
  });
});
