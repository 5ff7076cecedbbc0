import { recurringDays } from './recurring-days.js';

const days = (recurrence: string | null, period: string | null, deadline: object | null = null) =>
  recurringDays({ recurrence, period, deadline: deadline as never });

describe('the days of a duty that returns', () => {
  it('are those that the text prints', () => {
    expect(days('quarterly', '2022', { date: null, expanded: ['2022-03-15', '2022-06-15'] })).toEqual(['2022-03-15', '2022-06-15']);
  });

  it('are the last of each month, quarter or half-year of the period where none is printed', () => {
    expect(days('monthly', '2024')).toHaveLength(12);
    expect(days('monthly|quarterly|yearly', '2024').slice(0, 2)).toEqual(['2024-01-31', '2024-02-29']);
    expect(days('quarterly', '2022')).toEqual(['2022-03-31', '2022-06-30', '2022-09-30', '2022-12-31']);
    expect(days('6-month', '2022')).toEqual(['2022-06-30', '2022-12-31']);
    expect(days('monthly', '2022-Q2')).toEqual(['2022-04-30', '2022-05-31', '2022-06-30']);
  });

  it('are those of every year of a term', () => {
    expect(days('yearly', '2026-2028')).toEqual(['2026-12-31', '2027-12-31', '2028-12-31']);
    expect(days('6-month', '2026-2027')).toEqual(['2026-06-30', '2026-12-31', '2027-06-30', '2027-12-31']);
    expect(days('weekly', '2026-2027')).toMatchObject({ 0: '2026-01-04', length: 104 });
    expect(days('yearly', '2028-2026')).toEqual([]);
  });

  it('are the Sundays of a weekly one', () => {
    expect(days('weekly', '2022-Q2')).toMatchObject({ 0: '2022-04-03', 12: '2022-06-26', length: 13 });
    expect(days('weekly', '2023')[0]).toBe('2023-01-01');
    expect(days('weekly', '2022').at(-1)).toBe('2022-12-25');
  });

  it('are none without a period or a known rhythm, or where one day is set', () => {
    expect([
      days('monthly', null),
      days('daily', '2022'),
      days(null, '2022'),
      days('monthly', '2022', { date: '2022-03-01', expanded: [] }),
    ]).toEqual([[], [], [], []]);
  });
});
