import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, type PDFPage } from 'pdf-lib';

const FONT = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf');

export interface Placed {
  readonly text: string;
  /** Points from the left and from the top of an A4 page. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

const HEIGHT = 842;
const MARGIN = 85;
const WIDTH = 425;
const LEADING = 19;

/** A PDF in Vietnamese type, with an embedded font, of texts where they stand on each page. */
export async function madePdf(pages: readonly (readonly Placed[])[]): Promise<Uint8Array> {
  const { pdf, font } = await blank();
  for (const texts of pages) {
    const page = pdf.addPage([595, HEIGHT]);
    for (const { text, x, y, size = 14 } of texts) page.drawText(text, { x, y: HEIGHT - y, size, font });
  }
  return pdf.save();
}

/** Paragraphs set as a word processor sets them, wrapped at the margin, over as many pages as they take. */
export async function setPdf(paragraphs: readonly string[]): Promise<Uint8Array> {
  const { pdf, font } = await blank();
  let page: PDFPage | undefined;
  let y = 0;
  for (const line of paragraphs.flatMap((paragraph) => wrapped(paragraph, font))) {
    if (!page || y < MARGIN) {
      page = pdf.addPage([595, HEIGHT]);
      y = HEIGHT - MARGIN;
    }
    if (line !== '') page.drawText(line, { x: MARGIN, y, size: 14, font });
    y -= line === '' ? LEADING / 2 : LEADING;
  }
  return pdf.save();
}

async function blank(): Promise<{ pdf: PDFDocument; font: PDFFont }> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  return { pdf, font: await pdf.embedFont(readFileSync(FONT)) };
}

function wrapped(paragraph: string, font: PDFFont): string[] {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ');
    if (font.widthOfTextAtSize(longer, 14) > WIDTH) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return [...lines, ''];
}

/** A PDF written object by object, `1 0 obj` first, which may say anything. */
export function rawPdf(objects: readonly (string | Buffer)[], trailer = '/Root 1 0 R'): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const [n, body] of objects.entries()) {
    const object = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    offsets.push(at);
    pieces.push(object);
    at += object.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

/** A stream that is deflated as often as it is told. */
export function flate(content: Buffer | string, times = 1): Buffer {
  let data: Buffer = Buffer.from(content);
  for (let n = 0; n < times; n++) data = deflateSync(data);
  const head = `<< /Length ${data.length} /Filter [${'/FlateDecode '.repeat(times)}] >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')]);
}

/** One page with a content stream, in a font that every reader has. */
export const onePage = (content: Buffer | string): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    content,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
