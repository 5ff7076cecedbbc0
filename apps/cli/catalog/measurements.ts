import { yearOf } from '../../../libs/domain/kernel/civil-date.js';
import { fold } from '../../../libs/domain/kernel/decider.js';
import { measurementCodec } from '../../../libs/domain/measurement/measurement.codec.js';
import { recordMeasurement, type RecordMeasurement } from '../../../libs/domain/measurement/measurement.decide.js';
import { measurementStream } from '../../../libs/domain/measurement/measurement.events.js';
import { measurementDecider, type MeasurementState } from '../../../libs/domain/measurement/measurement.state.js';
import { commandIdOf, decide, entryOf, type Entry } from './entry.js';
import type { Known } from './facts.js';
import type { Placed } from './files.js';
import type { CatalogDirective, CatalogMeasurement } from './schemas.js';

/** The figures that the directives report. */
export function measurementEntries(files: readonly Placed<CatalogDirective>[], known: Known): Entry[] {
  const states = new Map<string, MeasurementState>();
  return files.flatMap((file) =>
    (file.value.measurements ?? []).map((measurement, index) => {
      const placed = { ...file, row: `measurements.${index}` };
      return entry(placed, commandOf(measurement, file.value.id), known, states);
    }),
  );
}

function commandOf({ clause, figure, note, ...key }: CatalogMeasurement, directiveId: string): RecordMeasurement {
  return { ...key, year: yearOf(key.asOf), figure, unit: null, justification: null, note, source: { directiveId, clause } };
}

function entry(placed: Placed<unknown>, command: RecordMeasurement, known: Known, states: Map<string, MeasurementState>): Entry {
  const { indicatorId, localityId, year, asOf, basis } = command;
  const stream = measurementStream(indicatorId, localityId, year);
  const state = states.get(stream) ?? measurementDecider.initial;
  const facts = {
    indicator: known.indicators.get(indicatorId) ?? null,
    locality: known.localities.get(localityId) ?? null,
    today: known.today,
  };
  const events = decide(placed, () => recordMeasurement(command, state, facts));
  states.set(stream, fold(measurementDecider, events, state));
  return entryOf(stream, commandIdOf(stream, `record ${asOf} ${basis}`), measurementCodec, events);
}
