import type { RowAnswer, RowRefusal, RowsAnswer } from '../../contract/measurements.commands.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { DomainError } from '../../domain/kernel/errors.js';
import { comparePositions } from '../../event-store/event-store.js';
import type { Language } from '../http/language.js';
import { explainField, explainProblem, messageOf, sentence } from '../http/problem-text.js';
import type { Row, RowResult } from './measurements.command.js';

/** The member of a row that a refusal is about, where it is one. */
const FIELD_OF: Readonly<Record<string, string>> = {
  indicator_unknown: 'indicatorId',
  locality_unknown: 'localityId',
  locality_not_in_force: 'asOf',
  locality_out_of_scope: 'localityId',
  as_of_in_future: 'asOf',
  year_out_of_range: 'year',
  shape_does_not_fit: 'figure.shape',
  unit_does_not_fit: 'unit',
  denominator_not_positive: 'figure.denominator',
  numerator_negative: 'figure.numerator',
  numerator_exceeds_denominator: 'figure.numerator',
  count_negative: 'figure.value',
  count_not_whole: 'figure.value',
  below_minimum: 'figure',
  above_maximum: 'figure',
  cumulative_falls: 'justification',
  done_in_future: 'figure.on',
  done_after_as_of: 'figure.on',
};

/** The answer to a request of many rows, row by row. */
export function rowsAnswerOf(results: readonly RowResult[]): RowsAnswer {
  const rows = results.map(rowAnswerOf);
  const positions = new Set(results.flatMap(({ position }) => position ?? []));
  const position = [...positions].reduce<string | null>(
    (last, next) => (last !== null && comparePositions(last, next) >= 0 ? last : next),
    null,
  );
  const refused = rows.filter(({ status }) => status === 'refused').length;
  return { position, recorded: rows.filter(({ status }) => status === 'recorded').length, refused, rows };
}

function rowAnswerOf({ row, refusal, revision, position }: RowResult): RowAnswer {
  const { index, measurement } = row;
  const id = measurement && measurementIdOf(measurement);
  if (refusal || !measurement) return { index, id, status: 'refused', refusal: refusal ? ruleRefusal(refusal) : fieldRefusal(row) };
  return position === undefined || revision === undefined
    ? { index, id, status: 'acceptable' }
    : { index, id, status: 'recorded', revision, position };
}

function ruleRefusal({ code, params }: DomainError): RowRefusal {
  const field = typeof params.field === 'string' ? params.field : (FIELD_OF[code] ?? null);
  return { code, field, message: { vi: sentence(code, params, 'vi'), en: sentence(code, params, 'en') }, params: { ...params } };
}

function fieldRefusal({ fields }: Row): RowRefusal {
  const [first] = fields;
  if (!first) return { code: 'request_invalid', field: null, message: { ...messageOf('request_invalid') } };
  return {
    code: first.code,
    field: first.path,
    message: { vi: explainField(first, 'vi').message, en: explainField(first, 'en').message },
    params: { expected: first.expected, got: first.got },
  };
}

/** Problem details of a request of which nothing was written because rows were refused; carries the answer of every row. */
export function rowsRefused(answer: RowsAnswer, language: Language, correlationId: string): object {
  const params = { refused: answer.refused, rows: answer.rows.length };
  const code = 'rows_refused';
  return { type: `/problems/${code}`, ...explainProblem(code, 409, params, language), status: 409, code, params, correlationId, ...answer };
}
