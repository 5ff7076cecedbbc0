import { addDays, epochDay, type CivilDate } from '../kernel/civil-date.js';
import type { TargetProposal } from './proposal.js';

const MONTHS: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, '6-month': 6, yearly: 12 };

/**
 * The days by which a duty that returns is to be done: those that the text prints, else the last of each month, quarter, half-year or year of
 * its period, `2022`, `2022-Q2` or `2026-2030`, and the Sundays of a weekly one. Of several rhythms the first is meant, which is the shortest. Empty where there is none.
 */
export function recurringDays({
  deadline,
  recurrence,
  period,
}: Pick<TargetProposal, 'deadline' | 'recurrence' | 'period'>): readonly CivilDate[] {
  const printed = deadline?.expanded ?? [];
  if (printed.length > 0) return printed;
  const [, year, quarter, until = year] = /^(\d{4})(?:-Q([1-4])|-(\d{4}))?$/.exec(period ?? '') ?? [];
  const [rhythm = ''] = (recurrence ?? '').split('|');
  if (year === undefined || until === undefined || deadline?.date != null) return [];
  const [first, last] = quarter === undefined ? [1, 12] : [Number(quarter) * 3 - 2, Number(quarter) * 3];
  if (rhythm === 'weekly') return sundays(endOf(year, first - 1), endOf(until, last));
  const step = MONTHS[rhythm];
  if (step === undefined) return [];
  const months = upTo(first, last).filter((month) => month % step === 0);
  return upTo(Number(year), Number(until)).flatMap((one) => months.map((month) => endOf(String(one), month)));
}

/**
 * The same day of each year until the last, for what is to be so `hằng năm`: from the first year of the term that the proposal names, else from
 * that of the directive, and not before the directive itself; only the last where it returns in another rhythm or none of these is known.
 */
export function yearlyDays(
  { recurrence, period }: Pick<TargetProposal, 'recurrence' | 'period'>,
  last: CivilDate,
  issuedOn: string | null,
): readonly CivilDate[] {
  const first = /^(\d{4})-\d{4}$/.exec(period ?? '')?.[1] ?? issuedOn?.slice(0, 4);
  if ((recurrence ?? '').split('|')[0] !== 'yearly' || first === undefined) return [last];
  const years = upTo(Number(first), Number(last.slice(0, 4)) - 1);
  const day = last.slice(4).replace('-02-29', '-02-28');
  return [...years.map((year) => `${year}${day}`).filter((due) => due >= (issuedOn ?? '')), last];
}

const upTo = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

/** The last day of a month; of month 0 that of the year before. */
function endOf(year: string, month: number): CivilDate {
  const next = month === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}

/** The Sundays after one day until another. 1/1/1970 was a Thursday. */
function sundays(after: CivilDate, until: CivilDate): readonly CivilDate[] {
  const days: CivilDate[] = [];
  const first = addDays(after, 7 - ((epochDay(after) + 4) % 7));
  for (let day = first; day <= until; day = addDays(day, 7)) days.push(day);
  return days;
}
