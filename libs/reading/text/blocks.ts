import { goesOn, inCapitals, type Layout, layoutOf } from './joining.js';
import type { Line } from './lines.js';
import { type NoteMark, notesAmong } from './notes.js';

/** Lines that are one paragraph, heading, row or footnote. */
export interface BlockLines {
  readonly lines: Line[];
  readonly note: NoteMark | null;
  readonly heading: boolean;
  readonly bold: boolean;
  readonly capitals: boolean;
  readonly row: boolean;
  /** Blank lines of the same page stand before it. */
  readonly apart: boolean;
}

/** Puts the lines of each paragraph together: a footnote or a page break within one does not end it. */
export function blocksOf(lines: readonly Line[]): readonly BlockLines[] {
  const layout = layoutOf(lines);
  const notes = notesAmong(lines);
  const blocks: BlockLines[] = [];
  let open: { block: BlockLines; length: number } | null = null;
  let note: BlockLines | null = null;
  lines.forEach((line, index) => {
    const mark = notes.get(index) ?? null;
    if (mark === null && note !== null && line.blanks === 0 && continuesNote(note, line, layout)) {
      note.lines.push(line);
      return;
    }
    const last = open?.block.lines.at(-1);
    const interrupted = note !== null && line.blanks === 0 ? { ...line, blanks: 1 } : line;
    if (mark === null && open !== null && last !== undefined && goesOn(last, interrupted, open.length, layout)) {
      open.block.lines.push(line);
      open.length += line.text.length;
      note = null;
      return;
    }
    const block = blockOf(line, mark, layout);
    blocks.push(block);
    if (mark === null) open = { block, length: line.text.length };
    note = mark === null ? null : block;
  });
  return blocks;
}

function continuesNote(note: BlockLines, line: Line, layout: Layout): boolean {
  const last = note.lines.at(-1);
  return last !== undefined && goesOn(last, line, last.text.length, layout);
}

function blockOf(line: Line, note: NoteMark | null, layout: Layout): BlockLines {
  const capitals = layout.capitalsTell && inCapitals(line.text);
  return {
    lines: [line],
    note,
    heading: line.heading,
    bold: line.bold,
    capitals,
    row: line.row,
    apart: line.blanks > 0 && !line.pageBreak,
  };
}
