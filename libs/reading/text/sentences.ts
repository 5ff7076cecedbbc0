import type { PreparedText } from '../structure.js';

export interface Sentence {
  readonly from: number;
  readonly to: number;
}

/** A full stop, question or exclamation mark that ends a sentence: a capital, a digit, a quotation mark or nothing follows. */
const END = /(?:\.{2,}|…|[.!?])["”’)\]]*(?=\s+["“(]?[\p{Lu}\d]|\s*$)/gu;
/** What stands before a full stop that abbreviates: `TP.`, `v.v.`, `Đ/c.`, one capital, `số 1.` at a beginning. */
const ABBREVIATED = /(?:^|[\s(,;])(?:[Tt][Pp]|[Tt][XxTt]|[Tt]h[Ss]|P?GS|TS|BS|KS|[Đđ]\/c|v\.v|NXB|KT|TM|TL|TUQ|\p{Lu})$/u;

/** The sentences between two indices of the prepared text; `;` does not end one, abbreviations and numbers do not either. */
export function sentencesOf({ text }: Pick<PreparedText, 'text'>, { from, to }: Sentence): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const passage = text.slice(from, to);
  let begin = 0;
  for (const match of passage.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0] === '.' && end < passage.length && ABBREVIATED.test(passage.slice(Math.max(begin, match.index - 8), match.index)))
      continue;
    begin = push(sentences, passage, from, begin, end);
  }
  push(sentences, passage, from, begin, passage.length);
  return sentences;
}

/** Adds the words between two indices, if there are any; gives back where the next sentence begins. */
function push(sentences: Sentence[], passage: string, offset: number, begin: number, end: number): number {
  const text = passage.slice(begin, end);
  const from = begin + text.length - text.trimStart().length;
  if (text.trim() !== '') sentences.push({ from: offset + from, to: offset + begin + text.trimEnd().length });
  return end;
}
