import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { AFTER_NAME, ARTICLES, PAPERS, PARTS, SUBJECTS, WORKS } from './citation-words.js';
import type { DatesByStart, FoundDate } from './dates.js';
import { isCapital, stretchOf, textAt, tokenAt, type Line } from './line.js';
import type { Citation } from './phrases.js';
import { issuerEnd, nameEnd, subjectEnd } from './titles.js';
import { UNITS } from './unit-words.js';
import { onward, openingsOf, type Match } from './word-tree.js';

/** A citation with the tokens that it covers. */
export interface FoundCitation {
  readonly citation: Citation;
  readonly start: number;
  readonly end: number;
}

export function citationsOf(line: Line, openings: readonly number[], dates: readonly FoundDate[]): FoundCitation[] {
  const byStart: DatesByStart = new Map(
    dates.flatMap((date) => Array.from({ length: Math.min(3, date.end - date.start) }, (_, skip) => [date.start + skip, date] as const)),
  );
  const found: FoundCitation[] = [];
  let past = 0;
  for (const index of openings) {
    if (index < past) continue;
    const next = citationAt(line, byStart, index);
    if (next) found.push(next);
    past = next?.end ?? 0;
  }
  return found;
}

function citationAt(line: Line, dates: DatesByStart, index: number): FoundCitation | null {
  const token = tokenAt(line, index);
  if (QUOTES.has(token.text)) return quotedAt(line, index);
  if (token.kind === 'number') return numberedAt(line, dates, index, index);
  if (token.kind !== 'word') return null;
  const paper = onward(PAPERS, line, index);
  return (paper && paperAt(line, dates, paper)) ?? workAt(line, dates, index) ?? partAt(line, index) ?? plainNumber(line, dates, index);
}

function plainNumber(line: Line, dates: DatesByStart, index: number): FoundCitation | null {
  return textAt(line, index) === 'số' ? numberedAt(line, dates, index, textAt(line, index + 1) === ':' ? index + 2 : index + 1) : null;
}

function paperAt(line: Line, dates: DatesByStart, { start, end }: Match<true>): FoundCitation | null {
  const at = textAt(line, end) === 'số' ? (textAt(line, end + 1) === ':' ? end + 2 : end + 1) : end;
  const numbered = numberedAt(line, dates, start, at);
  if (numbered) return numbered;
  const bare =
    tokenAt(line, at).kind === 'number' &&
    /^\d{1,4}$/.test(textAt(line, at)) &&
    (at > end || (isCapital(line, start) && !counts(line, at + 1)));
  if (bare) return documentFrom(line, dates, start, at + 1, textAt(line, at));
  const date = textAt(line, end) === 'ngày' ? dates.get(end) : undefined;
  return date?.phrase.precision === 'day' ? documentFrom(line, dates, start, end, null) : null;
}

/** `Kế hoạch 5 năm`, `Chương trình 30 xã`: a count, not a number of a paper. */
function counts(line: Line, index: number): boolean {
  return ['năm', 'tháng', '%', '-', ','].includes(textAt(line, index)) || onward(UNITS, line, index) !== null;
}

const NUMBER = /\d{1,5}(?:\/\d{4})? ?[-/] ?[A-ZĐ][A-ZĐa-zđ]{0,9}\d{0,2}(?:[-/&.] ?[A-ZĐ][A-ZĐa-zđ]{0,11}\d{0,2}){0,4}/uy;

/** `105-NQ/TU`, `06/2020/NQ-HĐND`, `1046/KL-TTTP`: two capitals at least, so that `37/84 hộ` is none. */
function numberedAt(line: Line, dates: DatesByStart, start: number, index: number): FoundCitation | null {
  const token = tokenAt(line, index);
  if (token.kind !== 'number' || !/^\d{1,5}$/.test(token.text)) return null;
  NUMBER.lastIndex = token.from;
  const printed = NUMBER.exec(line.prepared.text)?.[0] ?? '';
  if (printed.replaceAll(/[^A-ZĐ]/gu, '').length < 2) return null;
  const to = token.from + printed.length;
  let end = index + 1;
  while (end < index + 12 && tokenAt(line, end).kind !== 'end' && tokenAt(line, end).to <= to) end += 1;
  return documentFrom(line, dates, start, end, printed.replaceAll(' ', ''));
}

/** After the number: the day, the authority, the subject. */
function documentFrom(line: Line, dates: DatesByStart, start: number, after: number, number: string | null): FoundCitation {
  const comma = textAt(line, after) === ',' ? after + 1 : after;
  const dated = textAt(line, comma) === 'ngày' || textAt(line, comma) === 'năm' ? dates.get(comma) : undefined;
  const date: CivilDate | null = dated?.phrase.precision === 'day' && dated.phrase.yearPrinted ? dated.phrase.date : null;
  const named = issuerEnd(line, dated ? dated.end : after);
  const { subject, end } = subjectFrom(line, dates, named);
  const title = subject < end ? stretchOf(line, subject, end) : null;
  return { citation: { ...stretchOf(line, start, end), kind: 'document', number, date, title }, start, end };
}

function subjectFrom(line: Line, dates: DatesByStart, index: number): { subject: number; end: number } {
  const quote = QUOTES.has(textAt(line, index)) ? quotedAt(line, index) : null;
  if (quote) return { subject: index, end: quote.end };
  const lead = onward(SUBJECTS, line, index);
  if (!lead) return { subject: index, end: index };
  const inner = QUOTES.has(textAt(line, lead.end)) ? quotedAt(line, lead.end) : null;
  return { subject: index, end: inner?.end ?? subjectEnd(line, dates, lead.end) };
}

/** `Đề án phát triển ứng dụng dữ liệu …`, `chương trình "Sóng và máy tính cho em"`; in small letters only with a quoted name. */
function workAt(line: Line, dates: DatesByStart, index: number): FoundCitation | null {
  const work = onward(WORKS, line, index);
  if (!work) return null;
  const quote = QUOTES.has(textAt(line, work.end)) ? quotedAt(line, work.end) : null;
  const close = textAt(line, work.end) === 'về' ? subjectEnd : nameEnd;
  const end = quote?.end ?? (isCapital(line, index) && begins(line, work.end) ? close(line, dates, work.end) : work.end);
  if (end <= work.end) return null;
  const kind = textAt(line, index) === 'nghị' || textAt(line, index) === 'chỉ' ? ('document' as const) : ('programme' as const);
  const title = stretchOf(line, work.end, end);
  return { citation: { ...stretchOf(line, index, end), kind, number: null, date: null, title }, start: index, end };
}

const NO_NAME: ReadonlySet<string> = new Set([
  'này',
  'trên',
  'nêu',
  'giao',
  'năm',
  'đã',
  'và',
  'của',
  'được',
  'có',
  'hoặc',
  'để',
  'là',
  'phải',
  'đề',
  'theo',
  'khác',
  'nhằm',
  'như',
  'do',
]);

function begins(line: Line, index: number): boolean {
  const token = tokenAt(line, index);
  return (
    token.kind === 'word' &&
    !NO_NAME.has(token.text) &&
    (isCapital(line, index) || textAt(line, index) === 'về' || !onward(AFTER_NAME, line, index))
  );
}

/** `Phụ lục số 1`, `khoản 2 Điều 5`, `điểm a khoản 1 Điều 3`. */
function partAt(line: Line, index: number): FoundCitation | null {
  const part = onward(PARTS, line, index);
  if (part) return numberOf(line, part.end) ? partFound(line, index, part.end + 1, 'annex') : null;
  let end = index;
  for (let links = 0; links < 4; links += 1) {
    const article = onward(ARTICLES, line, end);
    if (!article || !numberOf(line, article.end)) break;
    end = article.end + 1;
    if (textAt(line, end) === ',' && onward(ARTICLES, line, end + 1)) end += 1;
  }
  return end > index && textAt(line, index) !== 'điểm' ? partFound(line, index, end, 'article') : articleOfPoint(line, index, end);
}

/** `điểm 7` may be a mark; with a clause after it it is none. */
function articleOfPoint(line: Line, index: number, end: number): FoundCitation | null {
  return end > index + 2 ? partFound(line, index, end, 'article') : null;
}

function numberOf(line: Line, index: number): boolean {
  const token = tokenAt(line, index);
  if (textAt(line, index + 1) === '%') return false;
  return /^(?:\d{1,3}[a-zđ]?(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])$/u.test(token.text);
}

function partFound(line: Line, start: number, end: number, kind: 'annex' | 'article'): FoundCitation {
  return { citation: { ...stretchOf(line, start, end), kind, number: null, date: null, title: null }, start, end };
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['‘', '’'],
]);
const LONGEST_QUOTE = 120;

function quotedAt(line: Line, index: number): FoundCitation | null {
  const close = QUOTES.get(textAt(line, index));
  for (let end = index + 1; close !== undefined && end < index + LONGEST_QUOTE && end < line.tokens.length; end += 1) {
    const text = textAt(line, end);
    if (text !== close && !(close === '”' && text === '"')) continue;
    const title = stretchOf(line, index, end + 1);
    return { citation: { ...title, kind: 'quoted', number: null, date: null, title }, start: index, end: end + 1 };
  }
  return null;
}

/** The words and signs with which a citation may begin. */
export const CITATION_OPENINGS: readonly string[] = [...QUOTES.keys(), 'số', ...openingsOf(PAPERS, WORKS, PARTS, ARTICLES)];
