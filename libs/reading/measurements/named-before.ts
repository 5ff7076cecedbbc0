import { tokenAt } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { tokenFrom, type View } from '../proposals/view.js';
import { NOUNS } from '../proposals/words.js';
import type { Parts } from './parts.js';
import { topicAt } from './topic.js';
import { BALANCES, SECTORS } from './words.js';

const LONGEST_HEADING = 80;

/** `Huyện Tân Sa đạt 45%` is of what its heading names. */
export function headed({ passage, structure }: View): string {
  const at = passage.above.findLast(({ from, to }) => to - from <= LONGEST_HEADING || structure.prepared.text[to - 1] === ':');
  const folded = at === undefined ? '' : structure.prepared.folded.slice(at.from, at.to);
  const words = (SENTENCE.exec(folded)?.[1] ?? folded.slice(0, LONGEST_HEADING)).replace(HEADING_WORDS, '');
  return words === '' ? 'tỷ lệ thực hiện' : words;
}

/** `Tỷ lệ bao phủ đạt 83,1%. Cụ thể từng địa phương:`: what the list goes on with. */
const SENTENCE = /^([^.:;]{3,80}?),? (?:(?:mới|chỉ|ước|đã) )*(?:đạt|còn|là|chiếm|bằng)(?: (?:trên|dưới|khoảng|gần|hơn))? \d.{0,240}:$/su;

const HEADING_WORDS = /^(?:về |kết quả |tình hình |công tác |tiến độ |thực hiện |đạt được)+|(?:trong )?\d{1,2} tháng.*$|[\s:.]+$/gu;

/** `giải ngân vốn đầu tư công còn chậm, đến ngày 30/6 mới đạt 21,8%`: what was judged in the same sentence. */
export function judgedBefore({ line, structure }: View, { predicate, segment, statement }: Parts): string | null {
  if (predicate === null || segment <= statement.start) return null;
  const name = topicAt(structure.prepared, tokenAt(line, segment).from)?.name ?? null;
  return name === null || /\d/u.test(name) || PROPER.test(name) ? null : name.replace(/[\s,]+$/u, '');
}

/**
 * `…; tiến độ giải ngân còn chậm, mới đạt 51,6%`, `khu vực doanh nghiệp chiếm tỷ lệ cao, ước đạt …`: what was judged since the figure
 * before, whose last token is `last`; null where nothing was.
 */
export function judgedSince({ line, structure }: View, { predicate, subject, segment, statement }: Parts, last: number): string | null {
  const start = Math.max(last, statement.start);
  if (predicate === null || subject.end > subject.start || segment <= start) return null;
  const words = structure.prepared.text.slice(tokenAt(line, start).from, tokenAt(line, segment).from).replace(/[,;:\s]+$/u, '');
  const at = Math.max(...[', ', '; ', ': '].map((mark) => words.lastIndexOf(mark) + 2), 0);
  const clause = words.slice(at > 1 ? at : 0);
  const judged = JUDGED.exec(clause)?.index ?? 0;
  const name = clause.slice(0, judged).replace(LEADING, '');
  if (name === '' || /\d/u.test(name) || PROPER.test(name)) return null;
  const first = tokenFrom(line, tokenAt(line, start).from + words.length - clause.length + judged - name.length);
  return (onward(NOUNS, line, first) ?? onward(BALANCES, line, first) ?? onward(SECTORS, line, first)) !== null || /^giải ngân/iu.test(name)
    ? name
    : null;
}

const LEADING = /^[\s,;:]*(?:(?:trong đó|riêng|tuy nhiên|ngoài ra|việc|công tác|tiến độ|tình hình|kết quả|tiến độ thực hiện),? )*/iu;
const JUDGED = / (?:còn|chậm|thấp|cao|khá|tốt|hạn chế|ổn định|khó khăn|chiếm|tăng|giảm|chưa|phát triển)(?!\p{L})/u;

/** The name of somebody or some place says not what is told of it. */
const PROPER =
  /^(?:[Cc]ác |[Mm]ột số )?(?:[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|Sở|Ban|UBND|Công ty)(?!\p{L})|^\p{Lu}\p{L}* \p{Lu}\p{Ll}/u;
