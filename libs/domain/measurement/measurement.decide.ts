import { yearOf, type CivilDate } from '../kernel/civil-date.js';
import { checkDate, givenReason } from '../kernel/checks.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { cleanOrNull } from '../kernel/text.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import { isInForce, type LocalityState } from '../locality/locality.state.js';
import { outOfForce } from '../locality/out-of-force.js';
import { checkCourse } from './cumulative.js';
import type { Figure } from './figure.js';
import { checkFigure } from './figure-rules.js';
import { sameFigure } from './figure-value.js';
import type { MeasurementEvent, MeasurementKey, MeasurementSource } from './measurement.events.js';
import { entryAt, type MeasurementEntry, type MeasurementState } from './measurement.state.js';

export interface RecordMeasurement extends MeasurementKey {
  readonly figure: Figure;
  /** The unit that the sender believes to report in; null when none was given. */
  readonly unit: string | null;
  readonly justification: string | null;
  readonly note: string | null;
  readonly source: MeasurementSource | null;
}
export interface CorrectMeasurement extends MeasurementKey {
  readonly figure: Figure;
  readonly unit: string | null;
  readonly reason: string;
  readonly justification: string | null;
}
export interface WithdrawMeasurement extends MeasurementKey {
  readonly reason: string;
}
export interface VerifyMeasurement extends MeasurementKey {
  readonly note: string | null;
}
export interface ReturnMeasurement extends MeasurementKey {
  readonly reason: string;
}

/** What the decision needs from other streams, null where there is nothing of that id; `today` is the civil date of receipt. */
export interface MeasurementDecisionFacts {
  readonly indicator: IndicatorDefinition | null;
  readonly locality: LocalityState | null;
  readonly today: CivilDate;
}

/**
 * Records a figure under a free key. Throws `measurement_exists`, `indicator_unknown`, `locality_unknown`,
 * `locality_not_in_force`, `as_of_in_future`, `year_out_of_range`, `date_malformed`, and as `checkFigure` and `checkCourse`
 * (the latter only without a justification).
 */
export function recordMeasurement(
  command: RecordMeasurement,
  state: MeasurementState,
  facts: MeasurementDecisionFacts,
): readonly MeasurementEvent[] {
  const { indicatorId, localityId, year, asOf, basis, figure, unit, note, source } = command;
  const justification = cleanOrNull(command.justification);
  checkPlace(command, facts);
  const present = entryAt(state, command);
  if (present && present.status !== 'withdrawn') refuse('measurement_exists', describe(command));
  checkReported({ asOf, basis, figure, unit, justification }, state, facts);
  // Member by member: ten thousand of these are decided at once, and spreading would take most of the time.
  return [
    {
      type: 'MeasurementRecorded',
      data: { indicatorId, localityId, year, asOf, basis, figure, justification, note: cleanOrNull(note), source },
    },
  ];
}

/**
 * Replaces a figure and makes it unverified again; the same figure and justification are nothing new unless it was
 * returned, where they insist on it. Throws `reason_required`, `measurement_unknown`, `measurement_withdrawn` and as
 * `recordMeasurement` does, but for `measurement_exists`.
 */
export function correctMeasurement(
  command: CorrectMeasurement,
  state: MeasurementState,
  facts: MeasurementDecisionFacts,
): readonly MeasurementEvent[] {
  const { figure } = command;
  const reason = givenReason(command.reason);
  const entry = presentEntry(command, state);
  const given = cleanOrNull(command.justification);
  const isSame = sameFigure(entry.figure, figure) && (given === null || given === entry.justification);
  if (isSame && entry.status !== 'returned') return [];
  // Another figure needs its own justification: the old one explained another fall.
  const justification = given ?? (isSame ? entry.justification : null);
  checkPlace(command, facts);
  checkReported({ ...command, justification }, state, facts);
  return [{ type: 'MeasurementCorrected', data: { ...keyOf(command), figure, reason, justification } }];
}

/** Takes a figure back; its key is free again. Throws `reason_required`, `measurement_unknown`, `measurement_withdrawn`. */
export function withdrawMeasurement(command: WithdrawMeasurement, state: MeasurementState): readonly MeasurementEvent[] {
  const reason = givenReason(command.reason);
  presentEntry(command, state);
  return [{ type: 'MeasurementWithdrawn', data: { ...keyOf(command), reason } }];
}

/** Confirms a figure; a verified one is nothing new. Throws `measurement_returned`, `measurement_unknown`, `measurement_withdrawn`. */
export function verifyMeasurement(command: VerifyMeasurement, state: MeasurementState): readonly MeasurementEvent[] {
  const { status } = presentEntry(command, state);
  if (status === 'verified') return [];
  if (status === 'returned') refuse('measurement_returned', describe(command));
  return [{ type: 'MeasurementVerified', data: { ...keyOf(command), note: cleanOrNull(command.note) } }];
}

/** Sends a figure back for correction; until then it does not count. Throws `reason_required`, `measurement_unknown`, `measurement_withdrawn`. */
export function returnMeasurement(command: ReturnMeasurement, state: MeasurementState): readonly MeasurementEvent[] {
  const reason = givenReason(command.reason);
  if (presentEntry(command, state).status === 'returned') return [];
  return [{ type: 'MeasurementReturned', data: { ...keyOf(command), reason } }];
}

function checkPlace(key: MeasurementKey, { indicator, locality, today }: MeasurementDecisionFacts): void {
  const { indicatorId, localityId, asOf, year } = key;
  checkDate('asOf', asOf);
  if (!indicator) lacking('indicator_unknown', { indicatorId });
  if (!locality) lacking('locality_unknown', { localityId });
  if (asOf > today) refuse('as_of_in_future', { asOf, today });
  if (!isInForce(locality, asOf)) outOfForce(locality, asOf);
  // The reporting year runs from 15/12 to 14/12 and the disbursement year ends after 31/12 (DESIGN §3).
  if (!Number.isInteger(year) || Math.abs(year - yearOf(asOf)) > 1) reject('year_out_of_range', { year, asOf });
}

function checkReported(
  command: Pick<RecordMeasurement, 'asOf' | 'basis' | 'figure' | 'unit' | 'justification'>,
  state: MeasurementState,
  { indicator, today }: MeasurementDecisionFacts,
): void {
  if (!indicator) return;
  checkFigure(command.figure, command.unit, command.asOf, indicator, today);
  if (indicator.accumulation === 'cumulative' && command.justification === null) checkCourse(state, command);
}

function presentEntry(key: MeasurementKey, state: MeasurementState): MeasurementEntry {
  const entry = entryAt(state, key) ?? lacking('measurement_unknown', describe(key));
  return entry.status === 'withdrawn' ? refuse('measurement_withdrawn', describe(key)) : entry;
}

function keyOf({ indicatorId, localityId, year, asOf, basis }: MeasurementKey): MeasurementKey {
  return { indicatorId, localityId, year, asOf, basis };
}

function describe({ indicatorId, localityId, asOf, basis }: MeasurementKey): Readonly<Record<string, string>> {
  return { indicatorId, localityId, asOf, basis };
}
