import type { PreparedText } from '../structure.js';
import { type BlockLines, blocksOf } from './blocks.js';
import { charactersOf } from './characters.js';
import { codePointCounter } from './code-points.js';
import { fold } from './fold.js';
import { type Line, linesOf } from './lines.js';
import { type Mapped, MappedBuilder } from './mapped.js';
import { anchorsIn, type NoteStyle } from './notes.js';
import { withoutPageFurniture } from './page-furniture.js';

/** A paragraph, heading, row or footnote between two indices of the prepared text. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly heading: boolean;
  readonly bold: boolean;
  readonly capitals: boolean;
  readonly row: boolean;
  /** Blank lines of the same page stand before it. */
  readonly apart: boolean;
  /** The number of a footnote, and where its mark stands; null for all else. */
  readonly note: { readonly number: number; readonly anchor: number | null } | null;
}

export interface PreparedBlocks {
  readonly prepared: PreparedText;
  readonly blocks: readonly Block[];
  /** The lines of the source without emphasis and page furniture: what the document's head is read from. */
  readonly lines: readonly Line[];
}

/** The text as the rules read it, see `PreparedText`. Total: any text has one; linear in its length. */
export function prepareText(source: string): PreparedText {
  return prepareBlocks(source).prepared;
}

export function prepareBlocks(source: string): PreparedBlocks {
  const { cleaned, lines: all } = linesOf(charactersOf(source));
  const lines = withoutPageFurniture(all);
  const writer = new BlockWriter(cleaned);
  const blocks = blocksOf(lines);
  writer.styles = [...new Set(blocks.flatMap(({ note }) => (note === null ? [] : [note.style])))];
  for (const block of blocks) writer.write(block);
  return { prepared: preparedOf(source, writer.build()), blocks: writer.withAnchors(), lines };
}

function preparedOf(source: string, { text, start, end }: Mapped): PreparedText {
  const inCodePoints = codePointCounter(source);
  const within = (from: number, to: number): readonly [number, number] => {
    const begin = from < text.length ? (start[from] ?? 0) : source.length;
    const finish = to > from ? Math.max(begin, end[Math.min(to, text.length) - 1] ?? begin) : begin;
    return [splitsPair(source, begin) ? begin - 1 : begin, splitsPair(source, finish) ? finish + 1 : finish];
  };
  return {
    source,
    text,
    folded: fold(text),
    spanOf: (from, to) => {
      const [begin, finish] = within(from, to);
      return { start: inCodePoints(begin), end: inCodePoints(finish) };
    },
    quote: (from, to) => source.slice(...within(from, to)),
  };
}

/** Within a character of two UTF-16 units, which is quoted whole. */
function splitsPair(text: string, index: number): boolean {
  return /^[\uDC00-\uDFFF]$/.test(text.charAt(index)) && /^[\uD800-\uDBFF]$/.test(text.charAt(index - 1));
}

/** A speck that a scan took for a full stop, `giải ngân vốn. đầu tư công`; what abbreviates is shorter (`tr. 5`), a list's letter too. */
const SPECK = /(?<=\p{L}\p{Ll}{2})\. (?=\p{Ll}{2})/gu;

function specksIn(text: string): readonly { readonly style: null; readonly from: number; readonly to: number }[] {
  return [...text.matchAll(SPECK)].map(({ index }) => ({ style: null, from: index, to: index + 1 }));
}

/** Writes blocks one after another, a line break between them, with the marks of footnotes taken out. */
class BlockWriter {
  styles: readonly NoteStyle[] = [];
  private readonly out: MappedBuilder;
  private readonly blocks: Block[] = [];
  private readonly anchors: { style: NoteStyle; number: number; at: number }[] = [];
  private readonly notes = new Map<number, NoteStyle>();

  constructor(private readonly of: Mapped) {
    this.out = new MappedBuilder(of.text.length);
  }

  write(block: BlockLines): void {
    if (this.out.length > 0) this.out.put('\n', this.out.reached, this.out.reached);
    const from = this.out.length;
    block.lines.forEach((line, index) => {
      if (index > 0) this.out.put(' ', this.out.reached, this.of.start[line.from] ?? 0);
      this.line(line, index === 0 ? (block.note?.length ?? 0) : 0);
    });
    const { heading, bold, capitals, row, apart, note } = block;
    if (note !== null) this.notes.set(this.blocks.length, note.style);
    this.blocks.push({
      from,
      to: this.out.length,
      heading,
      bold,
      capitals,
      row,
      apart,
      note: note && { number: note.number, anchor: null },
    });
  }

  build(): Mapped {
    return this.out.build();
  }

  /** Each footnote belongs to the last mark of its number before it that no other took, else to the next one behind it. */
  withAnchors(): readonly Block[] {
    const byMark = new Map<string, { before: number[]; ahead: number[] }>();
    const waiting = (key: string) => byMark.get(key) ?? { before: [], ahead: [] };
    for (const { style, number, at } of this.anchors.toReversed()) {
      const key = `${style} ${number}`;
      byMark.set(key, waiting(key));
      waiting(key).ahead.push(at);
    }
    return this.blocks.map((block, index) => {
      if (block.note === null) return block;
      const { before, ahead } = waiting(`${this.notes.get(index) ?? ''} ${block.note.number}`);
      while ((ahead.at(-1) ?? Infinity) <= block.from) before.push(ahead.pop() ?? 0);
      return { ...block, note: { number: block.note.number, anchor: before.pop() ?? ahead.pop() ?? null } };
    });
  }

  private line(line: Line, skip: number): void {
    let copied = line.from + skip;
    const anchors = this.styles.length === 0 ? [] : anchorsIn(line.text, this.styles);
    for (const cut of [...anchors, ...specksIn(line.text)].sort((a, b) => a.from - b.from)) {
      if (line.from + cut.from < copied) continue;
      this.out.copy(this.of, copied, line.from + cut.from);
      if (cut.style !== null) this.anchors.push({ style: cut.style, number: cut.number, at: this.out.length });
      copied = line.from + cut.to;
    }
    this.out.copy(this.of, copied, line.to);
  }
}
