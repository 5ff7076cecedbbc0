import { checkMayAsk } from './confirmation.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_800_000_000_000;
const ask = (...earlier: (readonly [contactId: string, ago: number])[]) =>
  checkMayAsk(
    'c-1',
    earlier.map(([contactId, ago]) => ({ contactId, at: NOW - ago })),
    NOW,
  );
const many = (count: number, ago: number) => Array.from({ length: count }, (_, index) => [`c-${index + 2}`, ago + index] as const);

describe('a mail that proves an address', () => {
  it('may be asked for the first time, and again after ten minutes', () => {
    expect(() => ask()).not.toThrow();
    expect(() => ask(['c-1', 10 * MINUTE])).not.toThrow();
    expect(() => ask(['c-2', MINUTE])).not.toThrow();
  });

  it('is refused while the last one has hardly come, with the minutes to wait', () => {
    expect(() => ask(['c-1', 20 * MINUTE], ['c-1', 4 * MINUTE])).toThrow(
      expect.objectContaining({ code: 'confirmation_limited', params: { minutes: 6 } }),
    );
  });

  it('is refused after ten in a day, to whatever addresses, until the first of them is a day old', () => {
    expect(() => ask(...many(9, 23 * HOUR))).not.toThrow();
    expect(() => ask(...many(10, 23 * HOUR))).toThrow(expect.objectContaining({ code: 'confirmation_limited', params: { minutes: 60 } }));
    expect(() => ask(...many(10, 24 * HOUR))).not.toThrow();
  });
});
