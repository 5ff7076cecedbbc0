import type { CivilDate } from '../kernel/civil-date.js';
import { checkDate, checkId, checkText } from '../kernel/checks.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { NATION, type LocalityEvent, type LocalityFacts, type LocalityLevel } from './locality.events.js';
import { isInForce, type KnownLocalities, type LocalityState } from './locality.state.js';
import { outOfForce } from './out-of-force.js';

export type RegisterLocality = LocalityFacts;
export interface ReassignLocality {
  readonly localityId: string;
  readonly parentId: string;
  readonly from: CivilDate;
  readonly legalBasis: string | null;
}

/** Facts of locality decisions: the state of every locality that the command names besides its own, as far as registered. */
export interface LocalityDecisionFacts {
  readonly localities: KnownLocalities;
}

/** A commune may hang directly under a province: districts ceased on 1 July 2025 (203/2025/QH15). */
const LEVELS_ABOVE: Readonly<Record<LocalityLevel, readonly LocalityLevel[]>> = {
  nation: [],
  province: ['nation'],
  district: ['province'],
  commune: ['district', 'province'],
};

/**
 * Registers a locality; the same facts again are nothing new. Throws `locality_differs`, `parent_required`,
 * `nation_stands_alone`, `locality_unknown` (the parent), `level_does_not_fit`, `locality_not_in_force` (the parent
 * on the first day), `id_malformed`, `date_malformed`, `text_required`.
 */
export function registerLocality(
  command: RegisterLocality,
  state: LocalityState | null,
  facts: LocalityDecisionFacts,
): readonly LocalityEvent[] {
  if (state) return sameFacts(command, state) ? [] : refuse('locality_differs', { localityId: command.localityId });
  checkId('localityId', command.localityId);
  checkText('name', command.name);
  checkText('fullName', command.fullName);
  checkText('kind', command.kind);
  if (command.validFrom !== null) checkDate('validFrom', command.validFrom);
  const isNation = command.localityId === NATION;
  if (isNation !== (command.level === 'nation') || (isNation && command.parentId !== null)) reject('nation_stands_alone');
  if (!isNation) checkParent(command.level, command.parentId, command.validFrom, facts);
  return [{ type: 'LocalityRegistered', data: command }];
}

/**
 * Puts a locality that goes on under another parent from a day on; its present parent is nothing new. Throws
 * `locality_unknown`, `nation_stands_alone`, `level_does_not_fit`, `locality_not_in_force` (itself or the parent),
 * `reassignment_out_of_order`, `date_malformed`.
 */
export function reassignLocality(
  command: ReassignLocality,
  state: LocalityState | null,
  facts: LocalityDecisionFacts,
): readonly LocalityEvent[] {
  const { localityId, parentId, from } = command;
  checkDate('from', from);
  if (!state) lacking('locality_unknown', { localityId });
  const present = state.parents.at(-1) ?? reject('nation_stands_alone');
  if (present.parentId === parentId && (present.from ?? '') <= from) return [];
  if (!isInForce(state, from)) outOfForce(state, from);
  if (from <= (present.from ?? '')) refuse('reassignment_out_of_order', { localityId, from, present: present.from });
  checkParent(state.level, parentId, from, facts);
  return [{ type: 'LocalityReassigned', data: command }];
}

function checkParent(level: LocalityLevel, parentId: string | null, from: CivilDate | null, facts: LocalityDecisionFacts): void {
  if (parentId === null) reject('parent_required', { level });
  const parent = facts.localities.get(parentId) ?? lacking('locality_unknown', { localityId: parentId });
  if (!LEVELS_ABOVE[level].includes(parent.level)) reject('level_does_not_fit', { level, parentLevel: parent.level });
  if (from !== null && !isInForce(parent, from)) outOfForce(parent, from);
}

function sameFacts({ parentId, ...facts }: LocalityFacts, state: LocalityState): boolean {
  const { validTo: _, parents, successors: __, ending: ___, ...registered } = state;
  return same(facts, registered) && parentId === (parents[0]?.parentId ?? null);
}
