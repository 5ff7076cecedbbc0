import { pairAt, textAt } from '../phrases/line.js';
import type { Work } from './dated-verbs.js';
import type { Mark } from './marks.js';
import type { View } from './view.js';

/** Words between `đã` and the verb: `đã cơ bản hoàn thành`. */
const MOST_BETWEEN = 3;
/** `Kết quả | giải ngân đến ngày 31/01 như sau`. */
const TOLD: ReadonlySet<string> = new Set(['kết quả', 'tình hình']);

/** `Đến hết ngày 31/8 | toàn tỉnh đã di chuyển được 30/90 hộ`, told after that day: a result, no task. By a day to come it is a plan. */
export function isToldAsDone({ line, structure }: View, { date }: Mark, { verb }: Work): boolean {
  const { issuedOn } = structure.head;
  if (date === null || (date.date !== null && issuedOn !== null && date.date > issuedOn)) return false;
  for (let index = verb - 1; index >= 0 && index >= verb - 1 - MOST_BETWEEN && line.tokens[index]?.kind === 'word'; index -= 1)
    if (textAt(line, index) === 'đã' || TOLD.has(pairAt(line, index - 1))) return true;
  return false;
}
