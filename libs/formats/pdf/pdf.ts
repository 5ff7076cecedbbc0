import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { TextContent } from 'pdfjs-dist/types/src/display/api.js';
import { damaged, FormatError } from '../format-error.js';
import type { Limits } from '../limits.js';
import { glyphsOf, type Item } from './glyphs.js';
import { linesOf } from './lines.js';
import { pageText } from './page-text.js';

/** Fewer letters a page than this are a stamp or a number on a picture of a page. */
const FEWEST_LETTERS = 10;

export interface PdfText {
  /** Of each page, in the order of the file. */
  readonly pages: readonly string[];
}

/** The text of each page of a PDF. Throws `encrypted`, `too_many_pages`, `no_text_layer` for a scan, `damaged` for what is no PDF. */
export async function textOfPdf(bytes: Uint8Array, limits: Limits): Promise<PdfText> {
  const pdf = await opened(bytes);
  const found = pdf.numPages;
  if (found > limits.pages) throw new FormatError('too_many_pages', { limit: 'pages', allowed: limits.pages, found });
  const pages: string[] = [];
  let length = 0;
  for (let number = 1; number <= found; number++) {
    const text = await textOfPage(pdf, number, limits);
    length += text.length;
    if (length > limits.textBytes)
      throw new FormatError('text_too_large', { limit: 'textBytes', allowed: limits.textBytes, found: length });
    pages.push(text);
  }
  if (letters(pages) < FEWEST_LETTERS * found) throw new FormatError('no_text_layer', { pages: found });
  return { pages };
}

const letters = (pages: readonly string[]): number => pages.reduce((total, text) => total + (text.match(/\p{L}/gu)?.length ?? 0), 0);

/** Stands for what pdf.js draws with. */
function Drawing(): void {}

async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  // pdf.js takes these for drawing, which is never done here, and asks for a native package where they are missing.
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) Object.assign(globalThis, { [name]: Drawing });
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const files = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const options = {
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    cMapUrl: `${join(files, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(files, 'standard_fonts')}/`,
  };
  try {
    return await getDocument(options).promise;
  } catch (error) {
    throw (error as Error).name === 'PasswordException' ? new FormatError('encrypted', { format: 'PDF' }) : damaged('PDF', 'structure');
  }
}

async function textOfPage(pdf: PDFDocumentProxy, number: number, limits: Limits): Promise<string> {
  let page: PDFPageProxy;
  try {
    page = await pdf.getPage(number);
  } catch {
    throw damaged('PDF', 'structure');
  }
  const items = await itemsOf(page, limits.textBytes);
  const view = page.getViewport({ scale: 1 }).transform as readonly number[];
  page.cleanup();
  return pageText(linesOf(glyphsOf(items, view)), number);
}

/** The items of a page, as they come: a page without end is left when it has given more than may be taken. */
async function itemsOf(page: PDFPageProxy, allowed: number): Promise<Item[]> {
  const reader = (page.streamTextContent({ disableNormalization: true }) as ReadableStream<TextContent>).getReader();
  const items: Item[] = [];
  let found = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    for (const item of chunk.value.items) {
      if (!('str' in item)) continue;
      items.push(item);
      found += item.str.length;
    }
    if (found > allowed) throw new FormatError('text_too_large', { limit: 'textBytes', allowed, found });
  }
  return items;
}
