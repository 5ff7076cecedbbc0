import type { DatePhrase } from '../phrases/phrases.js';
import { foldedOfPart } from './draft.js';
import { isDue } from './due.js';
import { isMark, tokensOf, within, type Statement, type View } from './view.js';

/** How far before a time its clause may begin. Tokens. */
const LONGEST = 16;
/** How far behind a number its clause may stand. Tokens. */
const FAR = 160;
/** How many statements ahead a closing clause is looked for. */
const AHEAD = 6;

const WORD = '[^\\s,;:.()]+';
const THESE = `(?:cả |hai |ba |bốn |năm |\\d{1,3} ){0,2}(?:toàn bộ|tất cả|các|những|mọi|việc|công việc|công tác|nhiệm vụ|nội dung|khối lượng|số|hạng mục|công trình|diện tích)(?: ${WORD}){0,6}? (?:này|trên|nói trên|nêu trên|kể trên|đó|ấy)`;
const WORK = `(?:việc|công tác)(?: ${WORD}){1,5}?(?= (?:phải|cần|được|sẽ) )`;
const FINISHED = '(?:hoàn thành|hoàn tất|xong|kết thúc|dứt điểm)';
const ECHO =
  '(?:kết luận|thực hiện|thi công|triển khai|xây dựng|giải quyết|xử lý|làm|tổ chức|thi hành|bàn giao|nghiệm thu|chi trả|trồng|lắp đặt)';
const TIME = '(?:về )?(?:thời gian|thời hạn|tiến độ|hạn)(?: thực hiện| hoàn thành| cuối cùng)? ?:?';

/** Nothing but that it is finished, and perhaps of what: `kết luận xong`, `toàn bộ khối lượng trên phải hoàn thành`. */
const CLOSING = new RegExp(
  `^(?:và |song )?(?:(?:(?:${THESE}|${WORK}|tất cả|toàn bộ) )?(?:(?:phải|cần|được|sẽ|đều|cơ bản|bảo đảm|đảm bảo|yêu cầu) ){0,3}(?:${ECHO} )?${FINISHED}(?: (?:xong|dứt điểm|toàn bộ|tất cả|việc này|nội dung này|nhiệm vụ này))?(?: (?:trước|trong|sau) ${WORD}(?: ${WORD}){0,3},?)?|${TIME}(?: ${FINISHED})?)$`,
);

/**
 * The time of a clause behind a number that holds only a finishing verb: `…; hoàn tất trước 15/12`, `Các hạng mục trên phải xong trước 30/8`.
 * It stands in the statement, in a later one of the sentence, or is all that the next sentence says. Null where there is none.
 */
export function closingBehind(view: View, statement: Statement, after: number): DatePhrase | null {
  const own = within(view, statement.phrases.dates, after, Math.min(statement.end, after + FAR)).find((date) =>
    closes(view, date, clauseStart(view, date, after)),
  );
  return own ?? closingStatement(view, statement);
}

function closingStatement(view: View, { start, sentence }: Statement): DatePhrase | null {
  const first = indexOf(view, start) + 1;
  for (const next of view.statements.slice(first, first + AHEAD)) {
    const [date] = next.phrases.dates;
    const { end } = date === undefined ? { end: -1 } : tokensOf(view.line, date);
    if (date !== undefined && closes(view, date, next.start) && endsAt(view, end, next.end)) return date;
    if (next.sentence !== sentence) return null;
  }
  return null;
}

function endsAt({ line }: View, end: number, last: number): boolean {
  return end >= last || isMark(line, end, '(,') || ['để', 'nhằm', 'theo'].includes(line.tokens[end]?.text ?? '');
}

function closes(view: View, date: DatePhrase, from: number | null): boolean {
  if (from === null || date.precision === 'recurring' || !isDue(view, date, false)) return false;
  const { start } = tokensOf(view.line, date);
  return from < start && start - from <= LONGEST && CLOSING.test(foldedOfPart(view, { start: from, end: start }));
}

/** Behind the last comma before a time. */
function clauseStart({ line }: View, date: DatePhrase, after: number): number | null {
  const { start } = tokensOf(line, date);
  for (let index = start - 1; index >= Math.max(after, start - LONGEST); index -= 1)
    if (isMark(line, index, ',') && index < start - 1) return index + 1;
  return null;
}

/** Where a statement stands among those of its passage. */
function indexOf({ statements }: View, start: number): number {
  let [low, high] = [0, statements.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
