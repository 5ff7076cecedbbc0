import { addDays, type CivilDate } from '../../domain/kernel/civil-date.js';
import { civil, monthEnd, smallAt, type Days, type Period } from './calendar.js';
import { stretchOf, textAt, tokenAt, type Line } from './line.js';
import { dayAt } from './periods.js';
import type { Span } from './phrases.js';
import { meaning, onward, openingsOf, wordTree } from './word-tree.js';

/** Before how long it takes; true where that alone limits, `trong vòng 15 ngày`, without an event that it runs from. */
const LIMITS = wordTree<boolean>([
  ...meaning(
    'trong vòng, trong thời hạn, chậm nhất, chậm nhất là, chậm nhất sau, chậm nhất là sau, chậm nhất trong, chậm nhất trong vòng, chậm nhất trong thời hạn, muộn nhất, muộn nhất sau, muộn nhất trong',
    true,
  ),
  ...meaning('trong thời gian, thời hạn, sau, trong, sau thời hạn, trước ít nhất, trước tối thiểu', false),
]);
const UNITS = wordTree<Span['unit'] | null>([
  ...meaning('ngày', 'day'),
  ...meaning('tuần', 'week'),
  ...meaning('tháng', 'month'),
  ...meaning('ngày làm việc, giờ, giờ làm việc, tiếng, phút', null),
]);
const SINCE = wordTree<true>(
  meaning(
    'kể từ ngày ký, kể từ ngày ban hành, kể từ khi, kể từ ngày nhận, kể từ ngày có hiệu lực, từ ngày ký, ngay sau khi, kể từ ngày được',
    true,
  ),
);

/** The words with which a time that runs from an event may begin. */
export const SPAN_OPENINGS: readonly string[] = openingsOf(LIMITS, SINCE);

/**
 * A time that runs from an event, `trong vòng 15 ngày kể từ ngày 01/3/2024`: its last day where the day of the event is printed (the
 * day of the event itself does not count, Bộ luật Dân sự 2015, điều 147), else the words only. What merely lasts so long is no deadline.
 */
export function spanAt(line: Line, start: number): Period | null {
  const limit = onward(LIMITS, line, start);
  const count = limit && countAt(line, limit.end);
  const unit = count && onward(UNITS, line, count.end);
  if (!unit) return sinceAlone(line, start);
  const event = eventAt(line, unit.end);
  const span = unit.value === null ? null : { count: count.value, unit: unit.value };
  const ended = endedBefore(line, start) ? 'start' : limit.value || event ? 'deadline' : 'horizon';
  const { day = null, isIssue = false, end = unit.end } = event ?? {};
  return {
    start,
    end,
    year: day?.year ?? null,
    precision: 'relative',
    role: ended,
    days: (year) => (day === null || span === null ? null : lastDay(day.days(day.year ?? year), span)),
    ...(isIssue && span !== null && { sinceIssue: span }),
  };
}

/** `kể từ ngày ký` sets no end. */
function sinceAlone(line: Line, start: number): Period | null {
  if (!onward(SINCE, line, start)) return null;
  return { start, end: eventAt(line, start)?.end ?? start, year: null, precision: 'relative', role: 'start', days: () => null };
}

/** `có hiệu lực sau 10 ngày …`: from when a paper is in force. */
function endedBefore(line: Line, start: number): boolean {
  for (let index = start - 1; index > start - 5; index -= 1)
    if (textAt(line, index) === 'hiệu' && textAt(line, index + 1) === 'lực') return true;
  return false;
}

function countAt(line: Line, index: number): { readonly value: number; readonly end: number } | null {
  const text = textAt(line, index);
  return /^\d{1,3}$/.test(text) ? { value: Number(text), end: index + 1 } : smallAt(line, index, 60);
}

interface Event {
  readonly day: Period | null;
  /** The event is that this document was signed or issued. */
  readonly isIssue: boolean;
  readonly end: number;
}

const RUNS: ReadonlySet<string> = new Set(['kể', 'tính', 'từ', 'ngay', 'sau']);
const ENDS_EVENT: ReadonlySet<string> = new Set(['phải', 'cần', 'thì', 'sẽ', 'để', 'và']);
const LONGEST_EVENT = 14;
const ISSUE =
  /^(?:ngày )?(?:(?:ký|ban hành|ký ban hành|phát hành)(?: (?:\p{L}+ ){1,3}này)?|(?:\p{L}+ ){1,3}này (?:được )?(?:ký|ban hành|ký ban hành))$/u;

/** `kể từ ngày 01/3/2024`, `tính từ ngày nhận đủ hồ sơ`, `sau khi được phê duyệt`. */
function eventAt(line: Line, start: number): Event | null {
  let first = start;
  while (RUNS.has(textAt(line, first)) && first < start + 4) first += 1;
  if (first === start) return null;
  const day = dayAt(line, first, true);
  if (day !== null) return { day, isIssue: false, end: day.end };
  let end = first;
  while (end < first + LONGEST_EVENT && tokenAt(line, end).kind === 'word' && !ENDS_EVENT.has(textAt(line, end))) end += 1;
  const { from, to } = stretchOf(line, first, end);
  return { day: null, isIssue: end > first && ISSUE.test(line.prepared.folded.slice(from, to)), end };
}

const DAYS = { day: 1, week: 7 } as const;

/** The last day of a span that runs from a day; null where that is none of the calendar. */
export function lastDay(since: Pick<Days, 'date'> | null, { count, unit }: Span): Days | null {
  if (since === null) return null;
  const date = unit === 'month' ? monthsLater(since.date, count) : addDays(since.date, count * DAYS[unit]);
  return { first: date, date, period: date.slice(0, 4) };
}

/** The same day of a later month, or its last one. */
function monthsLater(date: CivilDate, count: number): CivilDate {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count;
  const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
  return civil(year, of, Number(date.slice(8, 10))) ?? monthEnd(year, of);
}
