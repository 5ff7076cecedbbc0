import { tokenAt } from '../phrases/line.js';
import type { View } from '../proposals/view.js';
import type { Range } from './range.js';

/** The words of the document between two tokens, without the dates among them. */
export function wording(view: View, { start, end }: Range): string {
  const { prepared } = view.structure;
  let words = '';
  for (let from = start; from < end;) {
    let to = from;
    while (to < end && view.cover[to] !== 'date') to += 1;
    if (to > from) words += ` ${prepared.text.slice(tokenAt(view.line, from).from, tokenAt(view.line, to - 1).to)}`;
    from = to + 1;
  }
  return words.replace(PERIODS, '').trim();
}

/** `9 tháng`, `8 tháng đầu năm` within a name say when, not what. */
const PERIODS = /(?:^|\s)(?:trong )?\d{1,2} tháng(?: đầu năm| cuối năm)?(?!\p{L})/giu;

/** The words between two tokens as they are, in lower case. */
export function spoken(view: View, { start, end }: Range): string {
  return end > start ? view.structure.prepared.folded.slice(tokenAt(view.line, start).from, tokenAt(view.line, end - 1).to) : '';
}
