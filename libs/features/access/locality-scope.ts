import { Inject, Injectable } from '@nestjs/common';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Actor } from '../../domain/kernel/command.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { localityStream, NATION } from '../../domain/locality/locality.events.js';
import { type LocalityState, type ParentPeriod } from '../../domain/locality/locality.state.js';
import { Facts } from '../../event-store/facts.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';

const MOST_COVERED = 20_000;

/** Says why the actor may not act for a locality on a date; null when it may. */
export type ActingRule = (localityId: string, date: CivilDate) => DomainError | null;

/**
 * Which localities a role reaches. It sees its own, those beneath it at any time, and the predecessors of any of these. It acts
 * only for those whose way up leads to it on the date concerned or later (see `acting`).
 */
@Injectable()
export class LocalityScope {
  /** Localities that were found covered, `<scope> <locality> <date or nothing>`, as long as no locality has changed since. */
  private readonly covered = new Set<string>();
  private coveredAt = -1;

  constructor(@Inject(Facts) private readonly facts: Facts) {}

  /** For reads. Throws `locality_unknown`, `locality_out_of_scope`. */
  check(actor: Actor, localityId: string): Promise<void> {
    return this.checkWays(actor, localityId, null);
  }

  /** For commands: `date` is the day that the command speaks of. Throws `locality_unknown`, `locality_out_of_scope`. */
  checkActing(actor: Actor, localityId: string, date: CivilDate): Promise<void> {
    return this.checkWays(actor, localityId, date);
  }

  /** The rule for commands on any of these localities, read in few round trips. */
  async acting(actor: Actor, localityIds: Iterable<string>): Promise<ActingRule> {
    if (actor.locality === NATION) return () => null;
    const known = await this.upwards(localityIds, actor.locality);
    return (localityId, date) => refusalOf(localityId, actor.locality, known, waysOn(date));
  }

  /** The localities, all that ever stood above them, and all that succeeded any of these; not beyond `top`. */
  async upwards(localityIds: Iterable<string>, top: string | null = null): Promise<ReadonlyMap<string, LocalityState>> {
    const known = new Map<string, LocalityState>();
    const seen = new Set<string>([NATION, ...(top === null ? [] : [top])]);
    let frontier = [...new Set(localityIds)];
    while (frontier.length > 0) {
      const states = await this.facts.ofMany(LOCALITY, frontier.map(localityStream));
      for (const id of frontier) {
        seen.add(id);
        const state = states.get(localityStream(id));
        if (state) known.set(id, state);
      }
      frontier = [...new Set(frontier.flatMap((id) => allOf(known.get(id))))].filter((id) => !seen.has(id));
    }
    return known;
  }

  private async checkWays(actor: Actor, localityId: string, date: CivilDate | null): Promise<void> {
    const { locality: scope } = actor;
    if (scope === NATION) return;
    const key = `${scope} ${localityId} ${date ?? ''}`;
    const generation = await this.facts.generation();
    if (generation === this.coveredAt && this.covered.has(key)) return;
    const refusal = refusalOf(localityId, scope, await this.upwards([localityId], scope), date === null ? everyWay : waysOn(date));
    if (refusal) throw refusal;
    this.remember(key, generation);
  }

  private remember(key: string, generation: number): void {
    if (generation < this.coveredAt) return;
    if (generation !== this.coveredAt || this.covered.size >= MOST_COVERED) this.covered.clear();
    this.coveredAt = generation;
    this.covered.add(key);
  }
}

function allOf(state: LocalityState | undefined): readonly string[] {
  return state ? Object.values(everyWay(state)).flat() : [];
}

/** Where responsibility for a locality leads: to successors, and up to parents. */
interface Ways {
  readonly parents: readonly string[];
  readonly successors: readonly string[];
}
/** `isBeneath`: whether the way has led up through a parent before, so that the state is one above the locality asked for. */
type WaysOf = (state: LocalityState, isBeneath: boolean) => Ways;

function everyWay({ parents, successors }: LocalityState): Ways {
  return { parents: parents.map(({ parentId }) => parentId), successors: successors.map(({ localityId }) => localityId) };
}

/**
 * A parent that lost the locality before the date no longer acts for it. A split hands the locality's own affairs to its parts,
 * but not what lay beneath it: of that each part has only what was reassigned to it.
 */
function waysOn(date: CivilDate): WaysOf {
  return (state, isBeneath) => ({
    parents: state.parents.filter((period) => actsOn(period, state, date)).map(({ parentId }) => parentId),
    successors: isBeneath && state.ending?.type === 'LocalitySplit' ? [] : everyWay(state).successors,
  });
}

// What was abolished without a successor stays with the parent that it had last.
function actsOn({ to }: ParentPeriod, { successors, validTo }: LocalityState, date: CivilDate): boolean {
  return to === null || to >= date || (successors.length === 0 && to === validTo);
}

function refusalOf(localityId: string, scope: string, known: ReadonlyMap<string, LocalityState>, waysOf: WaysOf): DomainError | null {
  if (reaches(localityId, false, { scope, known, waysOf, seen: new Set() })) return null;
  if (localityId === NATION || known.has(localityId)) return new DomainError('locality_out_of_scope', 'forbidden', { localityId, scope });
  return new DomainError('locality_unknown', 'missing', { localityId });
}

interface Search {
  readonly scope: string;
  readonly known: ReadonlyMap<string, LocalityState>;
  readonly waysOf: WaysOf;
  readonly seen: Set<string>;
}

function reaches(from: string, isBeneath: boolean, search: Search): boolean {
  if (from === search.scope) return true;
  const state = search.known.get(from);
  const step = `${from} ${isBeneath}`;
  if (!state || search.seen.has(step)) return false;
  search.seen.add(step);
  const { parents, successors } = search.waysOf(state, isBeneath);
  return successors.some((next) => reaches(next, isBeneath, search)) || parents.some((next) => reaches(next, true, search));
}
