import mammoth from 'mammoth';
import { decode } from '../decode.js';
import { damaged, FormatError } from '../format-error.js';
import { textOfHtml } from '../html/html-text.js';
import type { Limits } from '../limits.js';
import { walkXml } from '../xml-walk.js';
import { withLabels } from './labelled.js';
import { ListLabels } from './list-labels.js';
import { readNumbering } from './numbering.js';
import { storedZip } from './stored-zip.js';
import { unzip } from './zip.js';

/** Text, styles, lists, notes and what ties them together; no pictures, no macros, no packages within. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document\d{0,3}|styles|numbering|footnotes|endnotes)\.xml|word\/_rels\/[^/]{1,80}\.xml\.rels)$/;
const MAIN = /^word\/document\d{0,3}\.xml$/;
const NUMBERING = 'word/numbering.xml';

/**
 * The text of a Word file: paragraphs, lists with the numbers that Word shows, tables as rows of `a | b | c`, notes after the paragraph of
 * their mark. mammoth sees a package made anew of the checked parts, and no numbering: labels have become text before.
 */
export async function textOfDocx(bytes: Uint8Array, limits: Limits): Promise<string> {
  const parts = unzip(bytes, (name) => WANTED.test(name), limits);
  const main = [...parts.keys()].find((name) => MAIN.test(name));
  if (main === undefined) throw new FormatError('unsupported_format', { found: 'ZIP, not Word' });
  const xml = new Map([...parts].map(([name, content]) => [name, decode(content)]));
  const labels = new ListLabels(readNumbering(xml.get(NUMBERING) ?? '', xml.get('word/styles.xml') ?? '', limits.nesting));
  for (const part of xml.values()) walkXml(part, {}, limits.nesting);
  xml.set(main, withLabels(xml.get(main) ?? '', labels, limits.nesting));
  xml.delete(NUMBERING);
  return textOfHtml(await htmlOf(storedZip(new Map([...xml].map(([name, text]) => [name, Buffer.from(text)])))), limits.nesting);
}

async function htmlOf(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), includeEmbeddedStyleMap: false },
    );
    return value;
  } catch {
    throw damaged('Word', 'structure');
  }
}
