import { START, type EventBatch, type ReadAllOptions, type RecordedEvent } from '../event-store.js';
import { pause } from './calls.js';
import { chooser } from './convert.js';
import { Live } from './live.js';
import type { Session } from './session.js';

const DEFAULT_BATCH = 1_000;
const GATHER_MS = 20;

/**
 * Follows `$all` after a position. Whatever ends a subscription, another one begins after the last event that was yielded *and* asked
 * past, so nothing is lost or doubled. Categories and types are chosen here, not at the server, so that `through` moves over events
 * that were not asked for; it is always the position of an event that was received, never a checkpoint.
 */
export async function* subscribe(session: Session, options: ReadAllOptions = {}): AsyncGenerator<EventBatch, void, void> {
  const ending = options.signal === undefined ? session.closing : AbortSignal.any([options.signal, session.closing]);
  const place = { through: options.from ?? START, toldCaughtUp: false };
  for (let failures = 0; !ending.aborted; ) {
    const live = new Live(session, place.through, options.batchSize ?? DEFAULT_BATCH);
    try {
      for await (const batch of batches(live, place, options, ending)) {
        failures = 0;
        yield batch;
      }
    } finally {
      live.close();
    }
    if (ending.aborted) return;
    session.onLost(live.lost?.reason);
    await pause(session.limits.backoffMs, ++failures, ending);
  }
}

interface Place {
  through: string;
  /** The consumer knows that nothing was waiting, and nothing has come since. */
  toldCaughtUp: boolean;
}

/** The batches of one subscription until it is lost. What had arrived before is still delivered. */
async function* batches(live: Live, place: Place, options: ReadAllOptions, ending: AbortSignal): AsyncGenerator<EventBatch, void, void> {
  const chosen = chooser(options.filter);
  while (!ending.aborted) {
    const taken = await gather(live, options.batchSize ?? DEFAULT_BATCH, ending);
    if (ending.aborted) return;
    const { caughtUp } = live;
    if (taken.length > 0 || (caughtUp && !place.toldCaughtUp)) {
      place.through = taken.at(-1)?.position ?? place.through;
      place.toldCaughtUp = caughtUp;
      yield { events: taken.filter(chosen), through: place.through, caughtUp };
    } else if (live.lost !== undefined) return;
    else await live.change(ending);
  }
}

/**
 * What has arrived. While catching up, events come one by one and faster than it pays to handle them alone, so a batch may fill for
 * a moment; live events are not held up.
 */
async function gather(live: Live, most: number, ending: AbortSignal): Promise<RecordedEvent[]> {
  const taken = live.take(most);
  const deadline = Date.now() + GATHER_MS;
  while (taken.length > 0 && taken.length < most && !live.caughtUp && live.lost === undefined && !ending.aborted) {
    const left = deadline - Date.now();
    if (left <= 0) break;
    await live.change(ending, left);
    taken.push(...live.take(most - taken.length));
  }
  return taken;
}
