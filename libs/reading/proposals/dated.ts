import { textAt } from '../phrases/line.js';
import type { DatePhrase } from '../phrases/phrases.js';
import { leavesNone } from './clause.js';
import { BLANK, foldedOfPart, stretchOfPart, type Draft } from './draft.js';
import { labelBelowHeading, labelledWork } from './dated-by-label.js';
import { isOtherLabel, isOwnWork, isTimeLabel } from './dated-labels.js';
import { listedIn } from './dated-lists.js';
import { agreeingName, headOf, nameOf, withRhythm } from './dated-names.js';
import { isToldAsDone } from './dated-told.js';
import { FINISHING, FINISHING_IN_A_YEAR, type Work } from './dated-verbs.js';
import { workWithLentVerb } from './lent-verbs.js';
import { workAfter, workAgain, workBefore, workWithBracket } from './dated-work.js';
import { dueOfMark } from './due-of-mark.js';
import type { Part } from './items.js';
import { marksOf, type Mark } from './marks.js';
import { isFixed } from './sending.js';
import type { Taken } from './taken.js';
import { agencyBefore } from '../structure/doers.js';
import { mainClauseOf } from '../structure/leading.js';
import { isMark, tokenFrom, tokensOf, within, type Statement, type View } from './view.js';

const RECURRING =
  /(?:^|\s)(?:báo cáo|tổng hợp|đánh giá|cập nhật|kiểm tra|rà soát|giao ban|công bố|công khai|gửi|sơ kết|tổng kết|họp|tổ chức|kiểm điểm|theo dõi|thông tin|cung cấp|đối thoại|xếp hạng|khảo sát|đôn đốc|chủ trì|làm việc|thông báo|tham mưu|sinh hoạt|tiếp công dân|dự báo|quan trắc|khám|bảo trì|bảo dưỡng|nạo vét|trực|đo|vệ sinh|phun)(?:\s|,|$)/;

/** Work without a number that is to be done by a time, or again and again. `taken` are the words of proposals that are surer. */
export function datedIn(view: View, statement: Statement, taken: Taken): readonly Draft[] {
  if (isTimeLabel(view, statement) && !isOwnWork(view, statement)) return labelBelowHeading(view, statement, taken);
  const found = byMarks(view, statement, taken);
  if (found.length > 0 || taken.holds(statement)) return found;
  if (isOtherLabel(view, statement)) return [];
  const labelled = labelledWork(view, statement);
  return labelled === null ? listedIn(view, statement) : [labelled];
}

function byMarks(view: View, statement: Statement, taken: Taken): readonly Draft[] {
  const drafts: Draft[] = [];
  let from = pastGrounds(view, statement);
  let last: { readonly work: Work; readonly draft: Draft } | null = null;
  for (const mark of marksOf(view, statement)) {
    if (mark.start < from || taken.holds(mark) || (taken.uses(mark.date) && !leavesNone(view, mark.end))) continue;
    const again: Work | null = last === null ? null : workAgain(view, mark, last.work);
    const work: Work | null = again ?? workOf(view, statement, mark, freeFrom(taken, from, mark.start));
    if (work === null || isLeadIn(view, work) || isToldAsDone(view, mark, work)) continue;
    const draft = draftOf(view, statement, mark, work, again === null ? null : last);
    if (!taken.isFree(draft.quote)) continue;
    drafts.push(draft);
    last = { work, draft };
    from = work.quote.end;
  }
  return drafts;
}

/** `Trên cơ sở kết quả rà soát, Sở Y tế | hoàn thành …`: behind the grounds, and behind whoever is to do it. */
function pastGrounds({ line, structure }: View, { start, end }: Statement): number {
  const [from, to] = [line.tokens[start]?.from ?? 0, line.tokens[end - 1]?.to ?? 0];
  const main = mainClauseOf(structure.prepared, from, to);
  return main === null ? start : tokenFrom(line, main.agency?.to ?? main.from);
}

/** How far back words may be looked at. Tokens. */
const REACH = 200;

/** Behind the last words that a surer proposal has taken. */
function freeFrom(taken: Taken, from: number, before: number): number {
  let start = before;
  while (start > from && start > before - REACH && !taken.holds({ start: start - 1, end: start })) start -= 1;
  return start > before - REACH ? start : from;
}

const WHATEVER =
  /(?:nội dung|nhiệm vụ|công việc|việc|yêu cầu|công tác)(?: cụ thể| trọng tâm)?(?: sau| sau đây| như sau| dưới đây)(?:\s|$|:)/;

/** `Hoàn thành các nội dung sau trước ngày 15/6:` only leads its list in. */
function isLeadIn(view: View, { quote }: Work): boolean {
  return isMark(view.line, view.line.tokens.length - 1, ':') && WHATEVER.test(`${foldedOfPart(view, quote)} `);
}

function workOf(view: View, statement: Statement, mark: Mark, from: number): Work | null {
  if (isOfCondition(view, mark)) return null;
  const dated = (work: Work | null): Work | null => (work !== null && isDated(view, mark, work) ? work : null);
  if ((view.depth[mark.start] ?? 0) > 0) return dated(workWithBracket(view, from, mark));
  const before = workOfDoer(view, from, mark);
  const lent = from === statement.start && before?.subject === undefined ? dated(workWithLentVerb(view, statement, mark)) : null;
  if (lent !== null) return lent;
  return dated(before) ?? (before === null || opensClause(view, mark) ? dated(workAfter(view, statement, mark)) : null);
}

/** `UBND tỉnh giao Thanh tra tỉnh | kiểm tra …`: behind whoever is to do it, though a verb stands in the name. */
function workOfDoer(view: View, from: number, mark: Mark): Work | null {
  const before = workBefore(view, from, mark);
  if (before === null) return null;
  const at = view.line.tokens[mark.start]?.from ?? 0;
  const doer = agencyBefore(view.structure.prepared, view.passage, at);
  const end = doer === null ? 0 : tokenFrom(view.line, doer.to);
  return end <= before.quote.start || end >= mark.start ? before : (workBefore(view, end, mark) ?? before);
}

/** `các dự án chưa giải ngân hết | đến ngày 30/9 | phải …`: until when something was not done, by which others are sorted. */
function isOfCondition({ line }: View, { start, end }: Mark): boolean {
  if (!['phải', 'thì', 'cần', 'sẽ'].includes(textAt(line, end))) return false;
  for (let index = start - 1; index > start - LONGEST_CONDITION; index -= 1) {
    if (line.tokens[index]?.kind !== 'word') return false;
    if (textAt(line, index) === 'chưa') return true;
  }
  return false;
}

/** Tokens. */
const LONGEST_CONDITION = 10;

/** A comma or a word of purpose before it: `chuẩn bị các điều kiện để | trong quý III khởi công …`. */
function opensClause(view: View, { start }: Mark): boolean {
  return isMark(view.line, start - 1, ',:') || ['để', 'nhằm'].includes(textAt(view.line, start - 1));
}

function draftOf(
  view: View,
  statement: Statement,
  mark: Mark,
  work: Work,
  before: { readonly work: Work; readonly draft: Draft } | null,
): Draft {
  const head = before === null ? (work.lent ?? headOf(view, statement, work, mark)) : before.work.done;
  return {
    ...BLANK,
    rule: mark.recurrence !== null ? 'recurrence' : 'deadline',
    strength: 'dated',
    quote: stretchOfPart(view, work.quote),
    head: head === null ? null : stretchOfPart(view, head),
    indicator: withRhythm(before === null ? nameOf(view, work, head) : agreeingName(view, work, before.draft.indicator), mark.recurrence),
    kind: 'milestone',
    comparator: 'complete',
    comparatorWord: /hoàn thành/.test(foldedOfPart(view, { start: work.verb, end: work.verb + 4 })) ? 'hoàn thành' : null,
    due: dueOfMark(view, statement, mark, work.quote),
    recurrence: mark.recurrence,
    list: statement.sentence,
    doubts: head === null ? [] : ['borrowed_words'],
  };
}

function isDated(view: View, { date, recurrence, session }: Mark, { quote, done, lent }: Work): boolean {
  const words = `${lent === undefined ? '' : `${foldedOfPart(view, lent)} `}${foldedOfPart(view, done)}`;
  const whole = foldedOfPart(view, quote);
  if (NOT_TO_DO.test(words.slice(words.lastIndexOf(', ') + 1))) return false;
  if (/được phép|cho phép|kéo dài thời gian/.test(foldedOfPart(view, { start: Math.max(0, quote.start - 6), end: quote.end })))
    return false;
  if (isFixed(view, quote.end) || isSpan(view, quote)) return false;
  if (recurrence !== null) return date !== null || RECURRING.test(whole.slice(0, 160));
  const isLaid = /(?:^|\s)trình(?! bày)(?:\s|$)/.test(words);
  if (['chưa', 'khi', 'nếu'].includes(textAt(view.line, quote.start - 1))) return false;
  if (session === true) return isLaid || /(?:^|\s)báo cáo(?: (?:với|trước))? (?:hđnd|hội đồng|quốc hội|ubnd|ủy ban)/.test(words);
  if (date === null) return false;
  if (date.role === 'meeting')
    return isLaid || (textAt(view.line, tokensOf(view.line, date).start - 1) === 'dịp' && FINISHING_IN_A_YEAR.test(words));
  const bound = date.bound || date.role === 'review';
  const isNamed = !bound && isToCome(view, date);
  if (['day', 'recurring', 'relative'].includes(date.precision))
    return date.bound || (view.depth[quote.end - 1] ?? 0) > 0 || (isNamed && FINISHING_IN_A_YEAR.test(words));
  if (date.precision === 'year')
    return (
      (date.bound || ENDS_FINISHED.test(words) || isLabel(view, date, quote) || (isNamed && /(?:^|\s)không còn(?:\s|$)/.test(words))) &&
      FINISHING_IN_A_YEAR.test(words) &&
      !isOfTitle(view, done)
    );
  return bound || (isNamed && quote.start === tokensOf(view.line, date).start)
    ? FINISHING.test(words) || FINISHING.test(whole.slice(-60))
    : FINISHING_IN_A_YEAR.test(words);
}

/** `Năm 2025: hoàn thành …`. */
function isLabel({ line }: View, date: DatePhrase, { start }: Part): boolean {
  const at = tokensOf(line, date);
  return at.start === start && isMark(line, at.end, ':');
}

/** `khánh thành ngày 19/12`, `tháng 12 tham mưu …`: no word of time stands before it, but it lies ahead. */
function isToCome({ structure: { head } }: View, { role, date }: DatePhrase): boolean {
  return role === 'deadline' && date !== null && head.issuedOn !== null && date > head.issuedOn;
}

/** Right before a bare year: `đưa vào sử dụng năm 2024`. */
const ENDS_FINISHED =
  /(?:^|\s)(?:hoàn thành|khởi công|khánh thành|thông xe|bàn giao|kết thúc|đưa vào (?:sử dụng|khai thác|vận hành|hoạt động))$/;
const NOT_TO_DO = /(?:^|\s)(?:đã|trước đây)(?:\s|$)|(?:tỷ lệ|giải ngân|đạt|kết quả) (?:dưới|trên|thấp hơn) \d/;
/** `từ ngày 15/10 đến ngày 31/12`: how long something goes on. */
function isSpan(view: View, { start, end }: Part): boolean {
  const from = view.line.tokens[start]?.from ?? 0;
  return within(view, view.phrases.dates, Math.max(0, end - 24), end).some((date) => date.role === 'start' && date.from >= from);
}

/** `phê duyệt Đề án … đến năm 2025`: the year of a title that goes on behind the name of the paper. */
function isOfTitle(view: View, { start, end }: Part): boolean {
  for (let index = end - 1; index >= start; index -= 1) {
    if (view.cover[index] === 'cited') return true;
    if (isMark(view.line, index, ',')) return false;
  }
  return false;
}
