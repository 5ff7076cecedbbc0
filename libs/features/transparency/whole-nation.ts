import type { Actor } from '../../domain/kernel/command.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { NATION } from '../../domain/locality/locality.events.js';

/** Entries of the log are events of all localities: they are for those whose scope is the whole country. Throws `locality_out_of_scope`. */
export function checkNation({ locality: scope }: Actor): void {
  if (scope !== NATION) throw new DomainError('locality_out_of_scope', 'forbidden', { localityId: NATION, scope });
}
