import fc from 'fast-check';
import { expectRefusal } from '../../../test/support/given.js';
import { addDays, fromEpochDay } from '../kernel/civil-date.js';
import { checkCalendar, DEFAULT_CALENDAR, dutiesBetween, FREQUENCIES, type ReportingCalendar } from './calendar.js';
import { workingDays } from './working-days.js';

const days = workingDays();
const periodic = (frequency: (typeof FREQUENCIES)[number], more: object = {}): ReportingCalendar =>
  ({ ...DEFAULT_CALENDAR, frequency, ...more }) as ReportingCalendar;
const rows = (calendar: ReportingCalendar, from: string, to: string) =>
  dutiesBetween(calendar, from, to, days).map(({ period, from: start, cutOff, dueOn }) => [period, start, cutOff, dueOn].join(' '));

describe('a reporting calendar', () => {
  it('owes a month from the 15th to the 14th, on the 25th', () => {
    expect(rows(DEFAULT_CALENDAR, '2021-08-01', '2021-10-31')).toEqual([
      '2021-08 2021-07-15 2021-08-14 2021-08-25',
      '2021-09 2021-08-15 2021-09-14 2021-09-27',
      '2021-10 2021-09-15 2021-10-14 2021-10-25',
    ]);
  });

  it('moves a due day that is not worked to the next one that is', () => {
    expect(rows(DEFAULT_CALENDAR, '2023-01-20', '2023-02-10')).toEqual(['2023-01 2022-12-15 2023-01-14 2023-01-27']);
    expect(rows(periodic('month', { dueDay: 30 }), '2025-04-20', '2025-05-10')).toEqual(['2025-04 2025-03-15 2025-04-14 2025-05-05']);
  });

  it('owes quarters, half-years and years likewise', () => {
    expect(rows(periodic('quarter'), '2021-01-01', '2021-12-31')).toEqual([
      '2021-Q1 2020-12-15 2021-03-14 2021-03-25',
      '2021-Q2 2021-03-15 2021-06-14 2021-06-25',
      '2021-Q3 2021-06-15 2021-09-14 2021-09-27',
      '2021-Q4 2021-09-15 2021-12-14 2021-12-27',
    ]);
    expect(rows(periodic('half_year'), '2021-06-25', '2021-06-25')).toEqual(['2021-H1 2020-12-15 2021-06-14 2021-06-25']);
    expect(rows(periodic('year'), '2024-01-01', '2024-12-31')).toEqual(['2024 2023-12-15 2024-12-14 2024-12-25']);
  });

  it('leaves the asked working days between cut-off and due day', () => {
    const hasty = periodic('month', { dueDay: 15, minWorkingDays: 3 });
    expect(rows(hasty, '2021-02-01', '2021-02-28')).toEqual(['2021-02 2021-01-15 2021-02-14 2021-02-19']);
  });

  it('may be due in the month after: the month itself, by the 5th of the next', () => {
    const whole = periodic('month', { cutOffDay: 31, dueDay: 5 });
    expect(rows(whole, '2021-03-01', '2021-04-05')).toEqual([
      '2021-02 2021-02-01 2021-02-28 2021-03-05',
      '2021-03 2021-03-01 2021-03-31 2021-04-05',
    ]);
  });

  it('takes “trước ngày 15 tháng cuối quý” for the 14th', () => {
    const before: ReportingCalendar = { kind: 'before', frequency: 'quarter', dueBeforeDay: 15, cutOffDay: null };
    expect(rows(before, '2021-09-01', '2021-09-30')).toEqual(['2021-Q3 2021-06-15 2021-09-14 2021-09-14']);
    expect(rows({ ...before, cutOffDay: 10 }, '2021-09-01', '2021-09-30')).toEqual(['2021-Q3 2021-06-11 2021-09-10 2021-09-14']);
    expect(rows({ ...before, cutOffDay: 31 }, '2021-09-01', '2021-09-30')).toEqual(['2021-Q3 2021-06-01 2021-08-31 2021-09-14']);
    expect(rows({ ...before, frequency: 'month', dueBeforeDay: 1 }, '2021-08-31', '2021-08-31')).toEqual([
      '2021-09 2021-08-01 2021-08-31 2021-08-31',
    ]);
  });

  it('knows weeks by the ISO week of their cut-off', () => {
    const weekly: ReportingCalendar = { kind: 'weekly', cutOffWeekday: 4, dueWeekday: 5 };
    expect(rows(weekly, '2020-12-25', '2021-01-10')).toEqual([
      '2020-W52 2020-12-18 2020-12-24 2020-12-25',
      '2020-W53 2020-12-25 2020-12-31 2021-01-04',
      '2021-W01 2021-01-01 2021-01-07 2021-01-08',
    ]);
    expect(rows({ ...weekly, dueWeekday: 4 }, '2021-09-02', '2021-09-06')).toEqual(['2021-W35 2021-08-27 2021-09-02 2021-09-06']);
  });

  it('takes single dates as a directive names them', () => {
    const dates = [
      { cutOff: '2021-09-10', due: '2021-09-12' },
      { cutOff: '2021-09-30', due: '2021-10-01' },
    ];
    expect(rows({ kind: 'ad_hoc', dates }, '2021-09-01', '2021-12-31')).toEqual([
      '2021-09-10 2021-01-01 2021-09-10 2021-09-13',
      '2021-09-30 2021-09-11 2021-09-30 2021-10-01',
    ]);
    expect(rows({ kind: 'ad_hoc', dates }, '2021-10-02', '2021-12-31')).toEqual([]);
    expect(rows(DEFAULT_CALENDAR, '2021-10-02', '2021-10-01')).toEqual([]);
  });

  it('is refused where it makes no sense, and only there', () => {
    const check = (calendar: ReportingCalendar) => () => checkCalendar(calendar);
    const weekly = { kind: 'weekly', cutOffWeekday: 4, dueWeekday: 5 } as const;
    const before = { kind: 'before', frequency: 'quarter', dueBeforeDay: 15, cutOffDay: null } as const;
    for (const sound of [DEFAULT_CALENDAR, weekly, before, { ...before, cutOffDay: 10 }]) check(sound)();
    expectRefusal(check(periodic('month', { cutOffDay: 0 })), 'calendar_out_of_range', {
      field: 'cutOffDay',
      value: 0,
      least: 1,
      most: 31,
    });
    expectRefusal(check(periodic('month', { dueDay: 32 })), 'calendar_out_of_range');
    expectRefusal(check(periodic('month', { minWorkingDays: 1.5 })), 'calendar_out_of_range');
    expectRefusal(check({ ...before, dueBeforeDay: 0 }), 'calendar_out_of_range');
    expectRefusal(check({ ...before, cutOffDay: 32 }), 'calendar_out_of_range');
    expectRefusal(check({ ...weekly, cutOffWeekday: 0 }), 'calendar_out_of_range');
    expectRefusal(check({ ...weekly, dueWeekday: 8 }), 'calendar_out_of_range');
  });

  it('refuses single dates that are missing, impossible or out of order', () => {
    const check =
      (...dates: { cutOff: string; due: string }[]) =>
      () =>
        checkCalendar({ kind: 'ad_hoc', dates });
    const one = { cutOff: '2021-09-10', due: '2021-09-10' };
    check(one, { cutOff: '2021-09-11', due: '2021-09-20' })();
    expectRefusal(check(), 'calendar_dates_empty');
    expectRefusal(check({ ...one, due: '2021-09-31' }), 'date_malformed');
    expectRefusal(check(one, one), 'calendar_dates_out_of_order', { cutOff: '2021-09-10', previous: '2021-09-10' });
    expectRefusal(check({ ...one, due: '2021-09-09' }), 'calendar_due_before_cut_off', { cutOff: '2021-09-10', due: '2021-09-09' });
  });
});

const frequency = fc.constantFrom(...FREQUENCIES);
const dayOfMonth = fc.integer({ min: 1, max: 31 });
const weekday = fc.integer({ min: 1, max: 7 });
const calendars: fc.Arbitrary<ReportingCalendar> = fc.oneof(
  fc.record({
    kind: fc.constant('periodic' as const),
    frequency,
    cutOffDay: dayOfMonth,
    dueDay: dayOfMonth,
    minWorkingDays: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({ kind: fc.constant('before' as const), frequency, dueBeforeDay: dayOfMonth, cutOffDay: fc.option(dayOfMonth) }),
  fc.record({ kind: fc.constant('weekly' as const), cutOffWeekday: weekday, dueWeekday: weekday }),
);
const start = fc.integer({ min: 14_610, max: 25_000 }).map(fromEpochDay);

describe('the periods of any calendar', () => {
  it('tile time without gaps or overlaps, and are due after they end', () => {
    fc.assert(
      fc.property(calendars, start, (calendar, from) => {
        checkCalendar(calendar);
        const duties = dutiesBetween(calendar, from, addDays(from, 1_500), days);
        expect(duties.length).toBeGreaterThanOrEqual(3);
        for (const [index, { period, from: first, cutOff, dueOn }] of duties.entries()) {
          const previous = duties[index - 1];
          if (previous) expect([first, period > previous.period]).toEqual([addDays(previous.cutOff, 1), true]);
          expect(first <= cutOff && cutOff <= dueOn && days.isWorking(dueOn)).toBe(true);
          if (calendar.kind === 'periodic') expect(dueOn >= days.add(cutOff, calendar.minWorkingDays)).toBe(true);
        }
      }),
    );
  });

  it('are the same in whatever stretches they are asked for', () => {
    fc.assert(
      fc.property(calendars, start, fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 700 }), (calendar, from, first, second) => {
        const middle = addDays(from, first);
        const end = addDays(middle, second);
        expect([...dutiesBetween(calendar, from, middle, days), ...dutiesBetween(calendar, addDays(middle, 1), end, days)]).toEqual(
          dutiesBetween(calendar, from, end, days),
        );
      }),
    );
  });
});
