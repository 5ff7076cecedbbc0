import { degrees, drawText, PDFDocument, rgb, type PDFName, type PDFPage } from 'pdf-lib';
import { Typeface } from './typeface.js';

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89, left: 57, right: 57, top: 71, bottom: 62 } as const;
const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const INK = rgb(0.07, 0.07, 0.07);
const FAINT = rgb(0.35, 0.35, 0.35);
const LEADING = 1.4;
const SMALL = 8;
const UPRIGHT = { rotate: degrees(0), xSkew: degrees(0), ySkew: degrees(0) };

export interface Style {
  readonly size: number;
  readonly isFaint?: boolean;
  /** Points above the first line. */
  readonly above?: number;
}

/** What stands at the head and the foot of every page. */
export interface Running {
  readonly title: string;
  readonly moment: string;
  readonly place: string;
}

interface OpenPage {
  readonly page: PDFPage;
  /** By which the page knows the typeface. */
  readonly font: PDFName;
}

/** Sets paragraphs onto A4 pages, in type that the file carries with it. */
export class Typesetter {
  private readonly pages: OpenPage[] = [];
  private open: OpenPage | null = null;
  private y = 0;

  private constructor(
    private readonly pdf: PDFDocument,
    private readonly face: Typeface,
  ) {}

  /** Without the time of its making: the same text is the same file. */
  static async open(title: string, language: string): Promise<Typesetter> {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.setTitle(title.normalize('NFC'), { showInWindowTitleBar: true });
    pdf.setLanguage(language);
    pdf.setProducer('Tiến Độ');
    return new Typesetter(pdf, await Typeface.in(pdf));
  }

  /** Begins a new page where fewer than so many points are left, so that what belongs together stays so. */
  keepTogether(points: number): void {
    if (this.y - points < PAGE.bottom) this.open = null;
  }

  paragraph(text: string, { size, isFaint = false, above = 0 }: Style): void {
    this.y -= above;
    for (const line of this.face.lines(text, size, WIDTH)) {
      const page = this.nextLine(size);
      this.draw(page, line, PAGE.left, this.y, size, isFaint);
    }
  }

  /** A name in its column and a text beside it. */
  pair(name: string, text: string, size: number, column: number): void {
    const [names, texts] = [this.face.lines(name, size, column - 8), this.face.lines(text, size, WIDTH - column)];
    for (let row = 0; row < Math.max(names.length, texts.length); row++) {
      const page = this.nextLine(size);
      this.draw(page, names[row] ?? '', PAGE.left, this.y, size, true);
      this.draw(page, texts[row] ?? '', PAGE.left + column, this.y, size, false);
    }
  }

  rule(): void {
    this.y -= 7;
    if (!this.open || this.y < PAGE.bottom) return;
    const { page } = this.open;
    page.drawLine({ start: { x: PAGE.left, y: this.y }, end: { x: PAGE.left + WIDTH, y: this.y }, thickness: 0.4, color: FAINT });
  }

  /** The finished file, every page with its head, its foot and its number. */
  finish({ title, moment, place }: Running): Promise<Uint8Array> {
    const [head, foot] = [PAGE.height - PAGE.top + 26, PAGE.bottom - 26];
    const [first = '', ...more] = this.face.lines(title, SMALL, WIDTH - this.face.width(moment, SMALL) - 24);
    for (const [index, page] of this.pages.entries()) {
      this.draw(page, more.length > 0 ? `${first} …` : first, PAGE.left, head, SMALL, true);
      this.drawRight(page, moment, head);
      this.draw(page, place, PAGE.left, foot, SMALL, true);
      this.drawRight(page, `${index + 1}/${this.pages.length}`, foot);
    }
    return this.pdf.save({ objectsPerTick: 20 });
  }

  /** Goes down a line, onto a new page where this one is full. */
  private nextLine(size: number): OpenPage {
    const height = size * LEADING;
    if (!this.open || this.y - height < PAGE.bottom) {
      const page = this.pdf.addPage([PAGE.width, PAGE.height]);
      const { font } = this.face;
      this.open = { page, font: page.node.newFontDictionary(font.name, font.ref) };
      this.pages.push(this.open);
      this.y = PAGE.height - PAGE.top;
    }
    this.y -= height;
    return this.open;
  }

  private drawRight(page: OpenPage, text: string, y: number): void {
    this.draw(page, text, PAGE.left + WIDTH - this.face.width(text, SMALL), y, SMALL, true);
  }

  private draw({ page, font }: OpenPage, text: string, x: number, y: number, size: number, isFaint: boolean): void {
    if (text === '') return;
    page.pushOperators(...drawText(this.face.encoded(text), { ...UPRIGHT, x, y, size, font, color: isFaint ? FAINT : INK }));
  }
}
