import { onward } from '../phrases/word-tree.js';
import { lineOf } from '../phrases/line.js';
import { UNITS } from '../phrases/unit-words.js';
import { NOUNS, VERBS } from '../proposals/words.js';
import type { PreparedText } from '../structure.js';
import { lowered } from '../text/lowered.js';

/** What a footnote is about: the clause that its mark ends. */
export interface Topic {
  /** `giải ngân vốn đầu tư công` of `tiến độ giải ngân vốn đầu tư công còn chậm`. */
  readonly name: string;
  /** `kế hoạch` or `dự toán` where the clause measures by it, or says `thấp` of what is measured by it. */
  readonly plan: string | null;
  /** Where or for whom work is done: `khỏi vùng nguy hiểm`; null where the clause does not say. */
  readonly complement: string | null;
}

const LONGEST = 400;
const JUDGED = / (?:đạt|còn|chiếm|chưa|không|chậm|mới|đã|thấp|được|gặp|vẫn|có|giảm|tăng|bị)(?!\p{L}).*$/su;
const OPENERS =
  /^(?:(?:việc|công tác|tiến độ|tình hình|kết quả|một số|nhiều|thực hiện|triển khai|trong đó|nhất là|tuy nhiên,?|về|các|những) )+/u;

/** The topic of a footnote whose mark stands at `anchor`; null where the clause says nothing that can be measured. */
export function topicAt(prepared: PreparedText, anchor: number): Topic | null {
  const counted = countedAt(prepared, anchor);
  if (counted !== null) return { name: counted, plan: null, complement: null };
  const start = clauseStart(prepared, Math.max(0, anchor - LONGEST), anchor);
  const folded = prepared.folded.slice(start, anchor);
  const judged = JUDGED.exec(folded);
  const name = folded.slice(0, judged?.index ?? folded.length).replace(OPENERS, '');
  if (name.trim() === '') return null;
  const at = start + folded.indexOf(name);
  const plan = /dự toán/.test(folded)
    ? 'dự toán'
    : /kế hoạch|thấp|cao|tốt|khá/.test(folded.slice(judged?.index ?? folded.length))
      ? 'kế hoạch'
      : null;
  const shown = prepared.text.slice(at, at + name.trimEnd().length);
  return { name: shown, plan, complement: COMPLEMENT.exec(shown)?.[1] ?? null };
}

const COUNT = /(?<!\p{L})(?:còn|có|xóa|đạt|là) (\d[\d.,]{0,12}) (\p{L}[^\d;:.()]{1,60})$/u;

/** `còn 214 phòng học tạm¹`: the note is about those that are counted; null where the mark ends no count. */
function countedAt(prepared: PreparedText, anchor: number): string | null {
  const from = Math.max(0, anchor - NEAR);
  const found = COUNT.exec(prepared.folded.slice(from, anchor));
  const [, , noun] = found ?? [];
  if (found === null || noun === undefined) return null;
  const at = from + found.index + found[0].length - noun.length;
  return onward(UNITS, lineOf(prepared, at, anchor), 0)?.value === 'count' ? `số ${prepared.text.slice(at, anchor).trimEnd()}` : null;
}

const NEAR = 100;

const COMPLEMENT = / (?:ra )?((?:khỏi|cho|tại|về|vào|đến) .+)$/su;

/** Under the topic of a footnote an item is more than its word: `giấy in` of `sản phẩm công nghiệp đạt thấp so với kế hoạch`. */
export function underTopic(subject: string, topic: Topic | null, isPlainRate: boolean): string {
  if (topic === null || subject === topic.name) return subject;
  const trade = /^(xuất khẩu|nhập khẩu|tiêu thụ|chế biến)(?!\p{L})/iu.exec(topic.name)?.[1]?.toLowerCase();
  const produced = /^(?:sản phẩm|sản lượng)(?!\p{L})/iu.test(topic.name) && !/^(?:sản lượng|giá trị|tỷ lệ)/iu.test(subject);
  const named =
    trade !== undefined && !subject.toLowerCase().includes(trade)
      ? `${subject} ${trade}`
      : produced
        ? `sản lượng ${lowered(subject)}`
        : subject;
  return topic.plan !== null && isPlainRate && !/^(?:tỷ lệ|tỷ trọng|giải ngân|độ|mức)/iu.test(named)
    ? `${lowered(named)} so với ${topic.plan}`
    : named;
}

/** Back to the semicolon, full stop or paragraph, or to the comma behind which another thing is named. */
function clauseStart(prepared: PreparedText, from: number, anchor: number): number {
  const part = prepared.folded.slice(from, anchor);
  for (const { 0: mark, index } of [...part.matchAll(/[;:.,] |\n/g)].reverse()) {
    const cut = index + mark.length;
    const line = lineOf(prepared, from + cut, Math.min(anchor, from + cut + 60));
    if (mark !== ', ' || onward(NOUNS, line, 0) !== null || onward(VERBS, line, 0) !== null) return from + cut;
  }
  return from;
}
