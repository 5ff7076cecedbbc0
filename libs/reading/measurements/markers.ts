import { textAt } from '../phrases/line.js';
import { onward, type WordTree } from '../phrases/word-tree.js';
import { isClosed, type View } from '../proposals/view.js';
import type { Range } from './range.js';
import { isPartOfWord } from './words.js';

interface Found {
  readonly all: readonly Range[];
  /** Outside brackets. */
  readonly outside: readonly Range[];
}

const found = new WeakMap<View, Map<WordTree<true>, Found>>();

/**
 * True where an expression stands wholly between two tokens, outside citations, and outside brackets unless the second token is within
 * them. The passage is gone through once for all its figures.
 */
export function says(view: View, words: WordTree<true>, from: number, to: number): boolean {
  const { all, outside } = rangesOf(view, words);
  const ranges = (view.depth[to] ?? 0) > 0 ? all : outside;
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? from) < from) low = middle + 1;
    else high = middle;
  }
  const first = ranges[low];
  return first !== undefined && first.end <= to;
}

function rangesOf(view: View, words: WordTree<true>): Found {
  const known = found.get(view) ?? new Map<WordTree<true>, Found>();
  found.set(view, known);
  const ranges = known.get(words) ?? search(view, words);
  known.set(words, ranges);
  return ranges;
}

/** `chương trình mục tiêu quốc gia` aims at nothing here. */
function isOfProgramme({ line }: View, index: number): boolean {
  return textAt(line, index) === 'mục' && textAt(line, index - 1) === 'trình';
}

function search(view: View, words: WordTree<true>): Found {
  const all: Range[] = [];
  for (let index = 0; index < view.line.tokens.length; index += 1) {
    const match = isClosed(view, index) ? null : onward(words, view.line, index);
    if (match !== null && !isPartOfWord(view.line, index) && !isOfProgramme(view, index)) all.push({ start: index, end: match.end });
  }
  return { all, outside: all.filter(({ start }) => (view.depth[start] ?? 0) === 0) };
}
