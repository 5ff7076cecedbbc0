import type { CivilDate } from '../kernel/civil-date.js';
import { refuse } from '../kernel/errors.js';
import type { LocalityState } from './locality.state.js';

/** Throws `locality_not_in_force`, which names what an ended locality went on as. */
export function outOfForce(locality: Pick<LocalityState, 'localityId' | 'validTo' | 'successors'>, date: CivilDate): never {
  refuse('locality_not_in_force', { localityId: locality.localityId, date, successors: goesOnAs(locality, date) });
}

/** ` → vn-08@2025`: for the end of a sentence in either language; empty where nothing succeeds it on that day. */
export function goesOnAs({ validTo, successors }: Pick<LocalityState, 'validTo' | 'successors'>, date: CivilDate): string {
  const isOver = validTo !== null && validTo < date;
  return isOver && successors.length > 0 ? ` → ${successors.map(({ localityId }) => localityId).join(', ')}` : '';
}
