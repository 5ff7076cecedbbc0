import { textAt } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { isLight } from './clause.js';
import type { Item } from './items.js';
import { isMark, type View } from './view.js';
import { VERBS } from './words.js';

/** What something stands or happens on. */
const GROUND =
  /^(?:tuyến|trục|đường|phố|đoạn|địa bàn|lĩnh vực|sông|hồ(?! sơ)|kênh|khu đất|xã|phường|huyện|thôn|bản|quận|thị trường|nền tảng|cánh đồng)(?= |$)/;
/** Nothing is more than these in number: they are only worked on. */
const ONLY_GROUND = /^(?:địa bàn|lĩnh vực|nền tảng)(?= |$)/;

/** `lắp đặt camera | trên 15 tuyến phố`: where it is done, not more than fifteen; but `sửa chữa trên 15 tuyến phố`. */
export function isWhere(view: View, { quantity, value, core }: Item): boolean {
  if (quantity.comparatorWord !== 'trên' || quantity.kind !== 'count' || !GROUND.test(quantity.unit ?? '')) return false;
  const at = value.start;
  if (textAt(view.line, at) !== 'trên') return false;
  if (ONLY_GROUND.test(quantity.unit ?? '')) return true;
  const first = onward(VERBS, view.line, firstOf(view, core, at));
  return first !== null && first.end < at && !isLight(view, first.end, at);
}

/** Tokens. */
const LONGEST = 24;

/** The first word of the clause, behind the last mark before the number. */
function firstOf(view: View, core: number, at: number): number {
  let first = Math.min(core, at - 1);
  for (let index = first - 1; index > at - LONGEST && index >= 0; index -= 1) {
    if (isMark(view.line, index, ',;:.(')) break;
    first = index;
  }
  return first;
}
