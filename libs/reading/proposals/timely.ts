import type { DatePhrase } from '../phrases/phrases.js';
import { lastDay } from '../phrases/spans.js';
import type { DocumentStructure } from '../structure.js';

/** Nothing is to be done by a time of a year before the document's own. */
export function isTimely({ head }: DocumentStructure, { date }: DatePhrase): boolean {
  const issued = issuedOn(head);
  return date === null || issued === null || date.slice(0, 4) >= issued.slice(0, 4);
}

/** Set in the last months of a year for the first of the next, which `trước ngày 15/01` alone does not print. */
export function rolled({ head }: DocumentStructure, phrase: DatePhrase): DatePhrase {
  const { date, first, yearPrinted, precision } = phrase;
  const issued = issuedOn(head);
  const isSoon = date !== null && issued !== null && issued.slice(5, 7) >= '10' && date.slice(5, 7) <= '04' && date < issued;
  if (!isSoon || yearPrinted || !['day', 'month', 'quarter'].includes(precision)) return phrase;
  const next = (day: string | null) => (day === null ? null : `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`);
  const period = phrase.period === null ? null : `${Number(phrase.period.slice(0, 4)) + 1}${phrase.period.slice(4)}`;
  return { ...phrase, date: next(date)?.replace('02-29', '02-28') ?? null, first: next(first), period };
}

/** `trong vòng 15 ngày kể từ ngày ký`: by when, where the day on which the document was issued is known. */
export function sinceIssue({ head }: DocumentStructure, phrase: DatePhrase): DatePhrase {
  const days = phrase.sinceIssue === undefined || head.issuedOn?.length !== 10 ? null : lastDay({ date: head.issuedOn }, phrase.sinceIssue);
  return days === null ? phrase : { ...phrase, ...days };
}

function issuedOn({ issuedOn: issued, meetingOn }: DocumentStructure['head']): string | null {
  return issued ?? meetingOn;
}
