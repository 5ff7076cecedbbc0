import { DomainError } from '../../domain/kernel/errors.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import type { LocalityState } from '../../domain/locality/locality.state.js';
import { goesOnAs } from '../../domain/locality/out-of-force.js';
import type { Facts } from '../../event-store/facts.js';

/** ` → Tỉnh Tuyên Quang (vn-08@2025)`: as `goesOnAs`, with the full names. */
export async function goesOnByName(facts: Facts, locality: LocalityState, date: string): Promise<string> {
  if (goesOnAs(locality, date) === '') return '';
  const ids = locality.successors.map(({ localityId }) => localityId);
  const states = await facts.ofMany(LOCALITY, ids.map(localityStream));
  const names = ids.map((id) => {
    const name = states.get(localityStream(id))?.fullName;
    return name === undefined ? id : `${name} (${id})`;
  });
  return ` → ${names.join(', ')}`;
}

/** The refusal of a locality that had ended, with the names of what it went on as; anything else as it is. */
export async function namingSuccessors(error: unknown, facts: Facts): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code !== 'locality_not_in_force') return error;
  const { localityId, date } = error.params;
  const locality = await facts.of(LOCALITY, localityStream(String(localityId)));
  if (!locality) return error;
  return new DomainError(error.code, error.kind, { ...error.params, successors: await goesOnByName(facts, locality, String(date)) });
}
