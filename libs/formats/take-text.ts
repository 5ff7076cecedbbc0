import { checked } from './checked-text.js';
import { mismatchNotes } from './detect.js';
import type { ExtractedText, Hint, Note, Page } from './extracted-text.js';
import { FormatError } from './format-error.js';
import type { Limits } from './limits.js';

/** Divides pages of a PDF, as programs that print text do. */
const PAGE_BREAK = '\f';

/** The text of a file in a format that needs a parser, which is loaded only now. To be called in a process that may be lost. */
export async function takeText(kind: 'pdf' | 'docx' | 'html', content: Uint8Array, hint: Hint, limits: Limits): Promise<ExtractedText> {
  if (kind === 'pdf') {
    const { textOfPdf } = await import('./pdf/pdf.js');
    return paged((await textOfPdf(content, limits)).pages, hint, limits);
  }
  const text = kind === 'docx' ? await ofDocx(content, limits) : await ofHtml(content, limits);
  if (!/\p{L}/u.test(text)) throw new FormatError('no_text', { format: kind === 'docx' ? 'Word' : 'HTML' });
  return checked(kind, text, null, mismatchNotes(kind, hint), limits);
}

async function ofDocx(content: Uint8Array, limits: Limits): Promise<string> {
  const { textOfDocx } = await import('./docx/docx.js');
  return textOfDocx(content, limits);
}

async function ofHtml(content: Uint8Array, limits: Limits): Promise<string> {
  const { textOfHtml } = await import('./html/html-text.js');
  return textOfHtml(new TextDecoder().decode(content), limits.nesting);
}

function paged(texts: readonly string[], hint: Hint, limits: Limits): ExtractedText {
  const pages: Page[] = [];
  let start = 0;
  for (const [n, text] of texts.entries()) {
    pages.push({ page: n + 1, start });
    start += codePoints(text) + PAGE_BREAK.length;
  }
  const bare = pages.map(({ page }) => page).filter((page) => texts[page - 1] === '');
  return checked('pdf', texts.join(PAGE_BREAK), pages, [...mismatchNotes('pdf', hint), ...withoutText(bare)], limits);
}

function withoutText(pages: readonly number[]): Note[] {
  if (pages.length === 0) return [];
  const list = pages.slice(0, 20).join(', ') + (pages.length > 20 ? ', …' : '');
  return [
    {
      code: 'pages_without_text',
      vi: `Các trang không có chữ (bản quét hoặc để trống): ${list}.`,
      en: `Pages without text (scanned or blank): ${list}.`,
    },
  ];
}

function codePoints(text: string): number {
  let count = text.length;
  for (let n = 0; n < text.length; n++) if ((text.charCodeAt(n) & 0xfc00) === 0xdc00) count--;
  return count;
}
