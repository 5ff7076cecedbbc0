import { isMark, type View } from '../proposals/view.js';
import { tokenAt } from '../phrases/line.js';
import { agencyAt } from '../structure/agencies.js';
import type { Parts } from './parts.js';
import { withinReach } from './range.js';
import { topicAt } from './topic.js';
import { spoken } from './wording.js';

const IN_BRACKETS =
  /^\(? ?(?:hiện(?: nay| tại| mới| đã| đang| đạt| là| có| còn)*|đến nay|tính đến[^,;()]{0,40}|mới|đã|đến (?:hết )?(?:ngày )?[\d/.-]{3,10}|(?:hết )?(?:năm|tháng|quý) [\divx/]{1,7}(?: (?:đạt|là|có|còn|mới|đã)|:)|\d{1,2} tháng(?: đầu năm)?(?: năm \d{4})? (?:đạt|là|có|mới|đã))(?!\p{L})/u;
const BEHIND_COMMA = /^hiện(?: nay| tại)? ?(?:mới|đã|đạt|là|chỉ|còn|có)?(?!\p{L})/u;

/**
 * A result told by the way in a sentence that asks for something: `bàn giao mặt bằng (hiện 83,6%), hoàn thành …`, `…, hiện đạt 62%, …`.
 * The first token of its clause; null where it is none.
 */
export function asideOf(view: View, { figure, segment, bracketed, statement, predicate }: Parts): number | null {
  const open = bracketed ? bracketBefore(view, figure.start) : null;
  if (open !== null) return IN_BRACKETS.test(spoken(view, { start: open, end: figure.start })) ? open : null;
  const start = behindComma(view, Math.min(segment, predicate?.start ?? segment), statement.start);
  return start !== null && BEHIND_COMMA.test(spoken(view, { start, end: figure.start })) ? start : null;
}

function bracketBefore({ line }: View, figure: number): number | null {
  for (let index = figure - 1; index >= withinReach(0, figure); index -= 1) {
    if (isMark(line, index, '(')) return index;
    if (isMark(line, index, ')')) return null;
  }
  return null;
}

function behindComma({ line }: View, segment: number, from: number): number | null {
  for (let index = segment; index > from && index > segment - NEAR; index -= 1) if (isMark(line, index - 1, ',')) return index;
  return null;
}

const NEAR = 6;

const URGING =
  /^(?:(?:khẩn trương|đẩy nhanh|đẩy mạnh|tập trung|tiếp tục|nâng cao|nâng|tăng cường|tăng|giảm|sớm|hoàn thành|hoàn thiện|giải quyết dứt điểm|dứt điểm|khắc phục|phấn đấu|bảo đảm|đảm bảo|duy trì|chỉ đạo|đôn đốc|rà soát|tình trạng|tiến độ|việc|công tác|tổ chức|triển khai|thực hiện|phối hợp|chủ động|yêu cầu|đề nghị)(?: |$))+/u;

/** What such a result is of, before it and without the words that ask: `giải phóng mặt bằng`; null where nothing stands there. */
export function aimBefore({ line, structure }: View, aside: number): string | null {
  const at = tokenAt(line, aside).from;
  const name = topicAt(structure.prepared, at)?.name.replace(/[\s,;(]+$/u, '') ?? '';
  if (name === '') return null;
  const from = structure.prepared.text.lastIndexOf(name, at);
  const agency = from < 0 ? null : agencyAt(structure.prepared, from, from + name.length);
  const words = agency !== null && agency.from === from ? name.slice(agency.to - from).replace(/^[\s,]+/u, '') : name;
  const aim = words.slice(URGING.exec(words.toLowerCase())?.[0].length ?? 0);
  return aim === '' || /^\d/u.test(aim) ? null : aim;
}
