import { pairAt, textAt } from '../phrases/line.js';
import type { DatePhrase, RecurrencePhrase } from '../phrases/phrases.js';
import { isDue, isUtmost } from './due.js';
import type { Part } from './items.js';
import { isClosed, isMark, tokensOf, type Statement, type View } from './view.js';

/** A time or a recurrence, or both side by side: `định kỳ trước ngày 20 hằng tháng`. */
export interface Mark extends Part {
  readonly date: DatePhrase | null;
  readonly recurrence: RecurrencePhrase | null;
  /** A session of an assembly to which something is laid before, without its day. */
  readonly session?: true;
}

/** The times and recurrences of a statement; a rhythm and its day side by side are one. */
export function marksOf(view: View, statement: Statement): readonly Mark[] {
  const { phrases } = statement;
  const dates = phrases.dates
    .filter((date) => isTime(view, date))
    .map((date): Mark => ({ ...tokensOf(view.line, date), date, recurrence: null }));
  const recurrences = phrases.recurrences.map((recurrence): Mark => ({
    ...withBracket(view, tokensOf(view.line, recurrence)),
    date: null,
    recurrence,
  }));
  const marks: Mark[] = [];
  for (const mark of [...dates, ...recurrences, ...sessionsOf(view, statement)].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = marks.at(-1);
    const joins =
      last !== undefined &&
      (mark.end <= last.end || isUtmostOf(view, mark, last) || (mark.start <= last.end + 1 && (last.date === null || mark.date === null)));
    if (joins)
      marks[marks.length - 1] = {
        start: last.start,
        end: Math.max(last.end, mark.end),
        date: isUtmostOf(view, mark, last) ? mark.date : (last.date ?? mark.date),
        recurrence: last.recurrence ?? mark.recurrence,
      };
    else marks.push(mark);
  }
  return marks.map((mark) => withPeriodically(view, statement, mark));
}

/** `Định kỳ ngày 25 hằng tháng`, at the head of its clause. */
function withPeriodically({ line }: View, { start: first }: Statement, mark: Mark): Mark {
  const start = mark.start - 2;
  const opens = start === first || isMark(line, start - 1, ',;:') || textAt(line, start - 1) === 'và';
  return mark.recurrence !== null && start >= first && opens && pairAt(line, start) === 'định kỳ' ? { ...mark, start } : mark;
}

/** `trong ngày 31/8, chậm nhất ngày 15/9`, `kiểm kê tại thời điểm 0 giờ ngày 01/01 trước ngày 31/3`: the limit stands right behind. */
function isUtmostOf(view: View, mark: Mark, last: Mark): boolean {
  return mark.date !== null && last.date !== null && mark.start <= last.end + 1 && (mark.start === last.end || isUtmost(view, mark.date));
}

const LONGEST_BRACKET = 12;
const SAYS_WHEN: ReadonlySet<string> = new Set(['vào', 'trước', 'chậm', 'ngày', 'thứ', 'trong', 'xong']);

/** `Hằng tuần (vào thứ Sáu)`, `định kỳ 06 tháng (trước ngày 10/6)`: a bracket behind a rhythm that says when belongs to it. */
function withBracket({ line }: View, { start, end }: Part): Part {
  if (!isMark(line, end, '(') || !SAYS_WHEN.has(textAt(line, end + 1))) return { start, end };
  for (let index = end + 1; index < end + LONGEST_BRACKET; index += 1) if (isMark(line, index, ')')) return { start, end: index + 1 };
  return { start, end };
}

/** A deadline, if only in words; a bound time to come that looks like a review (`báo cáo … trong quý IV`); a session before which a paper must be ready. */
function isTime(view: View, date: DatePhrase): boolean {
  const { structure } = view;
  if (isDue(view, date, false) || (date.role === 'meeting' && date.date !== null)) return true;
  if (date.date === null && date.bound && ['relative', 'year'].includes(date.precision)) return true;
  return (
    date.role === 'review' &&
    /^(?:trong|trước|đến)/.test(structure.prepared.folded.slice(date.from, date.to)) &&
    date.precision !== 'year' &&
    date.date !== null &&
    date.date > (structure.head.issuedOn ?? '9999')
  );
}

function sessionsOf(view: View, { start, end }: Statement): readonly Mark[] {
  const marks: Mark[] = [];
  for (let index = start; index < end - 1; index += 1) {
    if (textAt(view.line, index) !== 'kỳ' || textAt(view.line, index + 1) !== 'họp' || view.cover[index] === 'date') continue;
    let last = index + 2;
    while (last < end && isClosed(view, last) && !isMark(view.line, last, ',')) last += 1;
    marks.push({ start: index, end: last, date: null, recurrence: null, session: true });
  }
  return marks;
}
