import { measurementIdOf } from '../../contract/measurement-id.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { recordMeasurement, type MeasurementDecisionFacts, type RecordMeasurement } from '../../domain/measurement/measurement.decide.js';
import { measurementStream, type MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import type { MeasurementState } from '../../domain/measurement/measurement.state.js';
import type { History } from '../../event-store/command-handling.js';
import type { Row } from './measurements.command.js';
import { MEASUREMENT } from './measurement-facts.js';

/** A row that could be read. */
export type ReadableRow = Row & { readonly measurement: RecordMeasurement };

/** The rows of one stream, in the order of the request. */
export interface RowGroup {
  readonly stream: string;
  readonly rows: readonly ReadableRow[];
}

/** What was decided for the rows of one stream. */
export interface DecidedGroup {
  readonly group: RowGroup;
  readonly base: History<MeasurementState>;
  readonly state: MeasurementState;
  readonly events: readonly MeasurementEvent[];
  /** The rows of `events`, in their order. */
  readonly accepted: readonly ReadableRow[];
  readonly refused: readonly { readonly row: ReadableRow; readonly error: DomainError }[];
  /** Rows that an earlier try of the same command wrote. */
  readonly done: readonly { readonly row: ReadableRow; readonly revision: number; readonly position: string }[];
}

/** Puts the rows of one stream together, as the streams first occur. */
export function groupRows(rows: readonly ReadableRow[]): readonly RowGroup[] {
  const groups = new Map<string, ReadableRow[]>();
  for (const row of rows) {
    const stream = measurementStream(row.measurement.indicatorId, row.measurement.localityId, row.measurement.year);
    const group = groups.get(stream);
    if (group) group.push(row);
    else groups.set(stream, [row]);
  }
  return [...groups].map(([stream, own]) => ({ stream, rows: own }));
}

/** What the rows of a request are decided by. */
export interface RowRules {
  readonly factsOf: (measurement: RecordMeasurement) => MeasurementDecisionFacts;
  /** Why the sender may not record it; null when it may. */
  readonly barOf: (measurement: RecordMeasurement) => DomainError | null;
}
type Outcome = { readonly events: readonly MeasurementEvent[] } | { readonly error: DomainError } | Place;
interface Place {
  readonly revision: number;
  readonly position: string;
}

/** Decides the rows of a stream one after the other, each on the state that those before it leave. Pure. */
export function decideGroup(group: RowGroup, base: History<MeasurementState>, rules: RowRules): DecidedGroup {
  const [events, accepted]: [MeasurementEvent[], ReadableRow[]] = [[], []];
  const [refused, done]: [{ row: ReadableRow; error: DomainError }[], ({ row: ReadableRow } & Place)[]] = [[], []];
  // Most rows are alone in their stream and can repeat no other.
  const taken = group.rows.length > 1 ? new Map<string, number>() : null;
  let { state } = base;
  for (const row of group.rows) {
    const outcome = decideRow(row, base, state, taken?.get(slotOf(row)), rules);
    if ('error' in outcome) {
      refused.push({ row, error: outcome.error });
      continue;
    }
    taken?.set(slotOf(row), row.index);
    if ('position' in outcome) {
      done.push({ row, revision: outcome.revision, position: outcome.position });
      continue;
    }
    accepted.push(row);
    for (const event of outcome.events) {
      events.push(event);
      state = MEASUREMENT.decider.evolve(state, event);
    }
  }
  return { group, base, state, events, accepted, refused, done };
}

function slotOf({ measurement }: ReadableRow): string {
  return `${measurement.asOf}.${measurement.basis}`;
}

/** `earlier`: the row of the request that took the same date and basis before, if one did. */
function decideRow(
  row: ReadableRow,
  base: History<MeasurementState>,
  state: MeasurementState,
  earlier: number | undefined,
  rules: RowRules,
): Outcome {
  const { measurement } = row;
  if (earlier !== undefined)
    return { error: new DomainError('duplicate_in_request', 'rule', { row: earlier, id: measurementIdOf(measurement) }) };
  const written = writtenBefore(row, base);
  if (written) return written;
  const bar = rules.barOf(measurement);
  if (bar) return { error: bar };
  try {
    return { events: recordMeasurement(measurement, state, rules.factsOf(measurement)) };
  } catch (error) {
    if (error instanceof DomainError) return { error };
    throw error;
  }
}

/** Where an earlier try of the same command wrote the row, unless it also took it back. */
function writtenBefore({ measurement }: ReadableRow, { done }: History<MeasurementState>): Place | null {
  if (done.length === 0) return null;
  const last = done.findLast(({ data }) => {
    const { asOf, basis } = data as { asOf?: unknown; basis?: unknown };
    return asOf === measurement.asOf && basis === measurement.basis;
  });
  return last?.type === 'MeasurementRecorded' ? { revision: last.revision, position: last.position } : null;
}
