import { alignedRows } from './columns.js';
import { type Mapped, MappedBuilder } from './mapped.js';
import { type CleanLine, withoutMarkup } from './markup.js';

/** A line of the source without its emphasis, between two indices of the cleaned text. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Blank lines before it; a page break counts as one. */
  readonly blanks: number;
  readonly pageBreak: boolean;
  /** Blanks before its first word. */
  readonly indent: number;
  /** A markdown heading. */
  readonly heading: boolean;
  /** All its words are bold. */
  readonly bold: boolean;
  /** Cells of a table, divided by ` | `. */
  readonly row: boolean;
}

export interface Lines {
  readonly cleaned: Mapped;
  readonly lines: readonly Line[];
}

const LINE = /[^\n\f]*(?:\n|\f|$)/g;
const NO_LINE = /^(?:[\s|:-]*-{2,}[\s|:-]*|[*_=\s]{3,}|!\[[^\]]{0,200}\]\([^)]{0,500}\)|<!--[^>]{0,500}-->)$/;

/** The lines of a text that hold words, with markdown's marks taken out: `**`, `*…*`, `_…_`, `#`, `>`, escapes, the frame of tables. */
export function linesOf(characters: Mapped): Lines {
  const out = new MappedBuilder(characters.text.length);
  const found: Omit<Line, 'text'>[] = [];
  let blanks = 0;
  let pageBreak = false;
  let boldOpen = false;
  const all = [...characters.text.matchAll(LINE)];
  const aligned = alignedRows(all.map(([whole]) => whole));
  for (const [at, { 0: whole, index }] of all.entries()) {
    const bare = whole.trim();
    const line: CleanLine | null = bare === '' || NO_LINE.test(bare) ? null : withoutMarkup(bare, boldOpen, aligned.has(at));
    boldOpen = line?.boldOpen ?? (boldOpen && bare !== '');
    if (line === null || line.pieces.length === 0) {
      blanks++;
    } else {
      const from = out.length;
      write(characters, index + whole.indexOf(bare), line.pieces, out);
      found.push({
        from,
        to: out.length,
        blanks,
        pageBreak,
        indent: whole.length - whole.trimStart().length,
        heading: line.heading,
        bold: line.bold,
        row: line.row,
      });
      blanks = 0;
      pageBreak = false;
    }
    if (whole.endsWith('\f')) {
      pageBreak = true;
      blanks++;
    }
  }
  const cleaned = out.build();
  return { cleaned, lines: found.map((line) => ({ ...line, text: cleaned.text.slice(line.from, line.to) })) };
}

function write(of: Mapped, at: number, pieces: CleanLine['pieces'], out: MappedBuilder): void {
  for (const { from, to, as } of pieces) {
    if (as === undefined) out.copy(of, at + from, at + to);
    else out.put(as, of.start[at + from] ?? 0, of.end[at + to - 1] ?? 0);
  }
}
