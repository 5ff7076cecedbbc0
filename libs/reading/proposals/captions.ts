import { lineOf, textAt } from '../phrases/line.js';
import type { Stretch } from '../phrases/phrases.js';
import { SCALES, UNITS } from '../phrases/unit-words.js';
import { onward } from '../phrases/word-tree.js';
import type { DocumentStructure, PreparedText } from '../structure.js';
import { NOUNS, VERBS } from './words.js';

/** How much of a caption is looked at, from its end. */
const LONGEST = 300;
/** What is longer and leads nothing in is a paragraph. */
const SHORT = 160;
const UNIT = /(?:đvt|đ\.v\.t|đơn vị(?: tính)?) ?: ?([^().;:]{1,24}?)\s*[).]?\s*$/u;

/** `(ĐVT: triệu đồng)` at the end of a caption or in a line of its own; null where it names no unit. */
export function unitOfCaption({ text, folded }: PreparedText, { from, to }: Stretch): string | null {
  const start = Math.max(from, to - LONGEST);
  const unit = UNIT.exec(folded.slice(start, to))?.[1];
  if (unit === undefined) return null;
  const at = folded.lastIndexOf(unit, to);
  return text.slice(at, at + unit.length);
}

const NUMBERED = /^(?:[ivxlc]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)/] +/u;
const FORM = /^(?:biểu|bảng|phụ lục|danh mục)(?: số)?(?: [\divxlc]{1,5})?[.:]? +/u;
const GIVEN =
  /^(?:(?:tổng hợp|báo cáo|chi tiết|phân bổ|phân giao|giao|về|các|chỉ tiêu|kế hoạch|mục tiêu|nhiệm vụ|kết quả|tình hình|tiến độ|số liệu|biểu)(?!\p{L}),? *)+(?:(?:thực hiện|giao)(?!\p{L}) *)?/u;
/** Behind what is measured: when, by whom, or that a list follows. */
const REST =
  /(?:^| +)[(,]?(?:(?:tính |lũy kế )?đến (?:hết|ngày|tháng|năm|nay|quý|thời|\d)|(?:năm|quý|tháng|giai đoạn) [\divx]|\d{1,2} tháng|vụ (?:đông|hè|mùa|xuân)|(?:của|cho|tại|theo) (?:các|từng|một số)|theo (?:đơn vị|địa bàn)|các (?:huyện|xã|phường|thôn|đơn vị|địa phương|sở)|từng|như sau|cụ thể)(?!\p{L}).*$/u;
const MARKS = /[\s:.(;,]+$/u;

/** What the rows of a table measure, by its caption: `giải ngân` of `Kết quả giải ngân của các chủ đầu tư đến ngày 31/8 như sau:`; else null. */
export function topicOfCaption(prepared: PreparedText, caption: Stretch): string | null {
  const { folded } = prepared;
  if (
    !folded.startsWith(':', caption.to - 1) &&
    (caption.to - caption.from > SHORT || /[.;]$/u.test(folded.slice(caption.to - 1, caption.to)))
  )
    return null;
  let from = Math.max(caption.from, caption.to - LONGEST);
  from += Math.max(folded.slice(from, caption.to - 1).lastIndexOf('. '), folded.slice(from, caption.to - 1).lastIndexOf('; ')) + 1;
  while (/\s/u.test(folded[from] ?? '')) from += 1;
  for (const opening of [NUMBERED, FORM, GIVEN]) from += opening.exec(folded.slice(from, caption.to))?.[0].length ?? 0;
  const words = folded.slice(from, caption.to).replace(REST, '').replace(MARKS, '');
  if (!/^\p{L}+ \p{L}/u.test(words) || !beginsMeasure(prepared, from, from + words.length)) return null;
  const shown = prepared.text.slice(from, from + words.length).replace(/\s+/gu, ' ');
  const named = shown === shown.toUpperCase() ? shown.toLowerCase() : shown;
  return named.charAt(0).toLowerCase() + named.slice(1);
}

/** Work that can be counted, or the name of something measured. */
function beginsMeasure(prepared: PreparedText, from: number, to: number): boolean {
  const line = lineOf(prepared, from, to);
  return onward(VERBS, line, 0) !== null || onward(NOUNS, line, 0) !== null;
}

/** What the table that stands at a place measures: its caption or lead-in, or the innermost heading. */
export function topicOf({ prepared }: DocumentStructure, captions: readonly Stretch[]): string | null {
  for (const caption of captions.toReversed()) {
    const topic = topicOfCaption(prepared, caption);
    if (topic !== null) return topic;
  }
  return null;
}

/** True where a stretch is nothing but the name of a unit: `ha`, `%`, `triệu đồng`, `giường bệnh/vạn dân`. */
export function isUnit(prepared: PreparedText, { from, to }: Stretch): boolean {
  if (/^[%‰]/u.test(prepared.folded.slice(from, to))) return true;
  const line = lineOf(prepared, from, to);
  return SCALES.has(textAt(line, 0)) || onward(UNITS, line, 0) !== null;
}
