import type { CivilDate } from '../kernel/civil-date.js';
import type { Decider } from '../kernel/decider.js';
import { BASIS_RANK, type Basis, type Figure } from './figure.js';
import type { MeasurementEvent, MeasurementKey, MeasurementSource } from './measurement.events.js';

/** `recorded` is unverified, `returned` waits for a correction and does not count, `withdrawn` leaves its key free. */
export type MeasurementStatus = 'recorded' | 'verified' | 'returned' | 'withdrawn';

export interface MeasurementEntry {
  readonly asOf: CivilDate;
  readonly basis: Basis;
  readonly status: MeasurementStatus;
  readonly figure: Figure;
  readonly justification: string | null;
  readonly note: string | null;
  readonly source: MeasurementSource | null;
}

/** One stream, indicator × locality × year: its figures in order of date, then of basis. */
export interface MeasurementState {
  readonly entries: readonly MeasurementEntry[];
}

export const measurementDecider: Decider<MeasurementState, MeasurementEvent> = { initial: { entries: [] }, evolve };

function evolve(state: MeasurementState, event: MeasurementEvent): MeasurementState {
  const { data } = event;
  if (event.type === 'MeasurementRecorded') {
    const { asOf, basis, figure, justification, note, source } = event.data;
    return put(state, { asOf, basis, status: 'recorded', figure, justification, note, source });
  }
  const entry = entryAt(state, data);
  if (!entry) return state;
  switch (event.type) {
    case 'MeasurementCorrected': {
      const { figure, justification } = event.data;
      return put(state, { ...entry, status: 'recorded', figure, justification });
    }
    case 'MeasurementWithdrawn':
      return put(state, { ...entry, status: 'withdrawn' });
    case 'MeasurementVerified':
      return put(state, { ...entry, status: 'verified' });
    case 'MeasurementReturned':
      return put(state, { ...entry, status: 'returned' });
  }
}

type Slot = Pick<MeasurementKey, 'asOf' | 'basis'>;

/** The entry under a date and basis, whatever its status; undefined when nothing was ever recorded there. */
export function entryAt(state: MeasurementState, slot: Slot): MeasurementEntry | undefined {
  const entry = state.entries[placeOf(state.entries, slot)];
  return entry && order(entry, slot) === 0 ? entry : undefined;
}

/** True for an entry that counts: neither withdrawn nor waiting for a correction. */
export function counts(entry: MeasurementEntry): boolean {
  return entry.status === 'recorded' || entry.status === 'verified';
}

/** The nearest entries of the same basis that count, before and after the date. */
export function neighbours(
  state: MeasurementState,
  slot: Slot,
): { before: MeasurementEntry | undefined; after: MeasurementEntry | undefined } {
  const isNeighbour = (entry: MeasurementEntry): boolean => entry.basis === slot.basis && entry.asOf !== slot.asOf && counts(entry);
  const place = placeOf(state.entries, slot);
  return { before: state.entries.slice(0, place).findLast(isNeighbour), after: state.entries.slice(place).find(isNeighbour) };
}

function put(state: MeasurementState, entry: MeasurementEntry): MeasurementState {
  const place = placeOf(state.entries, entry);
  const isPresent = state.entries[place] !== undefined && order(state.entries[place], entry) === 0;
  return { entries: [...state.entries.slice(0, place), entry, ...state.entries.slice(place + (isPresent ? 1 : 0))] };
}

/** Index of the first entry that is not before the slot. */
function placeOf(entries: readonly MeasurementEntry[], slot: Slot): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && order(entry, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function order(a: Slot, b: Slot): number {
  if (a.asOf !== b.asOf) return a.asOf < b.asOf ? -1 : 1;
  return BASIS_RANK[a.basis] - BASIS_RANK[b.basis];
}
