import fc from 'fast-check';
import { afterQuiet, nextTime } from './clock.js';

const at = (local: string): number => Date.parse(`${local}+07:00`);
const shown = (instant: number): string => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16);

describe('quiet hours', () => {
  const night = { quietFrom: '21:30', quietUntil: '06:30' };

  it.each([
    ['2026-11-21T21:29:59', '2026-11-21T21:29'],
    ['2026-11-21T21:30:00', '2026-11-22T06:30'],
    ['2026-11-21T23:59:59', '2026-11-22T06:30'],
    ['2026-11-22T00:00:00', '2026-11-22T06:30'],
    ['2026-11-22T06:29:59', '2026-11-22T06:30'],
    ['2026-11-22T06:30:00', '2026-11-22T06:30'],
  ])('over midnight hold back what comes at %s until %s', (from, until) => {
    expect(shown(afterQuiet(at(from), night))).toBe(until);
  });

  it('within a day hold back what comes in them only', () => {
    const noon = { quietFrom: '11:30', quietUntil: '13:00' };
    expect(shown(afterQuiet(at('2026-11-21T12:00'), noon))).toBe('2026-11-21T13:00');
    expect(shown(afterQuiet(at('2026-11-21T13:00'), noon))).toBe('2026-11-21T13:00');
  });

  it('that nobody set hold back nothing', () => {
    expect(afterQuiet(at('2026-11-21T02:00'), { quietFrom: null, quietUntil: null })).toBe(at('2026-11-21T02:00'));
  });

  it('are over within a day, once and for all', () => {
    const time = fc
      .nat(1439)
      .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.nat(4e12), time, time, (instant, quietFrom, quietUntil) => {
        fc.pre(quietFrom !== quietUntil);
        const after = afterQuiet(instant, { quietFrom, quietUntil });
        expect(after).toBeGreaterThanOrEqual(instant);
        expect(after - instant).toBeLessThan(86_400_000);
        expect(afterQuiet(after, { quietFrom, quietUntil })).toBe(after);
      }),
    );
  });
});

describe('the time of the daily mail', () => {
  it.each([
    ['2026-11-21T06:59:59', '2026-11-21T07:00'],
    ['2026-11-21T07:00:00', '2026-11-22T07:00'],
    ['2026-11-21T23:00:00', '2026-11-22T07:00'],
  ])('after %s is %s', (from, next) => {
    expect(shown(nextTime(at(from), '07:00'))).toBe(next);
  });
});
