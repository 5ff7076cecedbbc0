import { FormatError } from './format-error.js';
import type { Format, Hint, Note } from './extracted-text.js';

const EXTENSIONS: Readonly<Record<string, Format>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  docx: 'docx',
  pdf: 'pdf',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};
const CONTENT_TYPES: Readonly<Record<string, Format>> = {
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/pdf': 'pdf',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
};

/** Beginnings of files that people send and that hold no text that could be taken. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['{\\rtf', 'RTF'],
  ['\x1f\x8b', 'gzip'],
  ['7z\xbc\xaf', '7-Zip'],
  ['Rar!', 'RAR'],
  ['MZ', 'EXE'],
  ['PK\x05\x06', 'ZIP'],
];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** A header may stand behind other bytes (ISO 32000-1, Annex H, implementation note 13). */
const PDF_HEADER_WITHIN = 1_024;

/** What the bytes are, or that they may be text: `pdf`, `docx`, `characters`. Throws what is known not to be readable. */
export function kindOf(bytes: Uint8Array): 'pdf' | 'docx' | 'characters' {
  if (bytes.length === 0) throw new FormatError('empty');
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PDF_HEADER_WITHIN)).toString('latin1');
  if (start.startsWith('PK\x03\x04')) return 'docx';
  if (start.includes('%PDF-')) return 'pdf';
  if (start.startsWith(OLE)) throw oldOffice(bytes);
  const other = OTHERS.find(([magic]) => start.startsWith(magic));
  if (other) throw new FormatError('unsupported_format', { found: other[1] });
  return 'characters';
}

/** A Word file with a password lies encrypted in the container of the old formats. */
function oldOffice(bytes: Uint8Array): FormatError {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (whole.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return new FormatError('encrypted', { format: 'Word' });
  return new FormatError('unsupported_format', { found: 'Office 97-2003 (.doc, .xls)' });
}

/** The format of a text by its beginning, then by what the sender says. */
export function formatOfCharacters(text: string, hint: Hint): 'text' | 'markdown' | 'html' {
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 4_000)))
    return 'html';
  const { byName, byType } = claimed(hint);
  const claims = [byName, byType];
  if (claims.includes('html') && /<\/?[a-z][a-z0-9]*[\s/>]/i.test(text.slice(0, 4_000))) return 'html';
  return claims.includes('markdown') ? 'markdown' : 'text';
}

/** Told when the name or the content type says another format than the content. Text and markdown are not told apart. */
export function mismatchNotes(format: Format, hint: Hint): Note[] {
  const { byName, byType } = claimed(hint);
  const wrong = [byName, byType].find((claim) => claim !== undefined && plain(claim) !== plain(format));
  if (wrong === undefined) return [];
  return [
    {
      code: 'type_mismatch',
      vi: `Tên hoặc kiểu tệp cho biết là ${LABEL[wrong]}, nhưng nội dung là ${LABEL[format]}; đã đọc theo nội dung.`,
      en: `The name or content type says ${LABEL[wrong]}, the content is ${LABEL[format]}; it was read as what it is.`,
    },
  ];
}

const LABEL: Readonly<Record<Format, string>> = { text: '.txt', markdown: '.md', docx: '.docx', pdf: '.pdf', html: '.html' };

const plain = (format: Format): Format => (format === 'markdown' ? 'text' : format);

function claimed({ fileName, contentType }: Hint): { byName: Format | undefined; byType: Format | undefined } {
  const extension = fileName?.toLowerCase().split('.').at(-1);
  const type = contentType?.toLowerCase().split(';')[0]?.trim();
  return { byName: extension ? EXTENSIONS[extension] : undefined, byType: type ? CONTENT_TYPES[type] : undefined };
}
