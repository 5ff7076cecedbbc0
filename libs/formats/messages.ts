export type FormatErrorCode =
  | 'empty'
  | 'file_too_large'
  | 'text_too_large'
  | 'line_too_long'
  | 'too_many_pages'
  | 'too_many_entries'
  | 'expansion_too_large'
  | 'nesting_too_deep'
  | 'time_exceeded'
  | 'memory_exceeded'
  | 'damaged'
  | 'encrypted'
  | 'no_text_layer'
  | 'no_text'
  | 'legacy_encoding'
  | 'unsupported_format';

/** What was found and, where a limit was passed, which limit and its value: `{ limit: 'pages', allowed: 2000, found: 3120 }`. */
export type Details = Readonly<Record<string, string | number>>;

/** One sentence in both languages. */
export interface Sentence {
  readonly vi: string;
  readonly en: string;
}

const REASONS = {
  cut_off: { vi: 'thiếu phần cuối', en: 'its end is missing' },
  overlap: { vi: 'các mục nén chồng lên nhau', en: 'entries of the package overlap' },
  sizes: { vi: 'kích thước ghi trong tệp không đúng thực tế', en: 'sizes written in it are not the real ones' },
  checksum: { vi: 'tổng kiểm không khớp', en: 'a checksum does not match' },
  directory: { vi: 'mục lục của tệp nén không đúng quy cách', en: 'the directory of the package is malformed' },
  doctype: { vi: 'có khai báo DOCTYPE, điều mà định dạng cấm', en: 'it has a DOCTYPE, which the format forbids' },
  characters: { vi: 'có ký tự sai quy cách', en: 'it has malformed characters' },
  structure: { vi: 'cấu trúc không đúng quy cách', en: 'its structure is malformed' },
  crash: { vi: 'trình đọc phải dừng giữa chừng', en: 'the parser broke down on it' },
} satisfies Readonly<Record<string, Sentence>>;

/** What is wrong with a damaged file. */
export type DamageReason = keyof typeof REASONS;

const SENTENCES: Readonly<Record<FormatErrorCode, (details: Details) => Sentence>> = {
  empty: () => ({ vi: 'Tệp rỗng.', en: 'The file is empty.' }),
  file_too_large: ({ allowed, found }) => ({
    vi: `Tệp nặng ${size(found, 'vi')}, quá giới hạn ${size(allowed, 'vi')}.`,
    en: `The file has ${size(found, 'en')}; the limit is ${size(allowed, 'en')}.`,
  }),
  text_too_large: ({ allowed, found }) => ({
    vi: `Văn bản dài ít nhất ${size(found, 'vi')} chữ, quá giới hạn ${size(allowed, 'vi')}.`,
    en: `The text has at least ${size(found, 'en')}; the limit is ${size(allowed, 'en')}.`,
  }),
  line_too_long: ({ line, allowed, found }) => ({
    vi: `Dòng ${count(line, 'vi')} dài ít nhất ${count(found, 'vi')} ký tự, quá giới hạn ${count(allowed, 'vi')} ký tự mỗi dòng.`,
    en: `Line ${count(line, 'en')} has at least ${count(found, 'en')} characters; the limit is ${count(allowed, 'en')} a line.`,
  }),
  too_many_pages: ({ allowed, found }) => ({
    vi: `Tệp PDF khai ${count(found, 'vi')} trang, quá giới hạn ${count(allowed, 'vi')} trang.`,
    en: `The PDF says that it has ${count(found, 'en')} pages; the limit is ${count(allowed, 'en')}.`,
  }),
  too_many_entries: ({ allowed, found }) => ({
    vi: `Tệp nén chứa ${count(found, 'vi')} mục, quá giới hạn ${count(allowed, 'vi')} mục.`,
    en: `The package holds ${count(found, 'en')} entries; the limit is ${count(allowed, 'en')}.`,
  }),
  expansion_too_large: (details) => expansion(details),
  nesting_too_deep: ({ allowed }) => ({
    vi: `Các phần tử lồng nhau sâu quá ${count(allowed, 'vi')} lớp.`,
    en: `Elements lie within elements deeper than ${count(allowed, 'en')} levels.`,
  }),
  time_exceeded: ({ allowed }) => ({
    vi: `Chưa đọc xong tệp sau ${seconds(allowed, 'vi')} giây, nên đã dừng.`,
    en: `The file was not read within ${seconds(allowed, 'en')} seconds, so reading was stopped.`,
  }),
  memory_exceeded: ({ allowed }) => ({
    vi: `Đọc tệp cần hơn ${size(allowed, 'vi')} bộ nhớ, nên đã dừng.`,
    en: `Reading the file takes more than ${size(allowed, 'en')} of memory, so it was stopped.`,
  }),
  damaged: ({ format, reason }) => {
    const { vi, en } = REASONS[reason as DamageReason];
    return { vi: `Tệp ${format} bị hỏng: ${vi}.`, en: `The ${format} file is damaged: ${en}.` };
  },
  encrypted: ({ format }) => ({
    vi: `Tệp ${format} được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.`,
    en: `The ${format} file is protected by a password; remove it and send the file again.`,
  }),
  no_text_layer: ({ pages }) => ({
    vi: `Tệp PDF là bản quét, không có lớp chữ (đã xem ${count(pages, 'vi')} trang); hãy nhận dạng chữ (OCR) hoặc gửi bản gốc.`,
    en: `The PDF is a scan without a text layer (${count(pages, 'en')} pages looked at); recognise its text (OCR) or send the original.`,
  }),
  no_text: ({ format }) => ({
    vi: `Tệp ${format} không có chữ nào; nếu nội dung là ảnh chụp thì hãy nhận dạng chữ (OCR) hoặc gửi bản gốc.`,
    en: `The ${format} file holds no text; if it shows pictures of pages, recognise their text (OCR) or send the original.`,
  }),
  legacy_encoding: ({ found }) => ({
    vi: `Văn bản dùng bảng mã cũ (${found}); hãy chuyển sang Unicode (UTF-8) rồi gửi lại.`,
    en: `The text is in a legacy encoding (${found}); convert it to Unicode (UTF-8) and send it again.`,
  }),
  unsupported_format: ({ found }) => ({
    vi: `Không đọc được định dạng này (${found}); hãy gửi .docx, .pdf có lớp chữ, .txt, .md hoặc .html.`,
    en: `This format cannot be read (${found}); send .docx, .pdf with a text layer, .txt, .md or .html.`,
  }),
};

function expansion({ limit, allowed, found, part }: Details): Sentence {
  if (limit === 'expansionRatio') {
    return {
      vi: `Phần ${part} của tệp nén phình ra ít nhất ${count(found, 'vi')} lần, quá giới hạn ${count(allowed, 'vi')} lần.`,
      en: `Part ${part} of the package grows at least ${count(found, 'en')} times when unpacked; the limit is ${count(allowed, 'en')} times.`,
    };
  }
  return {
    vi: `Tệp nén bung ra ít nhất ${size(found, 'vi')}, quá giới hạn ${size(allowed, 'vi')}.`,
    en: `The package unpacks to at least ${size(found, 'en')}; the limit is ${size(allowed, 'en')}.`,
  };
}

type Language = keyof Sentence;
type Value = string | number | undefined;

const count = (value: Value, language: Language): string => Number(value).toLocaleString(language);
const seconds = (millis: Value, language: Language): string => count(Number(millis) / 1000, language);

/** Bytes in the unit in which they are still a whole or short number: `25 MB`, `1,5 MB`, `900 KB`. */
function size(bytes: Value, language: Language): string {
  const n = Number(bytes);
  const [unit, divisor] = n >= 1_000_000 ? ['MB', 1_000_000] : n >= 1_000 ? ['KB', 1_000] : ['byte', 1];
  return `${(n / divisor).toLocaleString(language, { maximumFractionDigits: 2 })} ${unit}`;
}

export const sentenceOf = (code: FormatErrorCode, details: Details): Sentence => SENTENCES[code](details);
