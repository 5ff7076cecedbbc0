import type { z } from 'zod';
import { alertId, alertNote } from '../../contract/alerts.js';
import { decimal } from '../../contract/decimal-input.js';
import { indicatorId, knownAt, localityId, measurementId } from '../../contract/fields.js';
import { planCapitalId } from '../../contract/plan-capital.js';
import type { Language } from './language.js';

const BETWEEN = ' / ';

/** What is expected, in both languages as one text; `expectationIn` takes it apart. */
export const both = (vi: string, en: string): string => vi + BETWEEN + en;

/** Said where nothing more exact is known. */
export const OTHER = both('giá trị đúng dạng', 'a value of the right form');

/** What a member must be, by the schema's word for its type, or by the word of code that refuses by itself. */
export const TYPES: Readonly<Record<string, string>> = {
  string: both('chữ trong ngoặc kép', 'text in quotes'),
  number: both('số', 'a number'),
  int: both('số nguyên', 'a whole number'),
  boolean: 'true | false',
  object: both('nhóm trường {…}', 'an object {…}'),
  array: both('danh sách […]', 'a list […]'),
  null: 'null',
  position: both('vị trí lấy từ một câu trả lời, ví dụ 42', 'a position taken from an answer, such as 42'),
  '>= 1': both('ít nhất 1 phần tử', 'at least 1 item'),
};

export const FORMATS: Readonly<Record<string, string>> = {
  date: both('ngày yyyy-mm-dd có thật', 'an existing date yyyy-mm-dd'),
  datetime: both('thời điểm ISO 8601', 'an ISO 8601 instant'),
  uuid: 'UUID',
  email: both('địa chỉ thư', 'an e-mail address'),
  url: both('địa chỉ URL đầy đủ', 'a full URL'),
  int: TYPES.int ?? OTHER,
  safeint: TYPES.int ?? OTHER,
};

/** What a length or a number of items counts. */
const COUNTED: Readonly<Record<string, readonly [vi: string, en: string, enOne: string]>> = {
  string: [' ký tự', ' characters', ' character'],
  array: [' phần tử', ' items', ' item'],
};

/** A limit in words; `origin` is the schema's word for what is limited. */
export function boundText(kind: 'least' | 'most', limit: number | bigint, origin: string): string {
  const [vi, many, one] = COUNTED[origin] ?? ['', '', ''];
  const en = Number(limit) === 1 ? one : many;
  return kind === 'least'
    ? both(`ít nhất ${limit}${vi}`, `at least ${limit}${en}`)
    : both(`nhiều nhất ${limit}${vi}`, `at most ${limit}${en}`);
}

const ID = both('mã gồm chữ thường, số, gạch', 'lower-case letters, digits, hyphens');
const DECIMAL = both('số thập phân dạng chữ, ví dụ "55,1"', 'a decimal number as text such as "55,1"');
const TOO_LONG = both(
  'số có nhiều nhất 24 chữ số trước và 12 chữ số sau dấu thập phân',
  'a number of at most 24 digits before the decimal point and 12 after it',
);

/** What the expressions of the contract's fields ask for, in words. */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ...patternsOf(decimal, DECIMAL),
  ...patternsOf(localityId, ID),
  ...patternsOf(indicatorId, ID),
  ...patternsOf(
    knownAt,
    both(
      'vị trí, ví dụ 42, hoặc thời điểm RFC 3339, ví dụ 2021-09-30T17:00:00+07:00',
      'a position such as 42, or an RFC 3339 instant such as 2021-09-30T17:00:00+07:00',
    ),
  ),
  ...patternsOf(
    measurementId,
    both('mã số liệu: chỉ tiêu.địa phương.năm.ngày.loại', 'a measurement id: indicator.locality.year.date.basis'),
  ),
  ...patternsOf(
    alertId,
    both('mã cảnh báo: mục tiêu~đợt, ví dụ giai-ngan-2021~1', 'an alert id: target~episode, such as disbursement-2021~1'),
  ),
  ...patternsOf(alertNote, both('một dòng chữ, không xuống dòng, không ký tự điều khiển', 'one line of text without control characters')),
  ...patternsOf(planCapitalId, both('mã kế hoạch vốn: chỉ tiêu.địa phương.năm', 'a plan capital id: indicator.locality.year')),
]);

// Well-formed as `decimal` takes it, but for the number of digits.
const NUMBER_OF_ANY_LENGTH = /^-?(\d+([.,]\d+)?|\d{1,3}(\.\d{3})+(,\d+)?)$/;

/** What text that does not match an expression of the contract should have been. */
export function patternText(pattern: string | undefined, got: unknown): string {
  const words = PATTERNS.get(pattern ?? '') ?? OTHER;
  return words === DECIMAL && typeof got === 'string' && NUMBER_OF_ANY_LENGTH.test(got) ? TOO_LONG : words;
}

/** The expectation in one language; what has no words, such as a list of allowed values, is the same in both. */
export function expectationIn(expected: string, language: Language): string {
  const text = Object.hasOwn(TYPES, expected) ? (TYPES[expected] ?? expected) : expected;
  const [vi = '', en] = text.split(BETWEEN);
  return language === 'en' && en !== undefined ? en : vi;
}

// Read from the refusal itself, so that an expression stands in one place only.
function patternsOf(schema: z.ZodType, words: string): [string, string][] {
  // A bell matches none of them, and trimming leaves it.
  const issues = schema.safeParse('\u0007').error?.issues ?? [];
  return issues.flatMap((issue) => (issue.code === 'invalid_format' && issue.pattern !== undefined ? [[issue.pattern, words]] : []));
}
