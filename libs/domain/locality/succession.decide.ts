import type { CivilDate } from '../kernel/civil-date.js';
import { checkDate, checkNumber } from '../kernel/checks.js';
import { Exact, exact } from '../kernel/decimal.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { NATION, type LocalityEvent, type LocalityLevel, type SuccessionPart } from './locality.events.js';
import type { LocalityDecisionFacts } from './locality.decide.js';
import { isInForce, type Ending, type LocalityState } from './locality.state.js';
import { outOfForce } from './out-of-force.js';

export interface AbolishLocality {
  readonly localityId: string;
  /** First day on which it is no longer in force. */
  readonly effectiveOn: CivilDate;
  readonly legalBasis: string | null;
}
export interface MergeLocality extends AbolishLocality {
  readonly into: string;
}
export type RenameLocality = MergeLocality;
export interface SplitLocality extends AbolishLocality {
  readonly parts: readonly SuccessionPart[];
}

/** All of it goes into a successor with further predecessors. Throws as `endingEvents` below. */
export function mergeLocality(command: MergeLocality, state: LocalityState | null, facts: LocalityDecisionFacts): readonly LocalityEvent[] {
  return endingEvents({ type: 'LocalityMerged', data: command }, [command.into], state, facts);
}

/** All of it goes on alone under a new identity: another name or kind. Throws as `endingEvents` below. */
export function renameLocality(
  command: RenameLocality,
  state: LocalityState | null,
  facts: LocalityDecisionFacts,
): readonly LocalityEvent[] {
  return endingEvents({ type: 'LocalityRenamed', data: command }, [command.into], state, facts);
}

/** It ends without a successor, as the districts did. Throws as `endingEvents` below. */
export function abolishLocality(command: AbolishLocality, state: LocalityState | null): readonly LocalityEvent[] {
  return endingEvents({ type: 'LocalityAbolished', data: command }, [], state, { localities: new Map() });
}

/**
 * Its parts go to one or more successors. Throws `parts_empty`, `part_repeated`, `share_out_of_range` (each known
 * share in (0, 1]), `shares_exceed_one` (their sum), and as `endingEvents` below.
 */
export function splitLocality(command: SplitLocality, state: LocalityState | null, facts: LocalityDecisionFacts): readonly LocalityEvent[] {
  checkShares(command.parts);
  const successors = command.parts.map((part) => part.localityId);
  return endingEvents({ type: 'LocalitySplit', data: command }, successors, state, facts);
}

/**
 * The ending, or nothing when the same ending stands already. Throws `locality_unknown` (itself or a successor),
 * `locality_ended`, `nation_stands_alone`, `ending_before_validity`, `ending_before_reassignment`, `successor_is_itself`,
 * `successor_of_another_level`,
 * `locality_not_in_force` (a successor on the first day after), `date_malformed`.
 */
function endingEvents(
  event: Ending,
  successors: readonly string[],
  state: LocalityState | null,
  facts: LocalityDecisionFacts,
): readonly LocalityEvent[] {
  const { localityId, effectiveOn } = event.data;
  checkDate('effectiveOn', effectiveOn);
  if (!state) lacking('locality_unknown', { localityId });
  if (state.ending && same(state.ending, event)) return [];
  if (state.ending) refuse('locality_ended', { localityId, effectiveOn: state.ending.data.effectiveOn });
  if (localityId === NATION) reject('nation_stands_alone');
  checkTime(state, effectiveOn);
  for (const successor of successors) checkSuccessor(successor, event, state.level, facts);
  return [event];
}

function checkTime(state: LocalityState, effectiveOn: CivilDate): void {
  const { localityId, validFrom } = state;
  if (validFrom !== null && effectiveOn <= validFrom) refuse('ending_before_validity', { localityId, effectiveOn, validFrom });
  const from = state.parents.at(-1)?.from ?? null;
  if (from !== null && effectiveOn <= from) refuse('ending_before_reassignment', { localityId, effectiveOn, from });
}

function checkSuccessor(successor: string, { data }: Ending, level: LocalityLevel, facts: LocalityDecisionFacts): void {
  if (successor === data.localityId) reject('successor_is_itself', { localityId: successor });
  const state = facts.localities.get(successor) ?? lacking('locality_unknown', { localityId: successor });
  // Island districts went on as special zones, which are communes; a province never became anything less.
  if ((state.level === 'province') !== (level === 'province'))
    reject('successor_of_another_level', { localityId: successor, level: state.level, expected: level });
  if (!isInForce(state, data.effectiveOn)) outOfForce(state, data.effectiveOn);
}

function checkShares(parts: readonly SuccessionPart[]): void {
  if (parts.length === 0) reject('parts_empty');
  const seen = new Set<string>();
  let sum = new Exact(0);
  for (const { localityId, share } of parts) {
    if (seen.has(localityId)) reject('part_repeated', { localityId });
    seen.add(localityId);
    if (share === null) continue;
    checkNumber('share', share);
    if (!exact(share).gt(0) || exact(share).gt(1)) reject('share_out_of_range', { localityId, share });
    sum = sum.plus(exact(share));
  }
  if (sum.gt(1)) reject('shares_exceed_one', { sum: sum.toFixed() });
}
