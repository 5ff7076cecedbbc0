import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { PDFHexString, type PDFDocument, type PDFFont } from 'pdf-lib';

/** SIL Open Font License 1.1; it has every letter of Vietnamese as one glyph. */
const FONT = '@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf';

interface Glyph {
  /** Its number in the font, as a PDF writes it. */
  readonly code: string;
  /** Of the size of the type. */
  readonly width: number;
}

interface Outlines {
  readonly unitsPerEm: number;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
}

let program: Promise<{ readonly bytes: Uint8Array; readonly outlines: Outlines }> | undefined;

function fontProgram() {
  return (program ??= (async () => {
    const bytes = await readFile(createRequire(import.meta.url).resolve(FONT));
    return { bytes, outlines: fontkit.create(bytes) as unknown as Outlines };
  })());
}

/**
 * The type in which a document is set, carried by the document. Letters are taken one by one: composed, they need no shaping, which
 * would take a hundred times as long.
 */
export class Typeface {
  private readonly glyphs = new Map<string, Glyph>();

  private constructor(
    readonly font: PDFFont,
    private readonly outlines: Outlines,
  ) {}

  static async in(pdf: PDFDocument): Promise<Typeface> {
    const { bytes, outlines } = await fontProgram();
    pdf.registerFontkit(fontkit);
    // Whole: what fontkit leaves of this font as a subset lacks every letter that is no composite.
    return new Typeface(await pdf.embedFont(bytes, { subset: false }), outlines);
  }

  encoded(text: string): PDFHexString {
    let codes = '';
    for (const letter of text) codes += this.glyph(letter).code;
    return PDFHexString.of(codes);
  }

  width(text: string, size: number): number {
    let width = 0;
    for (const letter of text) width += this.glyph(letter).width;
    return width * size;
  }

  /** The text in lines that are no wider than `room` points; a word that is, such as a hash, is broken. */
  lines(text: string, size: number, room: number): readonly string[] {
    return composed(text)
      .split('\n')
      .flatMap((paragraph) => this.broken(paragraph, size, room));
  }

  private broken(paragraph: string, size: number, room: number): readonly string[] {
    const lines: string[] = [];
    const space = this.width(' ', size);
    let [line, taken] = ['', 0];
    for (const word of paragraph.split(' ').flatMap((one) => this.pieces(one, size, room))) {
      const own = this.width(word, size);
      if (line !== '' && taken + space + own > room) {
        lines.push(line);
        [line, taken] = [word, own];
      } else [line, taken] = line === '' ? [word, own] : [`${line} ${word}`, taken + space + own];
    }
    return [...lines, line];
  }

  private pieces(word: string, size: number, room: number): readonly string[] {
    if (this.width(word, size) <= room || word.length < 2) return [word];
    const half = Math.ceil(word.length / 2);
    return [word.slice(0, half), word.slice(half)].flatMap((piece) => this.pieces(piece, size, room));
  }

  private glyph(letter: string): Glyph {
    const known = this.glyphs.get(letter);
    if (known) return known;
    const { id, advanceWidth } = this.outlines.glyphForCodePoint(letter.codePointAt(0) ?? 32);
    const glyph = { code: id.toString(16).padStart(4, '0'), width: advanceWidth / this.outlines.unitsPerEm };
    this.glyphs.set(letter, glyph);
    return glyph;
  }
}

// So that each letter is one glyph; control characters have none.
const composed = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ');
