import { textAt } from '../phrases/line.js';
import { onward, wordSet } from '../phrases/word-tree.js';
import { beginningOf, endOf, isLight, isNamePart, leavesNone, skipUrging } from './clause.js';
import { firstVerb, REACH, type Work } from './dated-verbs.js';
import { foldedOfPart } from './draft.js';
import { isDue } from './due.js';
import { finishedThings } from './finished-things.js';
import type { Mark } from './marks.js';
import { isSending, joinedBefore, withWhatIsSent } from './sending.js';
import { isMark, tokensOf, within, type Statement, type View } from './view.js';

/** `hoàn thành … trước ngày …`: the work before its time. */
export function workBefore(view: View, from: number, mark: Mark): Work | null {
  const begin = beginningOf(view, Math.max(from, mark.start - REACH), mark.start);
  const verb = firstVerb(view, begin, mark.start);
  if (verb === null) return null;
  const finished = finishedThings(view, begin, verb, mark);
  if (finished !== null) return finished;
  const timed = isOwnDate(view, begin, verb);
  const own = timed ? begin : joinedBefore(view, verb, from);
  const start = isSending(view, verb, mark.start) ? withWhatIsSent(view, own, from) : own;
  const last = isMark(view.line, mark.end, ')') && (view.depth[mark.end] ?? 0) === (view.depth[mark.start] ?? 0) ? mark.end + 1 : mark.end;
  const isBare = isLight(view, verb, mark.start) || isSending(view, verb, mark.start);
  const goesOn = isBare && (mark.date === null ? mark.recurrence !== null : isObject(view, mark.end));
  const end = goesOn ? endOf(view, mark.end + 1, roomEnd(view, mark.end), 'purpose') : last;
  const first = timed && start === own ? verb : start;
  const work = { quote: { start, end }, verb: Math.min(verb, first), done: { start: first, end: mark.start } };
  return end > mark.end && goesOn ? { ...work, rest: { start: mark.end, end } } : work;
}

const OBJECTS = wordSet(
  'việc, công tác, dự án, đề án, công trình, các, những, toàn bộ, kế hoạch, quy hoạch, hồ sơ, báo cáo, nghị quyết, quyết định, thủ tục, phương án, tuyến, cầu, nhà máy, trường, hệ thống, đoạn, gói thầu, chương trình, quy chế, bộ, đề cương',
);

/** `hoàn thành trước ngày 30/6 | việc rà soát …`: what is done stands behind the time. */
function isObject(view: View, index: number): boolean {
  if (textAt(view.line, index) === 'để')
    return textAt(view.line, index + 1) === 'trình' && !isSending(view, index + 1, endOf(view, index + 2, roomEnd(view, index), 'purpose'));
  return onward(OBJECTS, view.line, index) !== null || (isNamePart(view, index) && !isMark(view.line, index - 1, ','));
}

function roomEnd(view: View, from: number): number {
  let end = from;
  while (end < from + REACH && end < view.line.tokens.length && !isMark(view.line, end, ';.')) end += 1;
  return end;
}

function isOwnDate(view: View, begin: number, verb: number): boolean {
  return view.cover[begin] === 'date' || (begin < verb && isLight(view, begin, verb));
}

/** `Trước ngày … xây dựng và ban hành …`: the work behind its time, to the end of the sentence. */
export function workAfter(view: View, statement: Statement, mark: Mark): Work | null {
  const from = skipUrging(view, mark.end, statement.end);
  const end = endOf(view, from + 1, beforeNextDate(view, statement, mark.end), leavesNone(view, from) ? 'purpose' : 'sentence');
  const verb = firstVerb(view, from, Math.min(end, from + 14));
  if (verb === null) return null;
  return { quote: { start: mark.start, end }, verb, done: { start: verb, end } };
}

/** A later time of another clause ends the work of this one; a day that recurs belongs to it. */
function beforeNextDate(view: View, statement: Statement, from: number): number {
  const next = within(view, statement.phrases.dates, from + 1, from + REACH).find(
    (date) => isDue(view, date, false) && date.precision !== 'recurring' && date.bound,
  );
  if (next === undefined) return statement.end;
  let at = tokensOf(view.line, next).start;
  while (at > from + 1 && !isMark(view.line, at, ',')) at -= 1;
  return at > from + 1 ? at : statement.end;
}

const SAYS_WHEN = /^(?:[^()]{0,80}\s)?(?:hoàn thành|hoàn tất|xong|thời hạn|thời gian|hạn|trình|báo cáo|gửi|ban hành)(?:\s|:|$)|^$/;
const LONGEST_BRACKET = 30;

/** `Rà soát danh mục dự án (hoàn thành trước ngày 15/8)`: a bracket that says when the work before it is done. */
export function workWithBracket(view: View, from: number, mark: Mark): Work | null {
  if ((view.depth[mark.start] ?? 0) !== 1) return null;
  let open = mark.start - 1;
  while (open > from && open > mark.start - LONGEST_BRACKET && !isMark(view.line, open, '(')) open -= 1;
  if (open <= from || !isMark(view.line, open, '(')) return null;
  if (open + 1 < mark.start && !SAYS_WHEN.test(foldedOfPart(view, { start: open + 1, end: mark.start }))) return null;
  let close = mark.end;
  while (close < mark.end + LONGEST_BRACKET && (view.depth[close] ?? 0) > 0 && !isMark(view.line, close, ')')) close += 1;
  const begin = beginningOf(view, Math.max(from, open - REACH), open);
  const verb = firstVerb(view, begin, open);
  if (verb === null || !isMark(view.line, close, ')')) return null;
  const start = joinedBefore(view, verb, from);
  return { quote: { start, end: close + 1 }, verb, done: { start, end: open } };
}

/** `báo cáo 6 tháng trước ngày 15/6 | và cả năm trước ngày 15/12`: the same work again, by another time. */
export function workAgain(view: View, mark: Mark, last: Work): Work | null {
  const joint = pastBracket(view, last.quote.end);
  const start = isMark(view.line, joint, ',') || textAt(view.line, joint) === 'và' ? joint + 1 : null;
  if (start === null || mark.start - start > MOST_AGAIN || firstVerb(view, start, mark.start) !== null) return null;
  const isAgain =
    mark.session === true || (mark.date?.precision === 'day' && (mark.date.bound || start === mark.start)) || isSession(view, mark);
  if (!isAgain) return null;
  return { quote: { start, end: mark.end }, verb: last.verb, done: { start, end: mark.start } };
}

const MOST_AGAIN = 8;

/** Over a short bracket, `chậm nhất ngày 25/4 (đợt 1) | và 31/8`. */
function pastBracket(view: View, start: number): number {
  if (!isMark(view.line, start, '(')) return start;
  for (let index = start + 1; index < start + MOST_AGAIN; index += 1) if (isMark(view.line, index, ')')) return index + 1;
  return start;
}

/** `tại kỳ họp cuối năm`. */
function isSession(view: View, { start }: Mark): boolean {
  return textAt(view.line, start) === 'kỳ' || textAt(view.line, start + 1) === 'kỳ';
}
