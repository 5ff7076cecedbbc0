import { setImmediate } from 'node:timers/promises';
import { START, type EventBatch, type ReadAllOptions, type RecordedEvent } from '../event-store.js';
import { pause } from './calls.js';
import { chooser, roughBytes } from './convert.js';
import { Live } from './live.js';
import type { Session } from './session.js';

const DEFAULT_BATCH = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;
/** How long a batch may fill while catching up, and while live, in milliseconds. */
const FILL_MS = { behind: 100, live: 10 };

/**
 * Follows `$all` after a position. Whatever ends a subscription, another one begins after the last event that was yielded *and* asked
 * past, so nothing is lost or doubled. Categories and types are chosen here, not at the server, so that `through` moves over events
 * that were not asked for; it is always the position of an event that was received, never a checkpoint.
 */
export async function* subscribe(session: Session, options: ReadAllOptions = {}): AsyncGenerator<EventBatch, void, void> {
  const ending = options.signal === undefined ? session.closing : AbortSignal.any([options.signal, session.closing]);
  const place = { through: options.from ?? START, toldCaughtUp: false };
  for (let failures = 0; !ending.aborted;) {
    const live = new Live(session, place.through);
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
 * What has arrived, up to `most` events or about 4 MiB. While catching up, events come one by one and faster than it pays to handle
 * them alone, so a batch may fill for a moment; live events are held up for what comes with them only.
 */
async function gather(live: Live, most: number, ending: AbortSignal): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let bytes = 0;
  let deadline: number | undefined;
  while (events.length < most && bytes < BATCH_BYTES) {
    const event = live.take();
    if (event !== undefined) {
      events.push(event);
      bytes += roughBytes(event.data);
      deadline ??= Date.now() + (live.following ? FILL_MS.live : FILL_MS.behind);
    } else if (deadline === undefined || !(await moreComes(live, deadline, ending))) break;
  }
  return events;
}

/** Waits for the next event of a batch that has begun. */
async function moreComes(live: Live, deadline: number, ending: AbortSignal): Promise<boolean> {
  // What the connection has brought already comes up within a turn of the event loop.
  await setImmediate();
  const left = deadline - Date.now();
  if (left <= 0) return false;
  if (live.hasMore) return true;
  if (live.caughtUp || live.lost !== undefined || ending.aborted) return false;
  await live.change(ending, left);
  return true;
}
