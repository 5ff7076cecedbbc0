import { retryAt, retryForEver } from './retry.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the retry schedule', () => {
  it('is that of Standard Webhooks: ten attempts in all', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((failed) => retryAt(failed, 0));
    expect(delays).toEqual([5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]);
    expect(retryAt(10, 0)).toBeNull();
  });

  it('never gives up where our own way out is at fault', () => {
    expect([1, 2, 100].map((failed) => retryForEver(failed, 1_000))).toEqual([6_000, 301_000, 301_000]);
  });
});
