import { textAt } from '../phrases/line.js';
import { endOf } from './clause.js';
import { wordsOfPart } from './draft.js';
import type { View } from './view.js';

/** `thứ hạng chỉ số PCI`: what is ranked, before the place or the step. */
export function rankName(view: View, words: string, end: number): string {
  const named = words.replace(/^(?:đưa|nâng|giữ|duy trì|phấn đấu|thuộc|nằm|vào) /iu, '').replace(/ (?:vào|nằm|thuộc|trong|từ)$/u, '');
  const behind = /chỉ số|\p{Lu}{2}/u.test(named) ? null : rankBehind(view, end);
  if (behind !== null) return behind;
  return /(?:thứ|xếp) hạng|^vị trí/i.test(named) ? named : `thứ hạng ${named}`;
}

/** `thuộc nhóm 10 tỉnh dẫn đầu cả nước | về chỉ số PCI`: what is ranked stands behind the place. */
function rankBehind(view: View, from: number): string | null {
  for (let index = from; index < from + LONGEST_SCOPE; index += 1) {
    if (view.line.tokens[index]?.kind !== 'word') return null;
    if (textAt(view.line, index) !== 'về') continue;
    return `thứ hạng ${wordsOfPart(view, { start: from, end: endOf(view, index + 1, index + LONGEST_NAME, 'purpose') }).replace(/[\s.,;:]+$/u, '')}`;
  }
  return null;
}

/** Tokens of where the ranking is told. */
const LONGEST_SCOPE = 8;
const LONGEST_NAME = 24;
