import type { Line } from './lines.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const RAISED = /^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s*(?=\S)/;
const BRACKETED = /^\[\^?(\d{1,2})\]:?\s*(?=\S)/;
const PARENTHESES = /^\((\d{1,2})\)\s*(?=\S)/;
const BARE = /^(\d{1,2})\s+(?=\p{Lu})/u;

/** How a footnote is marked: `¹`, `[1]`, `(1)`, or a digit whose raised print was lost. */
export type NoteStyle = 'raised' | 'bracketed' | 'parentheses' | 'bare';

export interface NoteMark {
  readonly style: NoteStyle;
  readonly number: number;
  readonly length: number;
}

/** Marks within the text, by style. */
const ANCHORS: Readonly<Record<NoteStyle, RegExp>> = {
  raised: /(?<!(?<!\p{L})[kcdm]?m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}/gu,
  bracketed: /\s?\[\^?(\d{1,2})\]/gu,
  parentheses: /(?<=[\p{L}\d%)”"]) ?\((\d{1,2})\)(?=[\s.,;:]|$)(?!\s+\p{Lu})/gu,
  bare: /(?<=(?!\p{L}m\d)\p{Ll}{2})(\d{1,2})(?=[\s.,;:)]|$)/gu,
};

/** Whether a line opens a footnote; `(1)` and a bare digit only where the text above has such a mark. */
export function noteMarkOf(line: string): NoteMark | null {
  const raised = RAISED.exec(line);
  if (raised !== null) return { style: 'raised', number: raisedNumber(raised[1] ?? ''), length: raised[0].length };
  for (const [style, pattern] of [
    ['bracketed', BRACKETED],
    ['parentheses', PARENTHESES],
    ['bare', BARE],
  ] as const) {
    const match = pattern.exec(line);
    if (match !== null) return { style, number: Number(match[1]), length: match[0].length };
  }
  return null;
}

export interface Anchor {
  readonly style: NoteStyle;
  readonly number: number;
  /** Within the line, the mark from and to. */
  readonly from: number;
  readonly to: number;
}

/** The marks of footnotes in a line, of the given styles. */
export function anchorsIn(line: string, styles: readonly NoteStyle[]): readonly Anchor[] {
  const found = styles.flatMap((style) =>
    [...line.matchAll(ANCHORS[style])].map((match) => ({
      style,
      number: match[1] === undefined ? raisedNumber(match[0]) : Number(match[1]),
      from: match.index,
      to: match.index + match[0].length,
    })),
  );
  return found.filter(({ from }) => from > 0).sort((a, b) => a.from - b.from);
}

const raisedNumber = (digits: string): number => Number([...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join(''));

/** Which lines open footnotes: those whose mark occurs in a line above (or, raised and bracketed, anywhere). */
export function notesAmong(lines: readonly Line[]): ReadonlyMap<number, NoteMark> {
  const notes = new Map<number, NoteMark>();
  const marks = lines.map(({ text }) => noteMarkOf(text));
  const uncertain = (['parentheses', 'bare'] as const).filter((style) => marks.some((mark) => mark?.style === style));
  const seen = { raised: new Set<number>(), bracketed: new Set<number>(), parentheses: new Set<number>(), bare: new Set<number>() };
  lines.forEach((line, index) => {
    const mark = marks[index] ?? null;
    const apart = line.blanks > 0 || line.pageBreak || notes.has(index - 1);
    if (
      mark !== null &&
      !line.row &&
      (mark.style === 'raised' || mark.style === 'bracketed' || (apart && seen[mark.style].delete(mark.number)))
    ) {
      notes.set(index, mark);
      return;
    }
    for (const { style, number } of anchorsIn(line.text, uncertain)) seen[style].add(number);
  });
  return notes;
}
