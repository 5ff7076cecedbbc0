import { textAt } from '../phrases/line.js';
import { meaning, onward, wordTree } from '../phrases/word-tree.js';
import type { Part } from './items.js';
import type { View } from './view.js';

/** A verb that says which way something is to go. */
export interface Direction extends Part {
  readonly way: 'increase' | 'decrease' | 'maintain';
  readonly word: string;
}

const WAYS = wordTree([
  ...meaning(
    'nâng cao, tăng, nâng, cải thiện, cải thiện và nâng cao, nâng cao và cải thiện, cải thiện, tăng nhanh, gia tăng, thăng hạng, tăng hạng, nâng hạng, mở rộng, tăng dần, đẩy nhanh, phát triển',
    'increase' as const,
  ),
  ...meaning(
    'giảm, giảm dần, giảm thiểu, kéo giảm, hạ, hạ thấp, giảm mạnh, giảm nhanh, giảm sâu, hạn chế, kiềm chế, làm giảm, tiếp tục giảm',
    'decrease' as const,
  ),
  ...meaning(
    'duy trì, giữ vững, giữ, duy trì và nâng cao, giữ vững và nâng cao, duy trì và cải thiện, giữ vững và phát huy, tiếp tục duy trì',
    'maintain' as const,
  ),
]);
const NEVER_BEFORE: ReadonlySet<string> = new Set(['đã', 'không', 'chưa', 'độ', 'số', 'mức', 'khả', 'được', 'việc', 'gia']);

/** The verb of direction that begins at a token, `phấn đấu` before it aside; null for none, and within citations. */
export function directionAt(view: View, index: number): Direction | null {
  if (view.cover[index] != null || NEVER_BEFORE.has(textAt(view.line, index - 1))) return null;
  const match = onward(WAYS, view.line, index);
  if (match === null) return null;
  return {
    start: index,
    end: match.end,
    way: match.value,
    word: view.line.tokens
      .slice(index, match.end)
      .map(({ text }) => text)
      .join(' '),
  };
}

/** `phấn đấu` right before a token belongs to the quote. */
export function strivingBefore({ line }: View, index: number): number {
  return textAt(line, index - 2) === 'phấn' && textAt(line, index - 1) === 'đấu' ? index - 2 : index;
}
