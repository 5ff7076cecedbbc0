import fc from 'fast-check';
import { addDays, daysBetween, epochDay, fromEpochDay, isCivilDate } from './civil-date.js';

describe('a civil date', () => {
  it('is an existing day', () => {
    expect(['2020-02-29', '2021-12-31', '1945-09-02'].every(isCivilDate)).toBe(true);
    expect(['2021-02-29', '2021-13-01', '2021-1-1', '30/9/2021', '2021-09-30T00:00:00Z', ''].some(isCivilDate)).toBe(false);
  });

  it('is counted in days, in both directions', () => {
    const day = fc.integer({ min: -100_000, max: 100_000 });
    fc.assert(
      fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (start, days) => {
        const date = fromEpochDay(start);
        expect(epochDay(date)).toBe(start);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
    expect(daysBetween('2020-12-31', '2021-08-31')).toBe(243);
  });
});
