import type { z } from 'zod';
import { decimal } from '../../contract/decimal-input.js';
import { indicatorId, localityId, measurementId } from '../../contract/fields.js';

/** Said where nothing more exact is known. */
export const OTHER = 'giá trị đúng dạng / a value of the right form';

/** What a member must be, by the schema's word for its type. */
export const TYPES: Readonly<Record<string, string>> = {
  string: 'chữ trong ngoặc kép / text',
  number: 'số / a number',
  int: 'số nguyên / a whole number',
  boolean: 'true | false',
  object: 'nhóm trường {…} / an object {…}',
  array: 'danh sách […] / a list […]',
  null: 'null',
};

export const FORMATS: Readonly<Record<string, string>> = {
  date: 'ngày yyyy-mm-dd có thật / an existing date yyyy-mm-dd',
  datetime: 'thời điểm ISO 8601 / an ISO 8601 instant',
  uuid: 'UUID',
  int: 'số nguyên / a whole number',
  safeint: 'số nguyên / a whole number',
};

/** What a length or a number of items counts. */
export const COUNTED: Readonly<Record<string, string>> = {
  string: 'ký tự / characters',
  array: 'phần tử / items',
};

const ID = 'mã gồm chữ thường, số, gạch / lower-case letters, digits, hyphens';

/** What the expressions of the contract's fields ask for, in words. */
export const PATTERNS: ReadonlyMap<string, string> = new Map([
  ...patternsOf(decimal, 'số thập phân dạng chữ, ví dụ "55,1" / a decimal number as text such as "55,1"'),
  ...patternsOf(localityId, ID),
  ...patternsOf(indicatorId, ID),
  ...patternsOf(measurementId, 'mã số liệu: chỉ tiêu.địa phương.năm.ngày.loại / a measurement id: indicator.locality.year.date.basis'),
]);

// Read from the refusal itself, so that an expression stands in one place only.
function patternsOf(schema: z.ZodType, words: string): [string, string][] {
  const issues = schema.safeParse(' ').error?.issues ?? [];
  return issues.flatMap((issue) => (issue.code === 'invalid_format' && issue.pattern !== undefined ? [[issue.pattern, words]] : []));
}
