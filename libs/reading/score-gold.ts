import type { RecordJson } from './as-json.js';
import type { Span } from './reading.js';

/** A line or entry that is no annotation: where it stands (`line 3`), which field, and what was expected there. */
export class GoldError extends Error {
  override readonly name = 'GoldError';
  constructor(
    readonly place: string,
    readonly field: string | null,
    readonly expected: { readonly vi: string; readonly en: string },
  ) {
    super(`${place}${field === null ? '' : `, ${field}`}: ${expected.vi} / ${expected.en}`);
  }
}

/** A stretch left out on purpose: a proposal that overlaps it and matches nothing is neither right nor wrong. */
export interface Borderline extends Span {
  readonly doc: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const STRENGTHS = ['quantified', 'dated', 'qualitative'];

/** The annotations of one document, one JSON object a line; blank lines are passed over. Throws `GoldError` at the first mistake. */
export function parseGold(text: string): readonly RecordJson[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ line: line.trim(), place: `dòng / line ${index + 1}` }))
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => goldRecord(fieldsOf(parsed(line, place), place), place));
}

/** The borderline spans, a JSON array; those of the documents in `docs`, or of none named. Throws `GoldError` at the first mistake. */
export function parseBorderline(text: string, docs: ReadonlySet<string>): readonly Borderline[] {
  const entries = parsed(text.replace(/^\uFEFF/, ''), 'borderline');
  if (!Array.isArray(entries)) throw new GoldError('borderline', null, { vi: 'cần một mảng JSON', en: 'a JSON array was expected' });
  return entries
    .map((entry, index) => {
      const place = `borderline, mục / entry ${index + 1}`;
      const fields = fieldsOf(entry, place);
      return { ...spanOf(fields, place), doc: typeof fields['doc'] === 'string' ? fields['doc'] : null };
    })
    .filter(({ doc }) => doc === null || docs.has(doc));
}

/** Throws `GoldError` where a record does not quote the text that stands at its offsets: another file, or another state of it. */
export function checkQuotes(gold: readonly RecordJson[], text: string): void {
  const points = [...text];
  for (const [index, { quote, start, end }] of gold.entries()) {
    const there = points.slice(start, end).join('');
    if (there.normalize('NFC') === quote.normalize('NFC')) continue;
    const shown = JSON.stringify(there.length > 60 ? `${there.slice(0, 60)}…` : there);
    throw new GoldError(`bản ghi / record ${index + 1}`, 'quote', {
      vi: `văn bản tại ${start}–${end} là ${shown}, không phải lời trích: nhầm tệp?`,
      en: `the text at ${start}–${end} is ${shown}, not the quote: is it another file?`,
    });
  }
}

function goldRecord(fields: Fields, place: string): RecordJson {
  const type = oneOf(fields, 'type', ['target', 'measurement'], place) as RecordJson['type'];
  if (type === 'target') oneOf(fields, 'strength', STRENGTHS, place);
  const { quote } = fields;
  if (typeof quote !== 'string' || quote === '') throw new GoldError(place, 'quote', { vi: 'cần lời trích', en: 'a text was expected' });
  return { ...fields, ...spanOf(fields, place), type, quote };
}

function spanOf(fields: Fields, place: string): Span {
  const start = offset(fields, 'start', place);
  const end = offset(fields, 'end', place);
  if (end <= start) throw new GoldError(place, 'end', { vi: 'phải lớn hơn start', en: 'it must be greater than start' });
  return { start, end };
}

function offset(fields: Fields, field: string, place: string): number {
  const value = fields[field];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GoldError(place, field, { vi: 'cần một số nguyên không âm', en: 'a whole number from 0 was expected' });
}

function oneOf(fields: Fields, field: string, values: readonly string[], place: string): string {
  const value = fields[field];
  if (typeof value === 'string' && values.includes(value)) return value;
  const listed = values.join(', ');
  throw new GoldError(place, field, { vi: `cần một trong: ${listed}`, en: `one of these was expected: ${listed}` });
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new GoldError(place, null, { vi: 'cần một đối tượng JSON', en: 'a JSON object was expected' });
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GoldError(place, null, { vi: `không phải JSON (${why})`, en: 'not JSON' });
  }
}
