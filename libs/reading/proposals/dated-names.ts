import { isInCapitals, pairAt, textAt } from '../phrases/line.js';
import type { RecurrencePhrase } from '../phrases/phrases.js';
import { backward, onward } from '../phrases/word-tree.js';
import { agencyAt } from '../structure/agencies.js';
import { beginningOf, endOf, isLight, skipUrging } from './clause.js';
import { foldedOfPart, wordsOfPart } from './draft.js';
import { firstVerb, type Work } from './dated-verbs.js';
import type { Part } from './items.js';
import type { Mark } from './marks.js';
import { isSending } from './sending.js';
import { isMark, tokenFrom, type Statement, type View } from './view.js';
import { AUXES, VERBS } from './words.js';

/** What is to be finished, where the clause itself only says when: the clause or statement before. */
export function headOf(view: View, statement: Statement, { verb, done, quote, rest, subject }: Work, mark: Mark): Part | null {
  if (
    rest !== undefined ||
    subject !== undefined ||
    mark.start < verb ||
    (view.depth[mark.start] ?? 0) > 0 ||
    !(isLight(view, done.start, done.end) || isSent(view, done, mark))
  )
    return null;
  const whole = quote.start > statement.start + 2 ? clauseBefore(view, statement, quote) : statement.previous;
  if (whole === null) return null;
  if (!isLight(view, done.start, done.end)) return matterOf(view, whole);
  const room = withoutManner(view, whole);
  const begin = beginningOf(view, room.start, room.end);
  const start = firstVerb(view, begin, Math.min(room.end, begin + MOST_BEFORE)) ?? begin;
  if (start >= room.end) return null;
  const head = trimmed(view, purposeOf(view, { start, end: room.end }));
  return textAt(view.line, whole.end) === 'để' ? objectOf(view, head) : head;
}

/** `trình UBND tỉnh trước ngày …`: once, so that what is sent is the work before. */
function isSent(view: View, done: Part, { recurrence, date }: Mark): boolean {
  return recurrence === null && date?.precision !== 'recurring' && isSending(view, done.start, done.end);
}

/** The whole clause before; from its last verbs on where whoever is to do it opens it. */
function matterOf(view: View, { start, end }: Part): Part | null {
  const from = Math.max(start, end - LONGEST_MATTER);
  const isBare = from === start && agencyAt(view.structure.prepared, view.line.tokens[from]?.from ?? 0, view.passage.to) === null;
  const begin = isBare ? skipUrging(view, from, end) : beginningOf(view, from, end);
  const named = isBare ? begin : (firstVerb(view, begin, Math.min(end, begin + MOST_BEFORE)) ?? begin);
  const partner = agencyAt(view.structure.prepared, view.line.tokens[named]?.from ?? 0, view.passage.to);
  const first = partner === null ? named : tokenFrom(view.line, partner.to);
  return end - first < 3 ? null : trimmed(view, { start: first, end });
}

/** Tokens. */
const LONGEST_MATTER = 48;

const MANNER: ReadonlySet<string> = new Set(['bảo đảm', 'đảm bảo']);

/** `tổ chức khám sức khỏe cho người cao tuổi, | bảo đảm chu đáo, đúng đối tượng`: how it is to be done is not what. */
function withoutManner(view: View, { start, end }: Part): Part {
  for (let index = end - 1; index > Math.max(start + 2, end - LONGEST_MANNER); index -= 1)
    if (isMark(view.line, index - 1, ',') && MANNER.has(pairAt(view.line, index)) && firstVerb(view, start, index) !== null)
      return { start, end: index - 1 };
  return { start, end };
}

/** Tokens. */
const LONGEST_MANNER = 40;

/** `hoàn thiện thủ tục đầu tư các tuyến đường | để khởi công`: of the clause before, the things alone. */
function objectOf(view: View, { start, end }: Part): Part {
  let object = start;
  for (let verb = onward(VERBS, view.line, object); verb !== null && verb.end < end; verb = onward(VERBS, view.line, object))
    object = verb.end;
  for (let index = end - 2; index > object; index -= 1) if (MANY.has(textAt(view.line, index))) return { start: index, end };
  return { start: object, end };
}

const MANY: ReadonlySet<string> = new Set(['các', 'những']);

/** Up to a mark or a joining word; without one what stands there is whoever does it. */
function clauseBefore(view: View, { start }: Statement, quote: Part): Part | null {
  const urged = backward(AUXES, view.line, quote.start)?.start ?? quote.start;
  const at = [urged, quote.start].find((index) => isMark(view.line, index - 1, ',;:)–-') || JOINTS.has(textAt(view.line, index - 1)));
  return at === undefined || at <= start + 1 ? null : { start, end: at - 1 };
}

const JOINTS: ReadonlySet<string> = new Set(['và', 'để', 'nhằm']);
/** Tokens of whoever does it, before the first verb. */
const MOST_BEFORE = 16;

function purposeOf(view: View, { start, end }: Part): Part {
  for (let index = end - 1; index > start; index -= 1) if (textAt(view.line, index - 1) === 'để') return { start: index, end };
  return { start, end };
}

function trimmed(view: View, { start, end }: Part): Part {
  const stop = endOf(view, start + 1, end, 'purpose');
  let last = stop;
  while (last > start + 1 && isMark(view.line, last - 1, ',;:')) last -= 1;
  return { start, end: last };
}

const TRAILING = /[\s,;:(]+$|\s+(?:ngay|tại|vào|trong|trước|đến|xong|dịp|(?<!cá )nhân)$/;

/** What is to be done, in its own words or those of its head. */
export function nameOf(view: View, { done, rest, subject, lent }: Work, head: Part | null): string {
  if (lent !== undefined) return lowered(`${wordsOfPart(view, lent)} ${wordsOfPart(view, done).replace(TRAILING, '')}`);
  if (subject !== undefined) return lowered(`${wordsOfPart(view, done).replace(TRAILING, '')} ${small(wordsOfPart(view, subject))}`);
  const bare = /^(?:hoàn thành|xong|hoàn tất|thực hiện xong)$/.test(foldedOfPart(view, done));
  const dated = head === null ? null : timeWithin(view, head);
  const sends = isSending(view, done.start, done.end);
  if (head !== null && dated !== null && !sends) return resumed(view, done, { start: head.start, end: dated });
  const things = head !== null && !sends && firstVerb(view, head.start, head.start + 1) === null;
  const own =
    head === null || bare
      ? ''
      : `${wordsOfPart(view, done)
          .replace(TRAILING, '')
          .replace(things ? /^tổ chức (?=\S)/i : /^$/, '')}${things ? ' ' : ': '}`;
  const behind = rest === undefined ? '' : ` ${wordsOfPart(view, rest)}`;
  const main = wordsOfPart(view, head ?? done).replace(TRAILING, '');
  const words = `${own}${own === '' ? main : lowered(main)}${behind}`.replace(TRAILING, '');
  const named = words.replace(
    /^hoàn thành (?:việc |công tác )?(?=(?:tổ chức|xây dựng|lập|phân bổ|lựa chọn|sắp xếp|phê duyệt|quyết toán|giải phóng|đưa|thi công|rà soát|thẩm định|sáp nhập|cập nhật|nâng cấp|cải tạo|xóa|số hóa|kiểm kê|giao)(?:\s|$))/i,
    '',
  );
  const what = head === null && sends && !saysWhat(view, rest) ? subjectAbove(view) : null;
  const called = isInCapitals(view.line) ? named.toLowerCase() : lowered(named);
  return `${called}${what === null ? '' : `: ${what}`}`;
}

/** `báo cáo hằng tuần | với Thường trực về tiến độ`: what it is about stands behind the time. */
function saysWhat(view: View, rest: Part | undefined): boolean {
  return rest !== undefined && /(?:^|\s)(?:về|tình hình|kết quả|tiến độ|việc)(?:\s|$)/.test(foldedOfPart(view, rest));
}

/** Where a time begins within the words; null where none does. */
function timeWithin({ cover }: View, { start, end }: Part): number | null {
  for (let index = start; index < end; index += 1) if (cover[index] === 'date') return index;
  return null;
}

/** `khởi công dự án vào quý III, | hoàn thành vào quý IV`: the object of the first verb is that of the second too. */
function resumed(view: View, done: Part, head: Part): string {
  const verb = firstVerb(view, head.start, head.end);
  const object = verb === null ? head.start : (onward(VERBS, view.line, verb)?.end ?? verb + 1);
  const words = `${wordsOfPart(view, done)} ${object < head.end ? wordsOfPart(view, { start: object, end: head.end }) : ''}`.trim();
  return lowered(words);
}

const small = (words: string): string => (/^\p{Lu}\p{Ll}+ \p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words);

/** In lower case but for a word of capitals, `UBND`. */
function lowered(words: string): string {
  return /^\p{Lu}{2}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

const PAPER =
  /^(?:\S{1,6}[.)]\s+)?((?:dự thảo|đề án|kế hoạch|tờ trình|báo cáo|quy hoạch|nghị quyết|quyết định|chương trình|quy chế)\s[^.;:(]{3,160})/i;

/** The paper that the heading is about, where the clause only says to whom it is sent. */
function subjectAbove({ structure: { prepared }, passage }: View): string | null {
  const heading = passage.above.at(-1);
  const words = heading === undefined ? '' : prepared.text.slice(heading.from, Math.min(heading.to, heading.from + 240));
  return whole(PAPER.exec(words.trim())?.[1]?.replace(/\s+/g, ' ').trim() ?? '') || null;
}

const LONGEST_TITLE = 160;

/** A long title up to the last comma, else up to its last whole word. */
function whole(title: string): string {
  if (title.length < LONGEST_TITLE) return title;
  const comma = title.lastIndexOf(', ');
  return title.slice(0, comma > LONGEST_TITLE / 2 ? comma : title.lastIndexOf(' '));
}

const PERIOD = /(?:\d{1,2} tháng(?: (?:đầu|cuối) năm)?|quý (?:iv|i{1,3}|[1-4])|cả năm|năm)$/i;

/** The name of the work that comes again, with its own period in place of the first one's. */
export function agreeingName(view: View, { done }: Work, first: string): string {
  const own = wordsOfPart(view, done).replace(TRAILING, '');
  if (own === '') return first;
  return PERIOD.test(first) && PERIOD.test(own) ? first.replace(PERIOD, own) : `${first}: ${own}`;
}

const RHYTHMS: Readonly<Record<string, string>> = {
  daily: 'hằng ngày',
  weekly: 'hằng tuần',
  monthly: 'hằng tháng',
  quarterly: 'hằng quý',
  yearly: 'hằng năm',
};

/** What is done every week is not what is done every quarter: `báo cáo tiến độ hằng tuần`. */
export function withRhythm(name: string, recurrence: RecurrencePhrase | null): string {
  if (recurrence === null || /định kỳ|h[ằà]ng (?:ngày|tuần|tháng|quý|năm)/u.test(name)) return name;
  const rhythm = RHYTHMS[recurrence.recurrence];
  return rhythm === undefined ? `định kỳ ${name}` : `${name} ${rhythm}`;
}
