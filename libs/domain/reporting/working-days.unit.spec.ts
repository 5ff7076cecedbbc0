import fc from 'fast-check';
import { addDays, fromEpochDay } from '../kernel/civil-date.js';
import { TABLE_YEARS, tableYear, weekdayOf, workingDays, workingDaysBetween } from './working-days.js';

const days = workingDays();

/** The days from Monday to Friday that are off between two days, both included. */
function offBetween(from: string, to: string): string[] {
  const off: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekdayOf(day) <= 5 && !days.isWorking(day)) off.push(day.slice(5));
  return off;
}

describe('working days', () => {
  it.each([
    ['Tết Tân Sửu', '2021-02-01', '2021-02-28', '02-10 02-11 02-12 02-15 02-16'],
    ['Tết Quý Mão', '2023-01-10', '2023-02-10', '01-20 01-23 01-24 01-25 01-26'],
    ['Tết Ất Tỵ', '2025-01-15', '2025-02-15', '01-27 01-28 01-29 01-30 01-31'],
    ['Giỗ Tổ, 30/4 and 1/5 in a row, two of them on a weekend', '2023-04-20', '2023-05-10', '05-01 05-02 05-03'],
    ['2/9/2024', '2024-08-25', '2024-09-10', '09-02 09-03'],
    ['2/9/2023 on a Saturday', '2023-08-25', '2023-09-10', '09-01 09-04'],
    ['2/9/2020, when it was one day', '2020-08-25', '2020-09-10', '09-02'],
    ['30/4 to 1/5/2025 with the bridge', '2025-04-15', '2025-05-10', '04-30 05-01 05-02'],
    ['2/9/2026 with the bridge', '2026-08-20', '2026-09-10', '08-31 09-01 09-02'],
    ['Tết Canh Tuất by the Vietnamese calendar, computed', '2030-01-20', '2030-02-20', '02-01 02-04 02-05 02-06 02-07'],
    ['Tết Đinh Mùi, computed', '2027-01-20', '2027-02-20', '02-05 02-08 02-09 02-10 02-11'],
  ])('are off for %s', (_, from, to, off) => {
    expect(offBetween(from, to)).toEqual(off.split(' '));
  });

  it.each(['2019-01-05', '2019-05-04', '2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])(
    'include the swapped Saturday %s',
    (day) => {
      expect([weekdayOf(day), days.isWorking(day), days.isWorking(addDays(day, 7))]).toEqual([6, true, false]);
    },
  );

  it('are changed by what was announced later', () => {
    const changed = workingDays({ '2026-11-23': 'off', '2026-11-28': 'worked' });
    expect([days.isWorking('2026-11-23'), changed.isWorking('2026-11-23')]).toEqual([true, false]);
    expect([days.isWorking('2026-11-28'), changed.isWorking('2026-11-28')]).toEqual([false, true]);
    expect(changed.isWorking('2026-11-24')).toBe(false);
  });

  it('know only fixed holidays where the lunar calendar is not tabulated', () => {
    expect(offBetween('2045-01-01', '2045-12-31')).toEqual(['01-02', '05-01', '05-02', '09-01', '09-04', '11-24']);
    expect(offBetween('0999-05-01', '0999-05-02')).toEqual(['05-01']);
  });

  it('include Ngày Văn hóa Việt Nam until 2025, and not after', () => {
    expect(['2025-11-24', '2026-11-24', '2027-11-24'].map((day) => days.isWorking(day))).toEqual([true, false, false]);
  });

  it('are tabulated as announced, computed, or without Tết, and the table says which', () => {
    expect([2026, 2030, 2045].map((year) => tableYear(year).basis)).toEqual(['announced', 'computed', 'fixed']);
    expect(tableYear(2026).worked).toEqual(['2026-01-10', '2026-08-22']);
    expect(TABLE_YEARS).toEqual({ announced: { from: 2018, to: 2026 }, lunar: { from: 2010, to: 2040 } });
  });

  it('are counted', () => {
    expect(days.add('2021-02-09', 1)).toBe('2021-02-17');
    expect(days.add('2021-02-13', 0)).toBe('2021-02-17');
    expect(days.add('2021-02-17', 0)).toBe('2021-02-17');
    expect(workingDaysBetween(days, '2021-08-20', '2021-08-25')).toBe(3);
    expect(workingDaysBetween(days, '2021-08-25', '2021-08-25')).toBe(0);
  });

  it('are found by adding as many as there are between', () => {
    const day = fc.integer({ min: 14_600, max: 25_900 }).map(fromEpochDay);
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const to = days.add(from, n);
        expect([days.isWorking(to), workingDaysBetween(days, from, to)]).toEqual([true, n]);
      }),
    );
  });

  it('are made good: a year has as many weekdays off as holidays, and those that were swapped', () => {
    for (let year = 2027; year <= 2040; year += 1) expect([year, offBetween(`${year}-01-01`, `${year}-12-31`).length]).toEqual([year, 12]);
    for (const [year, off] of [
      [2019, 11],
      [2020, 10],
      [2021, 11],
      [2022, 11],
      [2023, 11],
      [2024, 12],
      [2025, 12],
      [2026, 14],
    ] as const)
      expect([year, offBetween(`${year}-01-01`, `${year}-12-31`).length]).toEqual([year, off]);
  });
});
