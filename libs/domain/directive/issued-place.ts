import { isCivilDate } from '../kernel/civil-date.js';
import type { LocalityState } from '../locality/locality.state.js';
import { outOfForce } from '../locality/out-of-force.js';

/** A directive sets no targets for a locality that had ended by its day, where that is known. Throws `locality_not_in_force`. */
export function checkStanding(locality: LocalityState, issuedOn: string | null): void {
  if (isOver(locality, issuedOn)) outOfForce(locality, issuedOn ?? '');
}

/** True where the locality had ended by the day of the directive. */
export function isOver({ validTo }: LocalityState, issuedOn: string | null): boolean {
  return validTo !== null && issuedOn !== null && isCivilDate(issuedOn) && validTo < issuedOn;
}
