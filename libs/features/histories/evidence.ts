import type { Finding } from '../../contract/histories.findings.js';
import { KnownThen } from '../../domain/story/known-then.js';
import { tell } from '../../domain/story/tell.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { EventStore, Position } from '../../event-store/event-store.js';
import { Gathered, type GatheredEvent } from './gathered.js';
import { mentioned } from './mentions.js';

export type Evidence = Finding['evidence'][number];

/** An event by its place in its stream. */
export interface EventRef {
  readonly stream: string;
  readonly revision: number;
}

/** Events as they stand in the store, told with what was known before each; and all that is known at the end. */
export class Told {
  private constructor(
    private readonly events: ReadonlyMap<string, Evidence>,
    readonly known: KnownThen,
  ) {}

  /** Reads the streams of the events, those of `names` and of whatever these mention, up to a position. Throws the store's errors. */
  static async of(store: EventStore, position: Position, refs: readonly EventRef[], names: readonly string[]): Promise<Told> {
    const gathered = new Gathered(store, position);
    await gathered.read([...names, ...refs.map(({ stream }) => stream)]);
    await gathered.read(mentioned(gathered.all()));
    const wanted = new Set(refs.map(keyOf));
    const [known, events] = [new KnownThen(), new Map<string, Evidence>()];
    for (const event of gathered.all()) {
      const key = keyOf(event.recorded);
      const one = wanted.has(key) ? tell(event, known) : null;
      if (one) events.set(key, { ...stampOf(event), sentence: one.sentence });
      known.take(event);
    }
    return new Told(events, known);
  }

  /** Those of the events that were on record. */
  pick(refs: readonly EventRef[]): Evidence[] {
    return refs.flatMap((ref) => this.events.get(keyOf(ref)) ?? []);
  }
}

const keyOf = ({ stream, revision }: EventRef): string => `${stream}@${revision}`;

function stampOf({ recorded }: GatheredEvent): Omit<Evidence, 'sentence'> {
  const { id: eventId, position, type, stream, revision, recordedAt } = recorded;
  const { id, name, role, locality } = metadataOf(recorded).actor;
  return { eventId, position, type, stream, revision, recordedAt, who: { id, name, role, locality } };
}
