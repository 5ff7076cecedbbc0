import { madeZip, type MadeEntry } from './made-zip.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const KINDS = ['styles', 'numbering', 'footnotes'] as const;

/** Inner XML of the parts of a Word file, with the prefix `w`. */
export type DocxParts = Partial<Readonly<Record<(typeof KINDS)[number], string>>>;

/** A Word file as Word lays it out, of the XML of its body. */
export function madeDocx(body: string, parts: DocxParts = {}, more: readonly MadeEntry[] = []): Buffer {
  return madeZip([...docxEntries(body, parts), ...more]);
}

export function docxEntries(body: string, parts: DocxParts = {}): MadeEntry[] {
  const kinds = KINDS.filter((kind) => parts[kind] !== undefined);
  const overrides = ['document', ...kinds].map(
    (kind) => `<Override PartName="/word/${kind}.xml" ContentType="${TYPE}.${kind === 'document' ? 'document.main' : kind}+xml"/>`,
  );
  const relationships = kinds.map((kind, n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${kind}" Target="${kind}.xml"/>`);
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `${HEAD}<Relationships xmlns="${RELATIONSHIPS}">${relationships.join('')}</Relationships>`,
    },
    { name: 'word/document.xml', content: `${HEAD}<w:document ${W}><w:body>${body}</w:body></w:document>` },
    ...kinds.map((kind) => ({ name: `word/${kind}.xml`, content: `${HEAD}<w:${kind} ${W}>${parts[kind]}</w:${kind}>` })),
  ];
}

/** A paragraph, with its properties. */
export const p = (text: string, properties = ''): string => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${r(text)}</w:p>`;
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph of a list. */
export const item = (text: string, list: number, level = 0): string =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
export const noteMark = (id: number): string =>
  `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
export const note = (id: number, text: string): string =>
  `<w:footnote w:id="${id}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>${r(` ${text}`)}</w:p></w:footnote>`;
export const level = (n: number, format: string, text: string, start = 1): string =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
/** A list definition, and its use under the same number. */
export const list = (id: number, levels: string, override = ''): { readonly abstract: string; readonly use: string } => ({
  abstract: `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`,
  use: `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/>${override}</w:num>`,
});
