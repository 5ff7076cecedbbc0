import { isCapital, pairAt, textAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { onward } from '../phrases/word-tree.js';
import { closingBehind } from './closing.js';
import { foldedOfPart } from './draft.js';
import type { Due } from './due-phrase.js';
import { dueOf, dueWithin, isDue } from './due.js';
import type { Item } from './items.js';
import { isMark, tokensOf, within, type Statement, type View } from './view.js';
import { VERBS } from './words.js';

/** How far behind a number the words that only say when may reach. Tokens. */
const REACH = 14;
const WHEN =
  /^[,;(]? ?(?:và |phải |xong |thời gian |thời hạn ){0,2}(?:hoàn thành|hoàn tất|xong|thực hiện xong|chậm nhất|muộn nhất|trước|báo cáo (?:trước|chậm|trong)|đến hết|đến ngày|thời hạn|thời gian|hạn|trong (?:tháng|quý|năm)|vào (?:tháng|quý|cuối|dịp))(?![\p{L}])/u;

/** `…, hoàn thành trước ngày 30/10`, `… (xong trước ngày 31/8)`: words behind it that say only when. */
export function trailingDue(view: View, statement: Statement, { value, quote, room }: Item): Due | null {
  const start = pastBracket(view, quote.end);
  if (!WHEN.test(foldedOfPart(view, { start, end: start + 5 }))) return null;
  const end = Math.min(statement.end, start + REACH);
  const due = within(view, statement.phrases.dates, start, end).find((date) => isDue(view, date, false));
  if (due === undefined || hasWork(view, start, tokensOf(view.line, due).start)) return null;
  return room.end < start && isMark(view.line, start, ',') && start > room.end + 1
    ? null
    : dueWithin(view, statement, { start, end }, value.start, false);
}

/** `tập huấn cho 164 tổ, mỗi tổ 5 người, xong trước 30/6`: a clause that only says when, at the end of the statement, is that of all before it. */
export function closingDue(view: View, statement: Statement, { value }: Item): Due | null {
  const last = statement.phrases.dates.at(-1);
  if (last === undefined || !last.bound || !isDue(view, last, false)) return null;
  const { start, end } = tokensOf(view.line, last);
  if (end < statement.end || start <= value.end) return null;
  let comma = start - 1;
  while (comma > value.end && comma > start - 8 && !isMark(view.line, comma, ',')) comma -= 1;
  const isClause = isMark(view.line, comma, ',') && !hasWork(view, comma, start);
  return isClause || isOneList(view, statement, value.start) ? dueOf(view, last, false) : null;
}

/** `…; các hạng mục này hoàn thành trước 30/8`: a clause behind it that says only by when all of it is finished. */
export function finishedBehind(view: View, statement: Statement, { value }: Item): Due | null {
  const phrase = closingBehind(view, statement, value.end);
  return phrase === null ? null : dueOf(view, phrase, false);
}

/** `xây mới 12 trạm, sửa chữa 20 trạm | đến hết năm 2025`: the time at the end of the last number's clause, where the others name none. */
export function sharedDue(view: View, statement: Statement, { quantity, value }: Item): Due | null {
  const last = statement.phrases.dates.at(-1);
  if (last === undefined || !last.bound || !isDue(view, last, false)) return null;
  const { start, end } = tokensOf(view.line, last);
  const numbers = within(view, statement.phrases.quantities, value.end, start);
  const number = numbers.at(-1);
  if (number === undefined || !isLike(quantity, number)) return null;
  if (numbers.length > LONGEST_LIST || end < statement.end || start - value.end > LONGEST) return null;
  for (let index = tokensOf(view.line, number).end; index < start; index += 1)
    if (isMark(view.line, index, ',') && !isPassiveBefore(view, index)) return null;
  return within(view, statement.phrases.dates, value.end, start).some((date) => isDue(view, date, true)) ? null : dueOf(view, last, false);
}

/** `được quản lý, | điều trị …`: a second word for what happens to the same. */
function isPassiveBefore({ line }: View, comma: number): boolean {
  for (let index = comma - 1; index > comma - LONGEST_VERB; index -= 1) if (textAt(line, index) === 'được') return true;
  return false;
}

/** `được` and up to two words of its verb. */
const LONGEST_VERB = 4;

/** Two levels, or two things that are counted: `thu 5.000 tỷ đồng, giải ngân 100%` have their own times. */
function isLike(one: Quantity, other: Quantity): boolean {
  return one.unit === other.unit || (one.kind !== 'percentage' && other.kind !== 'percentage');
}

/** How many numbers may share a time at their end. */
const LONGEST_LIST = 8;
/** How long such a list may be. Tokens. */
const LONGEST = 160;

/** `90% trạm y tế …, 95% thôn, bản … vào cuối năm`: nothing but numbers, one after a comma or `và` each, to the end of the statement. */
function isOneList(view: View, { phrases, end }: Statement, first: number): boolean {
  const later = within(view, phrases.quantities, first + 1, Math.min(end, first + LONGEST)).slice(0, LONGEST_LIST + 1);
  if (later.length === 0 || later.length > LONGEST_LIST || end - first > LONGEST) return false;
  return later.every((quantity) => {
    const { start } = tokensOf(view.line, quantity);
    return isMark(view.line, start - 1, ',') || ['và', 'cho'].includes(textAt(view.line, start - 1)) || isOfNextPlace(view, start);
  });
}

const PLACES: ReadonlySet<string> = new Set('tỉnh huyện quận xã phường thị thành đặc'.split(' '));
/** Tokens, brackets left out. */
const LONGEST_PLACE = 7;

/** `…, thị xã Kỳ Anh | 2.874 căn`: the next place, with no verb of its own. */
function isOfNextPlace(view: View, at: number): boolean {
  let words = 0;
  for (let index = at - 1; index > at - LONGEST && words <= LONGEST_PLACE; index -= 1) {
    if ((view.depth[index] ?? 0) > 0) continue;
    if (isMark(view.line, index, ',') || textAt(view.line, index) === 'và')
      return words > 0 && (PLACES.has(textAt(view.line, index + 1)) || isCapital(view.line, index + 1));
    if (onward(VERBS, view.line, index) !== null && !isCapital(view.line, index)) return false;
    words += 1;
  }
  return false;
}

/** Over a bracket that belongs to the name: `Dự án đường Vành đai (đoạn nối …) | chậm nhất ngày 31/7`. */
function pastBracket(view: View, start: number): number {
  if (!isMark(view.line, start, '(') || WHEN.test(foldedOfPart(view, { start, end: start + 4 }))) return start;
  for (let index = start + 1; index < start + 40; index += 1) if (isMark(view.line, index, ')')) return index + 1;
  return start;
}

const SAYS_WHEN: ReadonlySet<string> = new Set(['hoàn thành', 'hoàn tất', 'thời gian', 'thời hạn', 'thực hiện', 'báo cáo']);

/** Anything but words of finishing between the number's clause and the time. */
function hasWork(view: View, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    if (isMark(view.line, index, ',;(:') || ['và', 'phải', 'xong', 'hạn'].includes(textAt(view.line, index))) continue;
    if (!SAYS_WHEN.has(pairAt(view.line, index))) return true;
    index += 1;
  }
  return false;
}
