import { textAt } from '../phrases/line.js';
import { backward } from '../phrases/word-tree.js';
import { beginningOf } from './clause.js';
import { FINISHING, firstVerb, REACH } from './dated-verbs.js';
import { foldedOfPart } from './draft.js';
import { isDue } from './due.js';
import { isOfCompound } from './openings.js';
import { isMark, tokensOf, within, type View } from './view.js';
import { VERBS } from './words.js';

/** `hoàn thiện, trình …`: a verb right before the comma shares the object. */
export function joinedBefore(view: View, verb: number, from: number): number {
  const before = isMark(view.line, verb - 1, ',') ? backward(VERBS, view.line, verb - 1) : null;
  if (before === null || before.start < from || isOfCompound(view, before.start)) return verb;
  return FINISHING.test(foldedOfPart(view, before)) ? before.start : verb;
}

const SENDING =
  /^(?:trình|gửi|báo cáo|nộp|gửi báo cáo|tổng hợp,? báo cáo|hoàn thiện,? trình) (?:về |lên |cho |qua |tới )?(?:(?:cho |kết quả về )?(?:ubnd|hđnd|ủy ban|uỷ ban|hội đồng|thường trực|ban|bộ|sở|cục|chi cục|phòng|văn phòng|chính phủ|thủ tướng|quốc hội|tỉnh ủy|huyện ủy|thành ủy|đảng ủy|chủ tịch|bí thư|giám đốc|cơ quan|các cơ quan|cấp|các cấp|đồng chí))(?:\s|$)/;
/** Something that is sent. */
const SENT =
  /(?:^|\s)(?:kết quả|tình hình|phương án|danh mục|đề án|dự thảo|hồ sơ|kế hoạch|quy hoạch|nghị quyết|quyết định|bảng giá|tiến độ|nội dung|việc|số liệu|dự án|luật|chương trình|báo cáo|tờ trình|đề xuất|dự toán|điều chỉnh|nghị định|thông tư|quy chế|quy định|văn bản)(?:\s|$)/;

/** `trình UBND tỉnh`: to whom, but not what. */
export function isSending(view: View, start: number, end: number): boolean {
  const words = foldedOfPart(view, { start, end: Math.min(end, start + 24) });
  if (/^(?:trình|gửi|báo cáo|nộp|công bố)$/.test(words)) return true;
  const lead = SENDING.exec(words)?.[0];
  return lead !== undefined && !SENT.test(words.slice(lead.length).replace(/(?:kế hoạch và đầu tư|quyết định|phê duyệt|ban hành)/g, ''));
}

/** `xây dựng kế hoạch chi tiết, | gửi Văn phòng Bộ`: the clause before says what is sent. */
export function withWhatIsSent(view: View, sending: number, from: number): number {
  const joined = isMark(view.line, sending - 1, ',') || ['và', 'để'].includes(textAt(view.line, sending - 1));
  const end = joined ? sending - 1 : sending;
  if (!joined || end <= from + 1) return sending;
  const begin = beforePurpose(view, Math.max(from, end - REACH), end);
  const verb = firstVerb(view, begin, end);
  return verb === null || isDatedBefore(view, begin, end) ? sending : joinedBefore(view, verb, from);
}

const PURPOSES: ReadonlySet<string> = new Set(['để', 'nhằm']);

/** `Báo cáo nhu cầu hỗ trợ | để xây dựng, sửa chữa nhà`: what is sent, not what for. */
function beforePurpose(view: View, from: number, end: number): number {
  let begin = beginningOf(view, from, end);
  for (let times = 0; times < MOST_PURPOSES && begin > from + 2; times += 1) {
    const at = purposeBefore(view, from, begin);
    if (at === null) return begin;
    begin = beginningOf(view, from, at);
  }
  return begin;
}

const MOST_PURPOSES = 2;

/** The word of purpose that leads the clause at a token in, over joined verbs: `để xây dựng, | sửa chữa`. */
function purposeBefore({ line }: View, from: number, begin: number): number | null {
  for (let index = begin - 1; index > Math.max(from, begin - LONGEST_PURPOSE); index -= 1) {
    if (PURPOSES.has(textAt(line, index))) return index;
    if (line.tokens[index]?.kind !== 'word' && textAt(line, index) !== ',') return null;
  }
  return null;
}

/** Tokens. */
const LONGEST_PURPOSE = 6;

function isDatedBefore(view: View, start: number, end: number): boolean {
  return within(view, view.phrases.dates, start, end).some(
    (date) => isDue(view, date, false) && date.bound && !isFixed(view, tokensOf(view.line, date).end),
  );
}

/** `đến 31/10 giải ngân dưới 50%`, `được phê duyệt trước ngày 15/5 thì …`: the day on which others are measured or sorted. */
export function isFixed(view: View, after: number): boolean {
  return FIXED.test(foldedOfPart(view, { start: after, end: after + 3 }));
}

const FIXED = /^(?:giải ngân|có tỷ lệ|tỷ lệ|đạt|chưa|mà|vẫn|thì|được|(?:dưới|trên) \d)(?=\s|\d|$)/;
