import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/kernel/command.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream, NATION } from '../../domain/locality/locality.events.js';
import { localityDecider, type LocalityState } from '../../domain/locality/locality.state.js';
import { Facts } from '../../event-store/facts.js';

const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };

const MOST_COVERED = 20_000;

/** Which localities a role reaches: its own, those beneath it at any time, and the predecessors of any of these. */
@Injectable()
export class LocalityScope {
  /** Localities that were found covered, `<scope> <locality>`, as long as no locality has changed since. */
  private readonly covered = new Set<string>();
  private coveredAt = -1;

  constructor(@Inject(Facts) private readonly facts: Facts) {}

  /** True when the actor's scope covers the locality; false for one that was never registered. */
  async covers(actor: Actor, localityId: string): Promise<boolean> {
    return (await this.uncovered(actor, [localityId])).length === 0;
  }

  /** Throws `locality_unknown`, `locality_out_of_scope`. */
  async check(actor: Actor, localityId: string): Promise<void> {
    if (actor.locality === NATION) return;
    const key = `${actor.locality} ${localityId}`;
    const generation = await this.facts.generation();
    if (generation === this.coveredAt && this.covered.has(key)) return;
    const [refusal] = await this.uncovered(actor, [localityId]);
    if (refusal) throw refusal.error;
    this.remember(key, generation);
  }

  /** The localities that the actor does not reach, each with its refusal. */
  async uncovered(
    actor: Actor,
    localityIds: readonly string[],
  ): Promise<readonly { readonly localityId: string; readonly error: DomainError }[]> {
    if (actor.locality === NATION) return [];
    const known = await this.upwards(localityIds, actor.locality);
    return localityIds.flatMap((localityId) => {
      const error = refusalOf(localityId, actor.locality, known);
      return error ? [{ localityId, error }] : [];
    });
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
      frontier = [...new Set(frontier.flatMap((id) => nextOf(known.get(id))))].filter((id) => !seen.has(id));
    }
    return known;
  }

  private remember(key: string, generation: number): void {
    if (generation < this.coveredAt) return;
    if (generation !== this.coveredAt || this.covered.size >= MOST_COVERED) this.covered.clear();
    this.coveredAt = generation;
    this.covered.add(key);
  }
}

function nextOf(state: LocalityState | undefined): readonly string[] {
  return state ? [...state.parents.map(({ parentId }) => parentId), ...state.successors.map(({ localityId }) => localityId)] : [];
}

function refusalOf(localityId: string, scope: string, known: ReadonlyMap<string, LocalityState>): DomainError | null {
  if (localityId === scope || reaches(localityId, scope, known, new Set())) return null;
  if (localityId === NATION || known.has(localityId)) return new DomainError('locality_out_of_scope', 'forbidden', { localityId, scope });
  return new DomainError('locality_unknown', 'missing', { localityId });
}

function reaches(from: string, scope: string, known: ReadonlyMap<string, LocalityState>, seen: Set<string>): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return nextOf(known.get(from)).some((next) => next === scope || reaches(next, scope, known, seen));
}
