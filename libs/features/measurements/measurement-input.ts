import { recordMeasurement, MOST_ROWS, type RecordMeasurementRequest, type RecordOptions } from '../../contract/measurements.commands.js';
import { yearOf } from '../../domain/kernel/civil-date.js';
import { DomainError } from '../../domain/kernel/errors.js';
import type { RecordMeasurement } from '../../domain/measurement/measurement.decide.js';
import { fieldErrors } from '../http/field-errors.js';
import { InvalidRequest } from '../http/refusals.js';
import { parsed } from '../http/valid.js';
import type { Row } from './measurements.command.js';

export type Input =
  | { readonly kind: 'one'; readonly measurement: RecordMeasurement }
  | { readonly kind: 'many'; readonly rows: readonly Row[]; readonly options: RecordOptions };

const ENVELOPE = new Set(['items', 'dryRun', 'partial']);

/**
 * What the body of a record request says: one figure, an array of them, or `{ items, dryRun, partial }`. Each row is read
 * for itself, so that a bad one does not hide the others. Throws `InvalidRequest`, `rows_too_many`.
 */
export function inputOf(body: unknown, query: RecordOptions): Input {
  if (Array.isArray(body)) return many(body, query);
  if (typeof body === 'object' && body !== null && 'items' in body) return envelope(body, query);
  const measurement = measurementOf(parsed(recordMeasurement, body));
  if (!query.dryRun) return { kind: 'one', measurement };
  return { kind: 'many', rows: [{ index: 0, measurement, fields: [] }], options: query };
}

function envelope(body: object & { readonly items: unknown }, query: RecordOptions): Input {
  const { items, dryRun = false, partial = false } = body as { items: unknown; dryRun?: unknown; partial?: unknown };
  const unknown = Object.keys(body).filter((key) => !ENVELOPE.has(key));
  if (unknown.length > 0) throw new InvalidRequest(unknown.map((path) => ({ path, code: 'field_unknown', expected: '', got: '' })));
  if (typeof dryRun !== 'boolean' || typeof partial !== 'boolean')
    throw invalid(typeof dryRun === 'boolean' ? 'partial' : 'dryRun', 'boolean');
  if (!Array.isArray(items)) throw invalid('items', 'array');
  return many(items, { dryRun: dryRun || query.dryRun, partial: partial || query.partial });
}

function many(items: readonly unknown[], options: RecordOptions): Input {
  if (items.length === 0) throw invalid('items', '>= 1');
  if (items.length > MOST_ROWS) throw new DomainError('rows_too_many', 'invalid', { count: items.length, most: MOST_ROWS });
  return { kind: 'many', rows: items.map(rowOf), options };
}

function rowOf(item: unknown, index: number): Row {
  const result = recordMeasurement.safeParse(item);
  if (result.success) return { index, measurement: measurementOf(result.data), fields: [] };
  return { index, measurement: null, fields: fieldErrors(result.error.issues, item) };
}

// Member by member: spreading what a schema returns costs more than all the rest of a row.
function measurementOf({
  indicatorId,
  localityId,
  year,
  asOf,
  basis,
  figure,
  unit,
  justification,
  note,
  source,
}: RecordMeasurementRequest): RecordMeasurement {
  return { indicatorId, localityId, year: year ?? yearOf(asOf), asOf, basis, figure, unit, justification, note, source };
}

function invalid(path: string, expected: string): InvalidRequest {
  return new InvalidRequest([{ path, code: 'field_invalid', expected, got: '' }]);
}
