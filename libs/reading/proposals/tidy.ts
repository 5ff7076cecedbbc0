import { wordsOfPart } from './draft.js';
import type { Part } from './rooms.js';
import { isMark, type View } from './view.js';

const LEADING = /^(?:[,:;–+-]|và|trong đó|riêng|các|những|cho|của|toàn tỉnh|toàn huyện|cả nước)\s+/i;
const TRAILING =
  /[\s,;:–(-]+$|\s+(?:phải|cần|đều|sẽ|là|ở mức|mức|bình quân|từ|(?<!trở )lên|(?<!trở )xuống|còn|được|tiếp tục|trong|đến|lần lượt|toàn tỉnh|toàn huyện|toàn xã|trên địa bàn tỉnh|tối thiểu|tối đa|ngay|phấn đấu|phấn đấu đạt|phấn đấu tăng|tăng trung bình|trung bình|(?:được )?duy trì(?: ổn định)?|ổn định|giữ vững|nằm|đứng|xếp)$/;

/** The words without dates, comparisons and what is for: `cấp 100% thẻ … trước ngày 30/6`. */
export function timelessWords(view: View, { start, end }: Part): string {
  const kept: Part[] = [];
  for (let index = start; index < end; index += 1) {
    if (view.cover[index] === 'date' || view.cover[index] === 'recurrence' || isEmptyBracket(view, index)) continue;
    const last = kept.at(-1);
    if (last?.end === index) kept[kept.length - 1] = { start: last.start, end: index + 1 };
    else kept.push({ start: index, end: index + 1 });
  }
  return kept
    .map((part) => wordsOfPart(view, part))
    .join(' ')
    .replace(/\s+(?:so với|để|nhằm|từ \d) .*$/, '')
    .replace(BASE, '')
    .replace(ASIDE, '');
}

/** `tỷ lệ che phủ rừng từ 27,5% | lên 32%`: where it starts is no part of the name. */
const BASE = /\s+từ (?:mức )?\d[\d.,]*\s?(?:%|\p{Ll}+(?: đồng)?)?$/u;

/** What is added in brackets, but for short names: `(DTI)`. */
const ASIDE = /\s*\((?!\s*[\p{Lu}\d -]{2,12}\s*\))[^()]{0,80}\)/gu;

/** A bracket around a date only. */
function isEmptyBracket({ line, cover }: View, index: number): boolean {
  return (isMark(line, index, '(') && cover[index + 1] === 'date') || (isMark(line, index, ')') && cover[index - 1] === 'date');
}

/** Two capitals in a row begin a name, but for ranks and bodies. */
const PROPER = /^(?!(?:Tỉnh|Huyện|Quận|Xã|Phường|Thị|Thành|Đặc|Sở|Ban|Bộ|Ủy|Hội|Công|Cục|Phòng|Thôn|Bản) )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}/u;

/** A noun phrase without what it hangs on, its first letter small. */
export function tidied(words: string): string {
  let text = words.trim();
  for (let round = 0; round < 4; round += 1) text = text.replace(LEADING, '').replace(TRAILING, '').trim();
  if (PROPER.test(text)) return text;
  const [first = ''] = text;
  const second = text.charAt(1);
  return second !== '' && second === second.toLowerCase() ? first.toLowerCase() + text.slice(1) : text;
}
