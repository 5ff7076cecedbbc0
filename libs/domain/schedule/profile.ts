import { checkNumber } from '../kernel/checks.js';
import { epochDay, yearOf, type CivilDate } from '../kernel/civil-date.js';
import { Exact, exact, type DecimalText } from '../kernel/decimal.js';
import { refuse, reject } from '../kernel/errors.js';

/** How much of the year's way is done at the end of a month: a point of a seasonal profile. */
export interface ProfileShare {
  /** 1 to 12; 13 is January of the next year, for budget years that close on 31 January (DESIGN §3). */
  readonly month: number;
  /** Cumulative, from 0 to 1. The last one is 1. */
  readonly share: DecimalText;
}

/** January of the next year, when the accounts of a budget year close. */
export const CLOSING_JANUARY = 13;

/**
 * Checks a profile. Throws `profile_empty`, `profile_month_out_of_range`, `profile_months_out_of_order`, `number_malformed`,
 * `profile_share_out_of_range`, `profile_shares_fall`, `profile_unfinished` (the last share is not 1).
 */
export function checkShares(shares: readonly ProfileShare[]): void {
  let previous: ProfileShare | null = null;
  for (const point of shares) {
    checkShare(point);
    if (previous) checkAfter(previous, point);
    previous = point;
  }
  if (!previous) reject('profile_empty');
  if (!exact(previous.share).eq(1)) refuse('profile_unfinished', { month: previous.month, share: previous.share });
}

function checkShare({ month, share }: ProfileShare): void {
  if (!Number.isInteger(month) || month < 1 || month > CLOSING_JANUARY) reject('profile_month_out_of_range', { month });
  checkNumber('shares.share', share);
  if (exact(share).lt(0) || exact(share).gt(1)) reject('profile_share_out_of_range', { month, share });
}

function checkAfter(previous: ProfileShare, { month, share }: ProfileShare): void {
  if (month <= previous.month) refuse('profile_months_out_of_order', { month, previous: previous.month });
  if (exact(share).lt(exact(previous.share))) refuse('profile_shares_fall', { month, share, previous: previous.share });
}

/** A profile laid on the calendar of one year: its shares at days since 1970-01-01, ascending; the first is 0 on 31 December before. */
export type DatedProfile = readonly { readonly day: number; readonly share: Exact }[];

/**
 * The profile of the plan year that ends with `lastDay`: the year of that day, or the year before it where the day lies in January
 * and the profile reaches month 13.
 */
export function datedProfile(shares: readonly ProfileShare[], lastDay: CivilDate): DatedProfile {
  const closesInJanuary = shares.at(-1)?.month === CLOSING_JANUARY && lastDay.slice(5, 7) === '01';
  const year = yearOf(lastDay) - (closesInJanuary ? 1 : 0);
  return [
    { day: monthEnd(year, 0), share: exact('0') },
    ...shares.map(({ month, share }) => ({ day: monthEnd(year, month), share: exact(share) })),
  ];
}

/** The last day of the `month`th month of a year, as days since 1970-01-01; 0 is December before, 13 January after. */
function monthEnd(year: number, month: number): number {
  const next = year * 12 + month;
  return epochDay(`${String(Math.floor(next / 12)).padStart(4, '0')}-${String((next % 12) + 1).padStart(2, '0')}-01`) - 1;
}

/** The share done at the end of a day: a straight line between the profile's month ends, 0 before the year and 1 after it. */
export function shareOn(profile: DatedProfile, day: number): Exact {
  const after = profile.findIndex((point) => point.day >= day);
  const to = profile[after];
  if (!to) return new Exact(1);
  const from = profile[after - 1];
  if (!from || to.day === day) return to.share;
  return from.share.plus(
    to.share
      .minus(from.share)
      .times(day - from.day)
      .div(to.day - from.day),
  );
}
