import { addDays, type CivilDate, isCivilDate } from '../../domain/kernel/civil-date.js';
import type { DocumentHead } from '../reading.js';
import type { DocumentTime, Passage, PreparedText } from '../structure.js';

const QUARTERS: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };
const YEAR = /(?<!giai đoạn |thời kỳ |đến |5 |và )năm (\d{4})(?! ?-|\/)|(?:tháng \d{1,2}|quý (?:iv|i{1,3}|[1-4])|năm)\/(\d{4})/gu;
const QUARTER = /quý (iv|i{1,3}|[1-4])(?!\p{L})(?: ?(?:năm |\/)(\d{4}))?/gu;
const MONTH = /(?<!\d )tháng (\d{1,2})(?: ?(?:năm |\/)(\d{4}))/u;
const TERM = /nhiệm kỳ \d{4} ?[-–] ?(\d{4})/u;
const REST = /(?:các tháng còn lại|những tháng cuối|tháng cuối|các tháng cuối)/u;
const TOLD = /^(?:về )?(?:kết quả|tình hình|báo cáo|đánh giá|thông báo|kết luận|ý kiến)/u;

/** What the document is about in time: its title first, then the headings of tasks, then the days on which it met and was issued. */
export function timeOf(prepared: PreparedText, head: DocumentHead, passages: readonly Passage[]): DocumentTime {
  const title = folded(head.title ?? '');
  const headings = passages.filter(({ above, mood }) => mood === 'task' && above.length > 0).slice(0, 40);
  const task = [...new Set(headings.flatMap(({ above }) => above.map(({ from, to }) => prepared.folded.slice(from, to).slice(-300))))];
  const body = passages
    .filter(({ label, clause }) => clause !== null || label !== '')
    .slice(0, 3)
    .map(({ from, to }) => prepared.folded.slice(from, to));
  const year =
    [lastYear(title), ...task.map(lastYear), yearIn(head.meetingOn), yearIn(head.issuedOn), ...body.map(lastYear)].find(
      (found) => found !== null,
    ) ?? null;
  const about = TOLD.test(title) || head.meetingOn !== null ? [...task, ''] : [title];
  const termEnd = Number(TERM.exec(title)?.[1] ?? 0) || null;
  return {
    year,
    period: year === null ? null : periodOf(about, year),
    ...(termEnd !== null && { termEnd }),
    asOf: asOf(prepared, title, passages, head, year),
  };
}

const folded = (text: string): string => text.toLowerCase();
const yearIn = (date: string | null): number | null => (date === null ? null : Number(date.slice(0, 4)));

function lastYear(text: string): number | null {
  const years = [...text.matchAll(YEAR)].map((match) => Number(match[1] ?? match[2])).filter((year) => year > 1990 && year < 2100);
  return years.at(-1) ?? null;
}

/** The quarter or month that the title or the headings of tasks set, else the year. */
function periodOf(texts: readonly string[], year: number): string {
  for (const text of texts) {
    if (REST.test(text)) return String(year);
    const quarter = [...text.matchAll(QUARTER)].at(-1);
    if (quarter !== undefined) return `${quarter[2] ?? year}-Q${QUARTERS[quarter[1] ?? ''] ?? 1}`;
    const month = MONTH.exec(text);
    if (month !== null) return `${month[2] ?? year}-${(month[1] ?? '').padStart(2, '0')}`;
  }
  return String(year);
}

const PRINTED =
  /(?<!\d )(?:tính )?đến (?:hết )?(?:\d{1,2} giờ )?(?:ngày )?(\d{1,2})(?:[/.-](\d{1,2})[/.-](\d{4})| tháng (\d{1,2}) năm (\d{4}))/u;
const MONTHS = /(\d{1,2}) tháng(?: đầu)?(?: năm)?(?: (\d{4}))?/u;

/** How many days before its period's end a report may be written. */
const EARLY = 31;

/** The day up to which results are told: of the title and the headings of results first, then of the passages themselves. */
function asOf(
  prepared: PreparedText,
  title: string,
  passages: readonly Passage[],
  head: DocumentHead,
  year: number | null,
): DocumentTime['asOf'] {
  const told = passages.filter(({ mood }) => mood === 'report').slice(0, 60);
  const headings = [...new Set(told.flatMap(({ above }) => above.map(({ from, to }) => prepared.folded.slice(from, to))))];
  const openings = told.slice(0, 10).map(({ from, to }) => prepared.folded.slice(from, Math.min(to, from + 200)));
  const words = told.map(({ from, to }) => prepared.folded.slice(from, Math.min(to, from + 2000)));
  const issued = head.issuedOn?.length === 7 ? `${head.issuedOn}-28` : head.issuedOn;
  const last = head.meetingOn ?? (issued?.length === 10 ? issued : null);
  // What was found does not stand long after the document: `nhiệm vụ quý IV` in its title is to come; a month's report may be early.
  const reviewed = (text: string): CivilDate | null => {
    const date = endOfReview(text, year);
    return date !== null && last !== null && date > addDays(last, EARLY) ? null : date;
  };
  return (
    first([...headings, title], 'printed', printedDay) ??
    first([...headings, title], 'inferred', reviewed) ??
    first(words, 'printed', printedDay) ??
    first(openings, 'inferred', reviewed) ??
    (head.meetingOn === null ? null : { date: head.meetingOn, source: 'inferred' })
  );
}

function first(texts: readonly string[], source: 'printed' | 'inferred', dayOf: (text: string) => CivilDate | null): DocumentTime['asOf'] {
  const date = texts.map(dayOf).find((found) => found !== null);
  return date === undefined ? null : { date, source };
}

function printedDay(text: string): CivilDate | null {
  const match = PRINTED.exec(text);
  return match === null ? null : civil(match[3] ?? match[5] ?? '', match[2] ?? match[4] ?? '', match[1] ?? '');
}

function endOfReview(text: string, year: number | null): CivilDate | null {
  const months = MONTHS.exec(text);
  const of = (printed: string | undefined) => (printed === undefined ? (lastYear(text) ?? year) : Number(printed));
  if (months !== null && Number(months[1]) <= 12 && /đầu|\d{4}/.test(months[0])) return endOfMonth(of(months[2]), Number(months[1]));
  const quarter = [...text.matchAll(QUARTER)][0];
  if (quarter !== undefined) return endOfMonth(of(quarter[2]), (QUARTERS[quarter[1] ?? ''] ?? 1) * 3);
  const month = MONTH.exec(text);
  return month === null ? null : endOfMonth(of(month[2]), Number(month[1]));
}

function endOfMonth(year: number | null, month: number): CivilDate | null {
  if (year === null || month < 1 || month > 12) return null;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}

function civil(year: string, month: string, day: string): CivilDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}
