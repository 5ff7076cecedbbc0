import { phrasesIn } from '../phrases/phrases-in.js';
import type { Phrases, RecurrencePhrase, Stretch } from '../phrases/phrases.js';
import type { Passage } from '../structure.js';
import type { Due } from './due-phrase.js';
import { dueOf, isDue } from './due.js';
import type { Statement, View } from './view.js';

/** `Thời hạn hoàn thành:`, `Thời gian trình:`, `Tiến độ:`. */
const TIME_LABEL =
  /^[\s–+*•-]{0,4}(?:(?:thời (?:gian|hạn|điểm)|hạn|tiến độ|lộ trình)(?: (?:hoàn thành|thực hiện|trình|báo cáo|ban hành|xong|gửi|hoàn thiện|dự kiến|nộp|tổ chức|triển khai|phê duyệt)){0,2} ?:|(?:các |những )?(?:việc|công việc|nội dung|nhiệm vụ) (?:này|trên|nêu trên)(?: phải| cần){0,1} (?:hoàn thành|xong)|hoàn thành ?: ?(?=trước|trong|quý|tháng|ngày|năm|chậm|đến|hết|cuối|đầu|giữa|\d))/;
/** Other labels that may stand between work and the label of its time. */
const OTHER_LABEL =
  /^[\s–+*•-]{0,4}(?:cơ quan|đơn vị|sản phẩm|kinh phí|nguồn|người|lãnh đạo|kết quả|địa điểm|hình thức|cấp|phân công|chủ trì|phối hợp)[^:;.]{0,60}:/;
const MOST = 5;
const LONGEST = 200;
/** How many times of a label are looked at. */
const MOST_TIMES = 12;

/** What a label says of the work that stands before it. */
export interface Labelled {
  readonly due: Due | null;
  readonly recurrence: RecurrencePhrase | null;
  /** Where its words end, where they stand in the same passage as the work. */
  readonly to: number | null;
}

/** A label of who does it, of what comes out or of the money: no work. */
export function isOtherLabel(view: View, statement: Statement): boolean {
  return OTHER_LABEL.test(headOf(view, stretchOf(view, statement)));
}

export function isTimeLabel(view: View, statement: Statement): boolean {
  return TIME_LABEL.test(headOf(view, stretchOf(view, statement)));
}

export function labelledDue(view: View, statement: Statement): Due | null {
  return labelledTime(view, statement)?.due ?? null;
}

/** The time that a label behind a statement gives it: `Ban hành quy chế. Thời gian: quý III/2024`, or in the next passages of its clause. */
export function labelledTime(view: View, statement: Statement): Labelled | null {
  const at = indexOf(view.statements, ({ start }) => start > statement.start);
  for (const next of view.statements.slice(at, at + MOST)) {
    const stretch = stretchOf(view, next);
    const words = headOf(view, stretch);
    if (TIME_LABEL.test(words)) return timeOf(view, next.phrases, stretch.to);
    if (!OTHER_LABEL.test(words)) return null;
  }
  return at + MOST <= view.statements.length ? null : inNextPassages(view);
}

function inNextPassages(view: View): Labelled | null {
  const { passages, prepared, time } = view.structure;
  const at = indexOf(passages, ({ from }) => from > view.passage.from);
  for (const next of passages.slice(at, at + MOST)) {
    const words = headOf(view, next);
    if (next.clause !== view.passage.clause && !isBelow(view, next, view.passage)) return null;
    if (TIME_LABEL.test(words))
      return timeOf(view, phrasesIn(prepared, next.from, Math.min(next.to, next.from + LONGEST), time.year), null);
    if (!OTHER_LABEL.test(words)) return null;
  }
  return null;
}

function isBelow({ structure }: View, { clause }: Passage, { clause: above }: Passage): boolean {
  return clause !== null && structure.clauses[clause]?.parent === above;
}

function timeOf(view: View, { dates, recurrences }: Pick<Phrases, 'dates' | 'recurrences'>, to: number | null): Labelled | null {
  const date = dates.slice(-MOST_TIMES).findLast((one) => isDue(view, one, false));
  const recurrence = recurrences[0] ?? null;
  if (date === undefined && recurrence === null) return null;
  return { due: date === undefined ? null : dueOf(view, date, false), recurrence, to };
}

/** The heading whose work a label in a passage of its own dates: `a) Xây dựng Đề án …` above `- Thời gian thực hiện: quý III`. */
export function headingBefore(view: View): Stretch | null {
  const { passages, prepared, clauses } = view.structure;
  const at = indexOf(passages, ({ from }) => from >= view.passage.from);
  for (const one of passages.slice(Math.max(0, at - MOST), at).reverse()) {
    const words = headOf(view, one);
    if (TIME_LABEL.test(words) || OTHER_LABEL.test(words)) continue;
    const clause = one.clause === null ? undefined : clauses[one.clause];
    const isHeading = one.mood === 'other' && clause !== undefined && clause.start >= prepared.spanOf(one.from, one.to).start - LONGEST;
    return isHeading && one.clause === view.passage.clause ? one : null;
  }
  return null;
}

/** `Thời gian gửi báo cáo: trước ngày 15/6`, the first words of a clause: what is due is in the label. */
export function isOwnWork(view: View, statement: Statement): boolean {
  const { passages } = view.structure;
  const before = passages[indexOf(passages, ({ from }) => from >= view.passage.from) - 1];
  const isFirst = statement.start === 0 && (before === undefined || before.clause !== view.passage.clause);
  return (
    isFirst &&
    /^\D{0,12}(?:gửi|nộp|báo cáo|trình)/.test(
      headOf(view, stretchOf(view, statement)).replace(/^[\s\d.–+*•-]{0,8}thời (?:gian|hạn|điểm)/, ''),
    )
  );
}

function stretchOf({ line }: View, { start, end }: Statement): Stretch {
  return { from: line.tokens[start]?.from ?? 0, to: line.tokens[end - 1]?.to ?? 0 };
}

function headOf({ structure }: View, { from, to }: Stretch): string {
  return structure.prepared.folded.slice(from, Math.min(to, from + 100));
}

/** The index of the first of an ordered list for which it holds. */
function indexOf<Entry>(order: readonly Entry[], holds: (entry: Entry) => boolean): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = order[middle];
    if (entry !== undefined && holds(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}
