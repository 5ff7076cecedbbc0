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

/** Decides the rows of a stream one after the other, each on the state that those before it leave. Pure. */
export function decideGroup(
  group: RowGroup,
  base: History<MeasurementState>,
  factsOf: (measurement: RecordMeasurement) => MeasurementDecisionFacts,
): DecidedGroup {
  const [events, accepted, refused, done]: [MeasurementEvent[], ReadableRow[], { row: ReadableRow; error: DomainError }[], DecidedGroup['done'][number][]] = [[], [], [], []];
  const taken = new Map<string, number>();
  let { state } = base;
  for (const row of group.rows) {
    const written = writtenBefore(row, base);
    const slot = `${row.measurement.asOf}.${row.measurement.basis}`;
    const first = taken.get(slot);
    const decision = written ? [] : first === undefined ? attempt(row, state, factsOf) : new DomainError('duplicate_in_request', 'rule', { row: first, id: measurementIdOf(row.measurement) });
    if (decision instanceof DomainError) {
      refused.push({ row, error: decision });
      continue;
    }
    taken.set(slot, row.index);
    if (written) done.push({ row, ...written });
    else accepted.push(row);
    for (const event of decision) {
      events.push(event);
      state = MEASUREMENT.decider.evolve(state, event);
    }
  }
  return { group, base, state, events, accepted, refused, done };
}

function attempt(row: ReadableRow, state: MeasurementState, factsOf: (measurement: RecordMeasurement) => MeasurementDecisionFacts): readonly MeasurementEvent[] | DomainError {
  try {
    return recordMeasurement(row.measurement, state, factsOf(row.measurement));
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** Where an earlier try of the same command wrote the row, unless it also took it back. */
function writtenBefore({ measurement }: ReadableRow, { done }: History<MeasurementState>): { revision: number; position: string } | null {
  if (done.length === 0) return null;
  const last = done.findLast(({ data }) => {
    const { asOf, basis } = data as { asOf?: unknown; basis?: unknown };
    return asOf === measurement.asOf && basis === measurement.basis;
  });
  return last?.type === 'MeasurementRecorded' ? { revision: last.revision, position: last.position } : null;
}
