import { addDays, yearOf, type CivilDate } from '../../domain/kernel/civil-date.js';
import { textAt, tokenAt } from '../phrases/line.js';
import { datesIn } from '../phrases/phrases-in.js';
import type { DatePhrase } from '../phrases/phrases.js';
import { tokensOf, type View } from '../proposals/view.js';
import { withinReach } from './range.js';

const NO_PERIOD_BEFORE: ReadonlySet<string> = new Set(
  'từ mỗi sau vòng hạn dài hơn gần đến dưới trên quá khoảng trước cứ ít các trẻ trợ cấp tiền'.split(' '),
);
const NO_PERIOD_BEHIND: ReadonlySet<string> = new Set('cuối tới tuổi còn nay liên liền làm kể trước lương tiếp một hai đầu'.split(' '));

/** `qua 9 tháng`, `lũy kế 8 tháng`. */
const ADDED_UP: ReadonlySet<string> = new Set(['qua', 'kế']);
/** A bullet and `trong`, before the first words. */
const LONGEST_OPENING = 2;

interface Months {
  readonly end: CivilDate;
  /** Later sentences go on with them. */
  readonly lasts: boolean;
}

const known = new WeakMap<View, readonly number[]>();

/** Where `8 tháng` stands that is no date by itself; the passage is gone through once for all its figures. */
function monthsIn(view: View): readonly number[] {
  const found = known.get(view) ?? search(view);
  known.set(view, found);
  return found;
}

function search({ line, phrases }: View): readonly number[] {
  const dates = phrases.dates.filter(({ date }) => date !== null).map((date) => tokensOf(line, date));
  let next = 0;
  return line.tokens.flatMap(({ text }, index) => {
    while ((dates[next]?.end ?? index + 1) <= index) next += 1;
    const isDate = (dates[next]?.start ?? index + 1) <= index;
    return text === 'tháng' && !isDate && tokenAt(line, index - 1).kind === 'number' ? [index] : [];
  });
}

/** `qua 9 tháng triển khai`, `lũy kế 8 tháng`, in what is told also `thu ngân sách 8 tháng`: their end, in the document's year or the one before. */
export function afterMonths(view: View, from: number, to: number, isTold: boolean): Months | null {
  const { year } = view.structure.time;
  const months = monthsIn(view);
  let [low, high] = [0, months.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((months[middle] ?? to) < to) low = middle + 1;
    else high = middle;
  }
  const last = months[low - 1];
  if (year === null || last === undefined || last < withinReach(from, to) || !isPeriod(view, last, isTold)) return null;
  const count = Number(textAt(view.line, last - 1));
  const end = count >= 2 && count <= 12 ? endedBy(view, year, count) : null;
  return end === null ? null : { end, lasts: last - 1 <= from + LONGEST_OPENING || ADDED_UP.has(textAt(view.line, last - 2)) };
}

function isPeriod({ line }: View, month: number, isTold: boolean): boolean {
  const before = textAt(line, month - 2);
  if (ADDED_UP.has(before)) return true;
  return isTold && !NO_PERIOD_BEFORE.has(before) && !NO_PERIOD_BEHIND.has(textAt(line, month + 1));
}

/** How long before the end of a period what it told may be written. */
const EARLY = 31;

/** The end of so many months of a year, or of the year before where the document is older than that. */
function endedBy({ structure: { head } }: View, year: number, count: number): CivilDate | null {
  const end = endOfMonth(year, count);
  const known = head.meetingOn ?? head.issuedOn;
  return known !== null && end !== null && end.slice(0, known.length) > addDays(lastOf(known), EARLY) ? endOfMonth(year - 1, count) : end;
}

const lastOf = (known: string): CivilDate => (known.length === 7 ? `${known}-28` : known);

export function endOfMonth(year: number, month: number): CivilDate {
  return addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`, -1);
}

/** `tốc độ tăng bình quân giai đoạn 2016 - 2020 đạt …`: the last of several years that some times name, not after the document's own. */
export function endOfReview({ structure: { head, time } }: View, times: readonly DatePhrase[]): CivilDate | null {
  const last = yearKnown(head.meetingOn ?? head.issuedOn) ?? time.year ?? 0;
  const isReviewed = ({ date, first, role }: DatePhrase): boolean =>
    role === 'horizon' && date !== null && first !== null && yearOf(date) > yearOf(first) + 1 && yearOf(date) <= last;
  return times.findLast(isReviewed)?.date ?? null;
}

const yearKnown = (date: string | null): number | null => (date === null ? null : Number(date.slice(0, 4)));

const REVIEW = /kết quả|đánh giá|tình hình|tổng kết|thực trạng|thành tựu|hạn chế/u;

/** `Kết quả giai đoạn 2021 - 2025` as a heading. */
export function reviewedAbove(view: View, from: number, to: number): CivilDate | null {
  const { prepared, time } = view.structure;
  return REVIEW.test(prepared.folded.slice(from, to)) ? endOfReview(view, datesIn(prepared, from, to, time.year)) : null;
}

const TITLE_YEARS = /(?:giai đoạn|nhiệm kỳ|thời kỳ|năm) (?:19|20)\d\d ?[-–] ?((?:19|20)\d\d)/u;

/** `Báo cáo kết quả chương trình giai đoạn 2021 - 2025`: the same of the title. */
export function reviewedInTitle({ structure: { head } }: View): CivilDate | null {
  const title = head.title?.toLowerCase() ?? '';
  const year = REVIEW.test(title) ? Number(TITLE_YEARS.exec(title)?.[1] ?? 0) : 0;
  return year > 0 && year <= (yearKnown(head.meetingOn ?? head.issuedOn) ?? 0) ? `${year}-12-31` : null;
}

/** `3. Huyện Mai Lâm, năm 2024`: the year that the innermost heading with one names for what it is about. */
export function yearAbove({ structure: { prepared, time }, passage }: View): string | null {
  for (const { from, to } of passage.above.toReversed()) {
    const year = datesIn(prepared, from, to, time.year).findLast(
      (date) => date.precision === 'year' && date.yearPrinted && !date.bound && (YEARS_TOLD.has(date.role) || date.to >= to - 1),
    );
    if (year?.date != null) return year.date.slice(0, 4);
  }
  return null;
}

const YEARS_TOLD: ReadonlySet<string> = new Set(['deadline', 'review', 'plan']);
