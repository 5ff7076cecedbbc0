import { retryAfterOf, retryAt, retryForEver } from './retry.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the retry schedule', () => {
  it('is that of Standard Webhooks: ten attempts in all', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((failed) => retryAt(failed, 0));
    expect(delays).toEqual([5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]);
    expect(retryAt(10, 0)).toBeNull();
  });

  it('waits longer where the receiver asks for it, within a day, and never shorter', () => {
    expect([1 * MINUTE, 1_000, 90 * HOUR].map((asked) => retryAt(1, 0, asked))).toEqual([MINUTE, 5_000, 24 * HOUR]);
    expect(retryAt(10, 0, MINUTE)).toBeNull();
  });

  it.each([
    ['120', 120_000],
    ['Wed, 21 Oct 2015 07:28:30 GMT', 30_000],
    ['Wed, 21 Oct 2015 07:27:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
    [undefined, 0],
  ])('reads a Retry-After of %s', (header, asked) => {
    expect(retryAfterOf(header, Date.parse('2015-10-21T07:28:00Z'))).toBe(asked);
  });

  it('never gives up where our own way out is at fault', () => {
    expect([1, 2, 100].map((failed) => retryForEver(failed, 1_000))).toEqual([6_000, 301_000, 301_000]);
  });
});
