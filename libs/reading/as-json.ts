import { exact, isDecimalText, type DecimalText } from '../domain/kernel/decimal.js';
import type { Deadline, DocumentHead, ProposedTarget, Quoted, Reading, ReportedMeasurement } from './reading.js';

/** A record under the field names of the annotations that readers are measured by; offsets in code points of the source. */
export interface RecordJson {
  readonly type: 'target' | 'measurement';
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface ReadingJson {
  readonly reader: string;
  readonly document: DocumentHead;
  readonly targets: readonly RecordJson[];
  readonly measurements: readonly RecordJson[];
}

/** The whole reading as one JSON value: `tiendo read --json` prints it. */
export function readingJson(reading: Reading): ReadingJson {
  return {
    reader: reading.readerVersion,
    document: reading.document,
    targets: reading.targets.map(targetJson),
    measurements: reading.measurements.map(measurementJson),
  };
}

function targetJson(target: ProposedTarget): RecordJson {
  return {
    type: 'target',
    n: target.n,
    ...quoted(target),
    clause: target.clause,
    indicator: target.indicator,
    kind: target.kind,
    comparator: target.comparator,
    comparator_word: target.comparatorWord,
    value: numberOrNull(target.value),
    unit: target.unit,
    ...deadlineJson(target.deadline),
    period: target.period,
    locality: target.locality,
    responsible: target.responsible,
    strength: target.strength,
    full_quote: target.full.text,
    full_start: target.full.start,
    full_end: target.full.end,
    ...whereThereIs(rarerFields(target)),
    confidence: target.confidence,
    reason: target.reason,
  };
}

/** Fields that stand only where there is something to say. */
function rarerFields(target: ProposedTarget): Readonly<Record<string, unknown>> {
  const { head, deadline } = target;
  return {
    comparator_alt: target.comparatorAlt,
    value_to: numberOrNull(target.valueTo),
    value_text: target.valueText,
    value_source: target.valueSource === 'implied' ? 'implied' : null,
    head: head?.text,
    head_start: head?.start,
    head_end: head?.end,
    deadline_op: deadline?.op,
    deadline_precision: deadline?.precision,
    deadline_inherited: deadline?.inherited === true ? true : null,
    deadline_expanded: deadline?.expanded,
    deadline_implied: target.deadlineImplied,
    recurrence: target.recurrence,
    recurrence_text: target.recurrenceText,
    direction: target.direction,
    incremental: target.incremental ? true : null,
    base: target.base,
    series: target.series,
    index_name: target.indexName,
  };
}

function deadlineJson(deadline: Deadline | null): { deadline: string | null; deadline_text: string | null } {
  return { deadline: deadline?.date ?? null, deadline_text: deadline?.text ?? null };
}

function measurementJson(measurement: ReportedMeasurement): RecordJson {
  return {
    type: 'measurement',
    n: measurement.n,
    ...quoted(measurement),
    clause: measurement.clause,
    indicator: measurement.indicator,
    value: numberOrNull(measurement.value),
    unit: measurement.unit,
    numerator: numberOrNull(measurement.numerator),
    denominator: numberOrNull(measurement.denominator),
    ...whereThereIs({ ratio_pct: numberOrNull(measurement.ratioPct) }),
    locality: measurement.locality,
    as_of: measurement.asOf,
    as_of_source: measurement.asOfSource,
    series: measurement.series,
    confidence: measurement.confidence,
    reason: measurement.reason,
  };
}

function quoted({ text, start, end }: Quoted): { quote: string; start: number; end: number } {
  return { quote: text, start, end };
}

function whereThereIs(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null && !(Array.isArray(value) && value.length === 0)));
}

function numberOrNull(text: DecimalText | null): number | string | null {
  return text === null ? null : jsonNumber(text);
}

/** A JSON number that means exactly the text, or the text itself where a double would lose digits. */
export function jsonNumber(text: DecimalText): number | string {
  const number = Number(text);
  const shown = String(number);
  return isDecimalText(shown) && exact(shown).eq(exact(text)) ? number : text;
}
